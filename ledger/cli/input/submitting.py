"""From entries to the ledger and back: submit, place what is refused, say what was recorded.

Takes entries as ``ledger.entries`` reads them; gives the answer of every writing command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.app.desk.mistakes import all_mistakes, noted, parts_of
from ledger.app.desk.receipt import receipt
from ledger.app.envelope import UNFIXED
from ledger.cli.answer import say
from ledger.cli.call import Call
from ledger.errors import Problems
from ledger.late import late
from ledger.views.page import Line
from ledger.views.pages.changes import preview_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.app import Ledger, Outcome
    from ledger.app.comparison import preview as previews
    from ledger.app.comparison.preview import Preview
    from ledger.app.desk.format import BrokenEntry, Command, Entry, Fragment
    from ledger.specs import trial as specs_trial
    from ledger.views.page import Block
else:
    previews = late("ledger.app.comparison.preview")
    specs_trial = late("ledger.specs.trial")

FEATURES = "features"
"""Where the desk's specs are looked for, as by `claims spec run`."""
SHOWN = 5
"""How many outcomes are named one by one; of more there is the count."""


@attrs.frozen(kw_only=True)
class Submission:
    """How a call records: to see or to keep, over what was described, as one import."""

    call: Call
    dry_run: bool = False
    replace: bool = False
    importing: bool = False
    advance: Callable[[int], None] = lambda _: None

    def of_commands(
        self, ledger: Ledger, commands: Sequence[Command | Fragment]
    ) -> tuple[Outcome, ...]:
        """Record all of the commands or none, and remember that it was done."""
        with self.call.recording_of(dry_run=self.dry_run) as note:
            outcomes = ledger.submit(
                commands,
                dry_run=self.dry_run,
                replace=self.replace,
                importing=self.importing,
                advance=self.advance,
            )
            note(outcomes)
        return outcomes

    def of_entries(
        self,
        ledger: Ledger,
        entries: Sequence[Entry | BrokenEntry],
        *,
        source: str | None = None,
    ) -> tuple[Outcome, ...]:
        """Record all entries or none; of entries with mistakes, what is right is checked as well.

        Raises:
            Problems: all mistakes of ``source``, each where its entry was written.
            ClaimsError: the only mistake of entries that stand in no file.
        """
        try:
            outcomes = self.of_commands(ledger, parts_of(entries))
        except Problems as error:
            problems = all_mistakes(error.problems, entries)
            if source is None and len(problems) == 1:
                raise problems[0] from None
            raise Problems(source or error.source, problems) from None
        return noted(outcomes, entries)


def answer(
    call: Call,
    outcomes: Sequence[Outcome],
    *,
    dry_run: bool = False,
    preview: Preview | None = None,
    left_out: Sequence[str] = (),
) -> None:
    """Say what was recorded: each of a few, and the count of many.

    ``left_out`` is what another desk's export misses, each a sentence.
    """
    new = sum(outcome.new for outcome in outcomes)
    last = max(
        (outcome.position for outcome in outcomes if outcome.position is not None), default=None
    )
    lines: list[Block] = [*_lines(outcomes, new, dry_run=dry_run)]
    lines += [] if preview is None else preview_page(preview, call.words)
    made = receipt(outcomes, dry_run=dry_run, preview=preview) if call.json else None
    if made is not None and left_out:
        made["left_out"] = list(left_out)
    say(call, data=made, at={**UNFIXED, "position": last}, lines=lines)


def previewed(
    call: Call, entries: Sequence[Entry | BrokenEntry], *, replace: bool = False
) -> Preview:
    """What recording these entries would change, and which specs in ./features would break."""
    features = Path(FEATURES)
    trial = specs_trial.trial_of([features], call.clock.now()) if features.is_dir() else None
    with call.ledger() as ledger:
        return previews.preview(ledger, parts_of(entries), replace=replace, trial=trial)


def cancelled(call: Call, *, dry_run: bool) -> None:
    """Say that nothing was recorded, as the person at the editor wished."""
    say(call, data=receipt((), dry_run=dry_run), lines=["cancelled; nothing was recorded"])


def _lines(outcomes: Sequence[Outcome], new: int, *, dry_run: bool) -> Iterator[Block]:
    if len(outcomes) <= SHOWN:
        for outcome in outcomes:
            yield _line(outcome)
            yield from (Line(f"note: {note}", 1) for note in outcome.notes)
    else:
        yield from (_line(outcome) for outcome in outcomes if outcome.overtaken)
        yield from _counted(note for outcome in outcomes for note in outcome.notes)
    if len(outcomes) != 1 or dry_run:
        there = f", {len(outcomes) - new} already there" if new < len(outcomes) else ""
        yield f"{new} {'would be recorded' if dry_run else 'recorded'}{there}"
    if import_id := next((outcome.import_id for outcome in outcomes if outcome.import_id), None):
        yield f"import {import_id} (claims import --undo {import_id} takes it back)"


def _counted(notes: Iterable[str]) -> Iterator[str]:
    """Each note once, the most frequent first, with how many entries it is of."""
    counts = Counter(notes).most_common()
    for note, count in counts[:SHOWN]:
        yield f"note: {note}" + (f" ({count:,} entries)" if count > 1 else "")
    if len(counts) > SHOWN:
        yield f"and {len(counts) - SHOWN:,} other notes (--json has all)"


def _line(outcome: Outcome) -> str:
    if not outcome.new:
        since = "; ".join(map(str, outcome.overtaken))
        return f"{outcome.id} is already there" + (f"; now {since}" if since else "")
    where = "" if outcome.position is None else f" at position @{outcome.position}"
    return f"{outcome.deed}: {outcome.id}{where}"
