"""What comes next, by when, and who must act: by day, or by who must act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.names import NAMELESS, Names
from ledger.views.clocks import AHEAD, as_of
from ledger.views.page import Block, Heading, Paragraph, Row, shown, source
from ledger.views.sentences import foreseen, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.projections.agenda import Due

_COLUMN = 18
_SHOWN = 3
_NOBODY = "nobody is named"


def agenda_page(
    agenda: Sequence[Due],
    *,
    title: str | None,
    clocks: Clocks,
    names: Names = NAMELESS,
    by_party: bool = False,
    only: str = "",
    ahead: bool = False,
) -> Iterator[Block]:
    """What is due, overdue first, then by its day; ``title`` is None over all partnerships.

    ``by_party`` puts it under those who must act; ``only`` says what a filter lets through.
    """
    yield Heading(f"Next: {title or 'all partnerships'}", as_of(clocks))
    if ahead:
        yield Paragraph(AHEAD)
    if only:
        yield Paragraph(f"Only {only}.")
    if not agenda:
        yield "  nothing is foreseen, and nothing stands in the way"
    groups = _by_party(agenda) if by_party else _by_turn(agenda)
    for heading, dues in groups:
        yield ""
        yield f"{heading} ({len(dues)})"
        for due in dues:
            yield from _due(due, names, whole=title is None, day=by_party)


def _by_turn(agenda: Sequence[Due]) -> Iterator[tuple[str, list[Due]]]:
    for heading, dues in (
        ("Overdue", [due for due in agenda if due.overdue]),
        ("With a day", [due for due in agenda if due.when is not None and not due.overdue]),
        ("No day given", [due for due in agenda if due.when is None]),
    ):
        if dues:
            yield heading, dues


def _by_party(agenda: Sequence[Due]) -> Iterator[tuple[str, list[Due]]]:
    """What each must do, by name; what nobody is named for stands last."""
    parties: dict[tuple[str, str], list[Due]] = {}
    for due in agenda:
        for party in due.who:
            parties.setdefault((party.name, party.id), []).append(due)
    for name, id_ in sorted(parties):
        yield name, parties[name, id_]
    if nobody := [due for due in agenda if not due.who]:
        yield "Nobody is named", nobody


def _due(due: Due, names: Names, *, whole: bool, day: bool) -> Iterator[Block]:
    when = _when(due)
    mark = "overdue, " if day and due.overdue else ""
    yield ""
    yield Paragraph(f"{mark}{when}: {matter(due, names)}", "    ", "  ")
    who = listed([party.name for party in due.who])
    rows = [("who must act", who or ("" if due.kind == "in-force" else _NOBODY))]
    rows.append(("waits for", listed(due.waits_for)))
    rows.append(("in", due.partnership_title if whole else ""))
    for label, text in rows:
        if text:
            yield Row(f"    {label}", text, _COLUMN)
    yield Row("    source", _sources(due), _COLUMN)


def _when(due: Due) -> str:
    """Its day, or how far it is where nobody gives a day."""
    if due.when is not None:
        return due.when.display
    return str(due.state or due.modality or "no day").replace("-", " ")


def matter(due: Due, names: Names) -> str:
    """What is due, in a few words."""
    if due.development is None:
        return f"{due.title} enters into force" if due.kind == "in-force" else str(due.title)
    words = foreseen(due.development, names)
    if due.title is not None and hasattr(due.development, "hurdle"):
        words = f"{due.title}: {words.rpartition(': ')[2]}"
    return f"{words} ({due.modality})" if due.when is not None else words


def _sources(due: Due) -> str:
    """The last of the words behind it, and how many more there are."""
    more = len(due.claims) - 1
    others = f" and {more} more {'claim' if more == 1 else 'claims'}" if more > 0 else ""
    if due.citation is not None:
        return f"{source(due.citation)}{others}"
    return f"[{', '.join(map(shown, due.claims[:_SHOWN]))}]" if due.claims else "its own rule"
