"""The arithmetic of a count: what a bare number, names and vague days leave open together.

Takes a number as of some day, and of each party the acts that give and end its consent; gives
the lowest and the highest number that some choice of days makes true. For one choice, the number
counts whoever stood on its day, by name or not, and what the named did since is added or taken
off: ``max(number - named then, 0) + named now`` (docs/resolution.md, names and numbers).
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import attrs

from ledger.projections.weighing.answer import Span
from ledger.projections.weighing.spans import high, low

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NOBODY = frozenset({(False, False)})
Pairs = frozenset[tuple[bool, bool]]
"""What may be so of one consent: whether it stood on the day of the number, and stands now."""


@attrs.frozen(kw_only=True)
class Stretch:
    """A consent from ``since`` until the day before ``until``, both as vague as they are known.

    ``since`` is None where only its end is on record: it was in force before, without a name.
    Of an act that is not ``dated`` only the last day is known; it is taken to have come by the
    day of the number, if it can have.
    """

    since: Span | None
    until: Span | None = None
    dated: bool = True


@attrs.frozen(kw_only=True)
class Entrant:
    """One State's consents in the order of their days: one for each party whose it was.

    ``certain`` says that the number counts it by name.
    """

    lines: tuple[tuple[Stretch, ...], ...]
    certain: bool = False

    def pairs(self, day: date, now: date) -> Pairs:
        """What may be so of it; nothing, if the number counts it and it cannot have stood then."""
        options = pairs(self.lines, day, now)
        return frozenset(pair for pair in options if pair[0]) if self.certain else options

    def counted(self, day: date, now: date) -> Pairs:
        """The same, where the number counts it although its own days say otherwise."""
        options = pairs(self.lines, day, now)
        return frozenset((True, is_) for _, is_ in options) if self.certain else options


@attrs.frozen(kw_only=True)
class Number:
    """So many as of some day between two.

    ``apart`` is how many of those that it names count for nothing: an organisation that a source
    counts with the States.
    """

    value: int
    first: date
    last: date
    apart: int = 0


_FIRM: dict[tuple[bool, bool], Pairs] = {
    (was, is_): frozenset({(was, is_)}) for was in (False, True) for is_ in (False, True)
}


def ends(number: Number | None, entrants: Sequence[Entrant], now: date) -> tuple[int, int]:
    """The lowest and the highest number on a day, over every choice of days."""
    if number is None:
        stands = [_now(entrant, now) for entrant in entrants]
        return sum(all(answers) for answers in stands), sum(any(answers) for answers in stands)
    results = []
    for day in _days(number, entrants, now):
        options = [entrant.pairs(day, now) for entrant in entrants]
        if all(options):
            results.append(_ends_on(number.value - number.apart, options))
    if not results:
        last = min(number.last, now)
        options = [entrant.counted(last, now) for entrant in entrants]
        results.append(_ends_on(number.value - number.apart, options))
    return min(lowest for lowest, _ in results), max(highest for _, highest in results)


def _now(entrant: Entrant, now: date) -> frozenset[bool]:
    return frozenset(stands for _, stands in pairs(entrant.lines, now, now))


def _ends_on(value: int, pairs: Iterable[Pairs]) -> tuple[int, int]:
    """The ends for one day of the number, from what may be so of each entrant.

    Of all choices those count with the least and the most that stand now, for so many then.
    """
    reach: dict[int, tuple[int, int]] = {0: (0, 0)}
    for options in pairs:
        further: dict[int, tuple[int, int]] = {}
        for then, (least, most) in reach.items():
            for was, is_ in options:
                a, b = further.get(then + was, (least + is_, most + is_))
                further[then + was] = min(a, least + is_), max(b, most + is_)
        reach = further
    lowest = min(max(value - then, 0) + least for then, (least, _) in reach.items())
    highest = max(max(value - then, 0) + most for then, (_, most) in reach.items())
    return lowest, highest


def pairs(lines: Sequence[Sequence[Stretch]], day: date, now: date) -> Pairs:
    """What may be so of a State, whose consent stands if any of its lines does."""
    if len(lines) == 1:
        return _line(lines[0], day, now)
    return frozenset(
        (any(was for was, _ in chosen), any(is_ for _, is_ in chosen))
        for chosen in product(*(_line(line, day, now) for line in lines))
    )


def _line(line: Sequence[Stretch], day: date, now: date) -> Pairs:
    """What may be so of one party: how many of its acts had come by either day, in their order."""
    if len(line) == 1 and line[0].until is None and line[0].since is not None:
        since = line[0].since
        if since.earliest is not None and since.earliest == since.latest:
            return _FIRM[since.earliest <= day, since.earliest <= now]
    acts: list[tuple[Span, bool]] = []
    for stretch in line:
        acts += [(stretch.since, stretch.dated)] if stretch.since is not None else []
        acts += [(stretch.until, True)] if stretch.until is not None else []
    nameless = line[0].since is None
    options = set()
    for then in range(len(acts) + 1):
        if not _can_be(acts, then, day):
            continue
        for by_now in range(then, len(acts) + 1):
            later = acts[then:by_now]
            if not _can_be(acts, by_now, now) or (later and day >= now):
                continue
            if all(dated for _, dated in later):
                options.add(_stood(then, by_now, nameless=nameless))
    return frozenset(options) or _NOBODY


def _can_be(acts: Sequence[tuple[Span, bool]], came: int, day: date) -> bool:
    """Whether so many of the acts may have come by a day, and the others not."""
    return all(low(span) <= day for span, _ in acts[:came]) and all(
        high(span) > day for span, _ in acts[came:]
    )


def _stood(then: int, by_now: int, *, nameless: bool) -> tuple[bool, bool]:
    """Whether it stood after so many acts, and after so many: one begins it, the next ends it.

    Where the first act is an end, who ended it was in the number without a name.
    """
    if not nameless:
        return then % 2 == 1, by_now % 2 == 1
    return (then == 0 and by_now > 0) or (then > 0 and then % 2 == 0), (
        by_now > 0 and by_now % 2 == 0
    )


def _days(number: Number, entrants: Sequence[Entrant], now: date) -> set[date]:
    """The days of the number on which an answer may turn: from an act's first day more is possible.

    On its last day less becomes possible, and nothing that was not before.
    """
    last = min(number.last, now)
    first = min(number.first, last)
    if first == last:
        return {last}
    firsts = (
        low(span)
        for line in (line for entrant in entrants for line in entrant.lines)
        for stretch in line
        for span in (stretch.since, stretch.until)
        if span is not None
    )
    return {first, last, *(day for day in firsts if first <= day <= last)}
