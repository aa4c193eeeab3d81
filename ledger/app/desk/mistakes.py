"""Mistakes of entries, placed: those of the text and those of the ledger, each at its line.

Takes what was read and what was refused; gives all mistakes in the order of the entries.
"""

from __future__ import annotations

from functools import cache
from math import inf
from typing import TYPE_CHECKING

import attrs

from ledger.claims.decision.refusals import AmbiguousParty, NotKnown
from ledger.claims.naming import folded
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.entry_list import EntryList, EntryParts, part_of, whole_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.app.submission.submit import Outcome
    from ledger.claims.commands import Command
    from ledger.entries.fragment import Fragment
    from ledger.errors import ClaimsError, Where

PLACED = 5_000
"""How many mistakes get their exact place; any more have the line of their entry."""


def parts_of(entries: Sequence[Entry | BrokenEntry]) -> Sequence[Command | Fragment]:
    """What is submitted of entries: their commands; of one with mistakes, what is right of it."""
    return EntryParts(entries) if isinstance(entries, EntryList) else list(map(part_of, entries))


def noted(
    outcomes: Sequence[Outcome], entries: Sequence[Entry | BrokenEntry]
) -> tuple[Outcome, ...]:
    """The outcomes of entries, with what of the new ones was not taken as it was written."""
    made = list(outcomes)
    for place, entry in whole_entries(entries):
        outcome = made[place]
        if isinstance(entry, Entry) and entry.notes and outcome.new:
            made[place] = attrs.evolve(outcome, notes=(*entry.notes, *outcome.notes))
    return tuple(made)


def mistakes_of(entries: Sequence[Entry | BrokenEntry]) -> list[ClaimsError]:
    """The mistakes that entries have as they are written, whatever the ledger knows."""
    broken = (entry for _, entry in whole_entries(entries) if isinstance(entry, BrokenEntry))
    return list(_once(mistake for entry in broken for mistake in entry.mistakes))


def all_mistakes(
    problems: Sequence[ClaimsError], entries: Sequence[Entry | BrokenEntry]
) -> list[ClaimsError]:
    """All mistakes in the order of the entries: those of the text, and those of the ledger.

    A name that stands in a text which could not be read may be known once it can be.
    """
    broken = {
        index: entry for index, entry in whole_entries(entries) if isinstance(entry, BrokenEntry)
    }
    unread = {folded(name) for entry in broken.values() for name in entry.unread}
    by_entry: dict[int, list[ClaimsError]] = {
        index: list(entry.mistakes) for index, entry in broken.items()
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
    in_order = (
        problem for index in sorted(by_entry) for problem in sorted(by_entry[index], key=_in_text)
    )
    return list(_once(in_order))


def _once(problems: Iterable[ClaimsError]) -> Iterator[ClaimsError]:
    """The mistakes without those that are told already of the same place.

    What a block says once stands in all of its claims, and an entry of several parties in each.
    """
    told_of: set[tuple[str, str, str, str, int, int]] = set()
    for problem in problems:
        where = problem.where
        if where is None or where.line is None:
            yield problem
            continue
        place = (where.source, where.sheet or "", where.line, where.column or 0)
        key = (problem.code, problem.message, *place)
        if key not in told_of:
            told_of.add(key)
            yield problem


def _in_text(problem: ClaimsError) -> tuple[int, float]:
    where = problem.where
    return (0, 0) if where is None else (where.line or 0, where.column or inf)


def _place(problem: ClaimsError, entries: Sequence[Entry | BrokenEntry]) -> None:
    """Tell an error where the entry, and the field of the entry, was written."""
    if problem.index is not None:
        word = problem.name if isinstance(problem, NotKnown | AmbiguousParty) else None
        problem.at(entries[problem.index].place_of(problem.field or "", word))
