"""A story becomes a ledger, recorded day by day as the news came, and says what it knows.

Takes a story's name and a path; gives ``Told``, and with ``lines`` the pages that a first
reader sees. All of it goes through ``ledger.app``: the demo has no road of its own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from shlex import quote
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ledger import files
from ledger.app import init_ledger, open_ledger
from ledger.app.desk.entry_files import outcomes_of
from ledger.claims.commands import CaptureDocument, RecordClaim
from ledger.clock import Clocks, FixedClock
from ledger.demo.story import load
from ledger.errors import Conflict
from ledger.sources.kinds import Extent
from ledger.views.page import Line, Paragraph
from ledger.views.pages.head import PageHead
from ledger.views.pages.hurdles import hurdles_page
from ledger.views.pages.status import status_page
from ledger.views.pages.timeline import timeline_page
from ledger.views.text.layout import WIDTH, text_lines, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.claims.commands import Command
    from ledger.demo.story import NewsDay
    from ledger.views.page import Block

_MORNING = time(9, tzinfo=UTC)
_PROGRAM = "claims"


@attrs.frozen(kw_only=True)
class _Ending:
    """Where a story ends: whom it follows, the day it is asked about, what to try next."""

    partnership: str
    valid_at: date
    try_next: tuple[str, ...]


_ENDINGS: Mapping[str, _Ending] = MappingProxyType(
    {
        "mexico-korea": _Ending(
            partnership="mexico-korea-space",
            valid_at=date(2024, 6, 12),
            try_next=(
                "claims why mexico-korea-space/alce-convention.consents",
                "claims status mexico-korea-space --valid-at 2022-07-01",
                "claims search ratify",
            ),
        ),
        "alce": _Ending(
            partnership="mexico-korea-space",
            valid_at=date(2024, 10, 26),
            try_next=(
                "claims why alce-convention.consents --valid-at 2024-06-14",
                "claims status mexico-korea-space --valid-at 2024-10-01 --known-at 2024-09-01",
                "claims timeline mexico-korea-space --published-by 2022-12-31",
            ),
        ),
    }
)


@attrs.frozen(kw_only=True)
class Told:
    """A story that stands in a ledger.

    ``valid_at`` is the day on which the story is asked about (occurred clock); ``documents``,
    ``in_full`` and ``claims`` count what was recorded; ``try_next`` are commands for a reader.
    """

    story: str
    location: Path
    partnership: str
    valid_at: date
    documents: int
    in_full: int
    claims: int
    try_next: tuple[str, ...]


class AlreadyThere(Conflict):
    """A path at which there is something: a demo never mixes with a ledger of one's own."""

    code = "already-there"

    def __init__(self, location: Path) -> None:
        super().__init__(
            f"there is something at {location} already",
            fix=f"name a new file, or read that one: claims status --ledger {location}",
        )


def tell(story: str, location: Path, from_folder: Path | None = None) -> Told:
    """Record a story into a new ledger at ``location``.

    Raises:
        AlreadyThere: something stands at ``location``.
        Problems: a quote does not stand in an article of ``from_folder``.
        NotFound: no such story, or none of its articles in the folder.
    """
    batches = load(story, from_folder)
    try:
        if location.exists():
            raise AlreadyThere(location)
        files.check_database(location)
        with files.part_of(location) as part:
            init_ledger(part)
            for batch in batches:
                _record(batch, part, story)
            files.place_database(part, location)
    except OSError as error:
        raise files.TargetUnwritable(location, error) from error
    return _told(story, location, [entry.command for batch in batches for entry in batch.entries])


def _record(batch: NewsDay, location: Path, story: str) -> None:
    clock = FixedClock(datetime.combine(batch.day, _MORNING))
    with open_ledger(location, clock=clock, recorded_by="claims demo") as ledger:
        outcomes_of(ledger, batch.entries, source=story)


def _told(story: str, location: Path, commands: list[Command]) -> Told:
    documents = [command.document for command in commands if isinstance(command, CaptureDocument)]
    ending = _ENDINGS[story]
    return Told(
        story=story,
        location=location,
        partnership=ending.partnership,
        valid_at=ending.valid_at,
        documents=len(documents),
        in_full=sum(document.extent is Extent.FULL for document in documents),
        claims=sum(isinstance(command, RecordClaim) for command in commands),
        try_next=ending.try_next,
    )


def lines(telling: Told, width: int = WIDTH, program: str = _PROGRAM) -> Iterator[str]:
    """What a first reader sees: the status, the hurdles, the timeline, and where to go on.

    ``program`` is what this reader types to call ``claims``.
    """
    clocks = Clocks(valid_at=telling.valid_at)
    with open_ledger(telling.location) as ledger:
        view = ledger.view(telling.partnership, clocks)
    yield from wrap(_opening(telling), width)
    yield ""
    yield from text_lines(status_page(view.status, clocks=clocks), width)
    yield ""
    head = PageHead(title=view.title, clocks=clocks)
    hurdles = hurdles_page(view.hurdles, head=head, names=view.names)
    yield from text_lines(hurdles, width)
    yield ""
    timeline = timeline_page(view.timeline, head=head, names=view.names)
    yield from text_lines(timeline, width)
    yield ""
    yield from text_lines(_ways_on(telling, program), width)


def _ways_on(telling: Told, program: str) -> Iterator[Block]:
    """What to type next, on this ledger and for a ledger of one's own.

    A command stands whole on its line, however long, so that it can be copied.
    """
    yield "Try next:"
    yield Line(f"export CLAIMS_LEDGER={quote(str(telling.location))}", 1)
    yield from (Line(f"{program}{each.removeprefix(_PROGRAM)}", 1) for each in telling.try_next)
    yield ""
    yield from _in_a_browser(telling, program)
    yield ""
    yield Paragraph("A ledger of your own; README.md shows under “Append” what a news.yaml holds:")
    yield Line("export CLAIMS_LEDGER=claims.db", 1)
    yield from (Line(f"{program} {words}", 1) for words in ("init", "import news.yaml", "status"))
    if program != _PROGRAM:
        yield ""
        yield Paragraph(
            f"README.md writes `{_PROGRAM}` for what is {program} here, and is not on your PATH."
        )


def _in_a_browser(telling: Told, program: str) -> Iterator[Block]:
    """How to open this story, and the other one, as pages."""
    yield Paragraph("Both stories in a browser; each command says where, and Ctrl-C ends it:")
    yield Line(f"{program} serve", 1)
    for story in _ENDINGS:
        if story != telling.story:
            yield Line(f"{program} demo --story {story} --keep {story}.db", 1)
            yield Line(f"{program} serve --ledger {story}.db", 1)


def _opening(telling: Told) -> str:
    """What was recorded, and that every value can be followed to its words."""
    kept = (
        "kept as short quotes"
        if telling.in_full == 0
        else f"{telling.in_full} of them in full, every quote checked"
    )
    return (
        f"{telling.claims} claims from {telling.documents} documents ({kept}), each with its "
        f"words, its source and its days, recorded as the news came. What the ledger knows of them:"
    )
