"""From entries to the ledger and back: submit, place what is refused, say what was recorded.

Takes entries as ``ledger.claims.entries`` reads them; gives the answer of every writing command.
"""

from __future__ import annotations

from functools import cache
from math import inf
from typing import TYPE_CHECKING

import attrs

from ledger.claims.entries.entry import BrokenEntry, Entry
from ledger.claims.naming import folded
from ledger.claims.plain import plain
from ledger.claims.refusals import AmbiguousParty, NotKnown
from ledger.cli.answer import UNFIXED, give
from ledger.errors import Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.app import Ledger, Outcome
    from ledger.cli.call import Call
    from ledger.errors import ClaimsError, Where

PLACED = 5_000
"""How many mistakes get their exact place; any more have the line of their entry."""

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
    parts = [entry.command if isinstance(entry, Entry) else entry.fragment for entry in entries]
    try:
        return call.submit(ledger, parts, dry_run=dry_run, replace=replace, advance=advance)
    except Problems as found:
        problems = _with_those_written(found.problems, entries)
        if source is None and len(problems) == 1:
            raise problems[0] from None
        raise Problems(source or found.source, problems) from None


def mistakes_of(entries: Sequence[Entry | BrokenEntry]) -> list[ClaimsError]:
    """The mistakes that entries have as they are written, whatever the ledger knows."""
    broken = (entry for entry in entries if isinstance(entry, BrokenEntry))
    return [mistake for entry in broken for mistake in entry.mistakes]


def _with_those_written(
    problems: Sequence[ClaimsError], entries: Sequence[Entry | BrokenEntry]
) -> list[ClaimsError]:
    """All mistakes in the order of the entries: those of the text, and those of the ledger.

    A name that stands in a text which could not be read may be known once it can be.
    """
    unread = {
        folded(name) for entry in entries if isinstance(entry, BrokenEntry) for name in entry.unread
    }
    by_entry: dict[int, list[ClaimsError]] = {
        index: list(entry.mistakes)
        for index, entry in enumerate(entries)
        if isinstance(entry, BrokenEntry)
    }

    @cache
    def lines(index: int) -> Where:
        return attrs.evolve(entries[index].where, excerpt=None, column=None, begins=1)

    places = 0
    for problem in problems:
        if isinstance(problem, NotKnown) and folded(problem.name) in unread:
            continue
        places += 1
        if places <= PLACED:
            _place(problem, entries)
        elif problem.index is not None:
            problem.at(lines(problem.index))
        by_entry.setdefault(problem.index or 0, []).append(problem)
    return [
        problem for index in sorted(by_entry) for problem in sorted(by_entry[index], key=_in_text)
    ]


def _in_text(problem: ClaimsError) -> tuple[int, float]:
    where = problem.where
    return (0, 0) if where is None else (where.line or 0, where.column or inf)


def _place(problem: ClaimsError, entries: Sequence[Entry | BrokenEntry]) -> None:
    """Tell an error where the entry, and the field of the entry, was written."""
    if problem.index is not None:
        word = problem.name if isinstance(problem, NotKnown | AmbiguousParty) else None
        problem.at(entries[problem.index].place_of(problem.field or "", word))


def answer(call: Call, outcomes: Sequence[Outcome], *, dry_run: bool = False) -> None:
    """Say what was recorded: each of a few, and the count of many."""
    new = sum(outcome.new for outcome in outcomes)
    data = {
        "recorded": 0 if dry_run else new,
        "already": len(outcomes) - new,
        "dry_run": dry_run,
        "outcomes": [
            {
                "id": one.id,
                "type": one.type,
                "position": one.position,
                "new": one.new,
                "overtaken": [
                    {"field": each.field, "now": plain(each.now), "position": each.position}
                    for each in one.overtaken
                ],
            }
            for one in outcomes
        ],
    }
    last = max((one.position for one in outcomes if one.position is not None), default=None)
    lines = _lines(outcomes, new, dry_run=dry_run)
    give(call, data=data, at={**UNFIXED, "position": last}, lines=lines)


def _lines(outcomes: Sequence[Outcome], new: int, *, dry_run: bool) -> Iterator[str]:
    if len(outcomes) <= SHOWN:
        yield from (_line(outcome) for outcome in outcomes)
    else:
        yield from (_line(outcome) for outcome in outcomes if outcome.overtaken)
    if len(outcomes) != 1 or dry_run:
        there = f", {len(outcomes) - new} already there" if new < len(outcomes) else ""
        yield f"{new} {'would be recorded' if dry_run else 'recorded'}{there}"


def _line(outcome: Outcome) -> str:
    if not outcome.new:
        since = "; ".join(map(str, outcome.overtaken))
        return f"{outcome.id} is already there" + (f"; now {since}" if since else "")
    what = (outcome.type or "").replace(".", " ")
    where = "" if outcome.position is None else f" at position {outcome.position}"
    return f"{what}: {outcome.id}{where}"
