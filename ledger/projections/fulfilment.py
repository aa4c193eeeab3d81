"""Which claim, by id, first reports what was foreseen: looked up for many claims in one pass.

Takes what is wanted (from which day, of which parties, not later than when) and reports by their
order; gives the first report for each. Each is looked at once: the work grows with the two lists
together, and not with one times the other.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEVER = -1
"""Before every day: of a report that names no earliest day, which is behind nothing."""


@attrs.frozen
class ReportQuery:
    """What a report must be: of ``day`` or later, and naming all ``parties``.

    One that lies after ``latest`` is taken only where there is no other. Days are ordinals.
    """

    id: str
    day: int
    parties: frozenset[str]
    latest: int | None = None


@attrs.frozen
class Report:
    """A claim that may be what is wanted: its day, and the first on which it may lie."""

    id: str
    day: int
    parties: frozenset[str]
    earliest: int = NEVER


def first_reports(wanted: Iterable[ReportQuery], reports: Sequence[Report]) -> dict[str, str]:
    """By what is wanted, the id of the first report of it; reports come in their order."""
    by_parties: dict[frozenset[str], list[ReportQuery]] = {}
    for want in wanted:
        by_parties.setdefault(want.parties, []).append(want)
    by_party: dict[str, list[tuple[int, Report]]] = {}
    everything = list(enumerate(reports))
    for place, report in everything if any(by_parties) else ():
        for party in report.parties:
            by_party.setdefault(party, []).append((place, report))
    firsts: dict[str, str] = {}
    for parties, wants in by_parties.items():
        naming = everything
        if parties:
            fewest = min((by_party.get(party, []) for party in sorted(parties)), key=len)
            naming = [entry for entry in fewest if entry[1].parties >= parties]
        firsts |= _swept(wants, naming, reports)
    return firsts


def _swept(
    wants: list[ReportQuery], naming: list[tuple[int, Report]], reports: Sequence[Report]
) -> dict[str, str]:
    """The first reports of wants of the same parties, from the last day to the first."""
    ends = sorted({report.earliest for _, report in naming})
    places = _FirstPlaces(len(ends))
    left = sorted(naming, key=lambda entry: entry[1].day)
    firsts: dict[str, str] = {}
    for want in sorted(wants, key=lambda want: -want.day):
        while left and left[-1][1].day >= want.day:
            place, report = left.pop()
            places.add(bisect_right(ends, report.earliest), place)
        upto = len(ends) if want.latest is None else bisect_right(ends, want.latest)
        first = places.first(upto)
        if first is None:
            first = places.first(len(ends))
        if first is not None:
            firsts[want.id] = reports[first].id
    return firsts


class _FirstPlaces:
    """The least place that was added at a rank or below it: a Fenwick tree of minima."""

    def __init__(self, ranks: int) -> None:
        self._least: list[int | None] = [None] * (ranks + 1)

    def add(self, rank: int, place: int) -> None:
        """Add a place at a rank, from 1."""
        while rank < len(self._least):
            least = self._least[rank]
            self._least[rank] = place if least is None else min(least, place)
            rank += rank & -rank

    def first(self, rank: int) -> int | None:
        """The least place at a rank or below it; None where there is none."""
        first: int | None = None
        while rank > 0:
            least = self._least[rank]
            if least is not None and (first is None or least < first):
                first = least
            rank -= rank & -rank
        return first
