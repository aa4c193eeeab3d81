"""From entries to the ledger and back: submit, place what is refused, say what was recorded.

Takes entries as ``ledger.entries`` reads them; gives the answer of every writing command.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledger.app.desk.mistakes import all_mistakes, noted, parts_of
from ledger.app.envelope import UNFIXED
from ledger.cli.answer import say
from ledger.errors import Problems
from ledger.views.data import data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledger.app import Ledger, Outcome
    from ledger.app.contract.receipts import Submitted
    from ledger.app.desk.format import BrokenEntry, Entry
    from ledger.cli.call import Call

SHOWN = 5
"""How many outcomes are named one by one; of more there is the count."""


def submit(
    call: Call,
    ledger: Ledger,
    entries: Sequence[Entry | BrokenEntry],
    *,
    source: str | None = None,
    dry_run: bool = False,
    replace: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Record all entries or none; of entries with mistakes, what is right is checked as well.

    Raises:
        Problems: all mistakes of ``source``, each where its entry was written.
        ClaimsError: the only mistake of entries that stand in no file.
    """
    try:
        outcomes = call.submit(
            ledger, parts_of(entries), dry_run=dry_run, replace=replace, advance=advance
        )
    except Problems as error:
        problems = all_mistakes(error.problems, entries)
        if source is None and len(problems) == 1:
            raise problems[0] from None
        raise Problems(source or error.source, problems) from None
    return noted(outcomes, entries)


def answer(call: Call, outcomes: Sequence[Outcome], *, dry_run: bool = False) -> None:
    """Say what was recorded: each of a few, and the count of many."""
    new = sum(outcome.new for outcome in outcomes)
    last = max(
        (outcome.position for outcome in outcomes if outcome.position is not None), default=None
    )
    lines = _lines(outcomes, new, dry_run=dry_run)
    receipt = _receipt(outcomes, dry_run=dry_run)
    say(call, data=receipt, at={**UNFIXED, "position": last}, lines=lines)


def cancelled(call: Call, *, dry_run: bool) -> None:
    """Say that nothing was recorded, as the person at the editor wished."""
    say(call, data=_receipt((), dry_run=dry_run), lines=["cancelled; nothing was recorded"])


def _receipt(outcomes: Sequence[Outcome], *, dry_run: bool) -> Submitted:
    new = sum(outcome.new for outcome in outcomes)
    return {
        "recorded": 0 if dry_run else new,
        "already": len(outcomes) - new,
        "dry_run": dry_run,
        "outcomes": data(outcomes),
    }


def _lines(outcomes: Sequence[Outcome], new: int, *, dry_run: bool) -> Iterator[str]:
    if len(outcomes) <= SHOWN:
        for outcome in outcomes:
            yield _line(outcome)
            yield from (f"  note: {note}" for note in outcome.notes)
    else:
        yield from (_line(outcome) for outcome in outcomes if outcome.overtaken)
        yield from _counted(note for outcome in outcomes for note in outcome.notes)
    if len(outcomes) != 1 or dry_run:
        there = f", {len(outcomes) - new} already there" if new < len(outcomes) else ""
        yield f"{new} {'would be recorded' if dry_run else 'recorded'}{there}"


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
    what = (outcome.type or "").replace(".", " ")
    where = "" if outcome.position is None else f" at position @{outcome.position}"
    return f"{what}: {outcome.id}{where}"
