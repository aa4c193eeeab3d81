"""Acts that begin something and acts that end it -> periods, in the order of their days.

Takes the ballots of one position of one party (its consent, its signature); gives ``Period``
values. What was undone can be done again: two acts of one sort are two if something undid the
first before the second, and else accounts of one (docs/resolution.md, a party's position).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.edtf import Tristate
from ledger.projections.weighing.answer import DateAnswer, Span
from ledger.projections.weighing.dates import NOBODY_SAYS, intersect, resolve_date
from ledger.projections.weighing.sequence import in_sequence
from ledger.projections.weighing.spans import between, high, low

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ledger.projections.weighing.ballot import Ballot


class Position(StrEnum):
    """What a party, or an instrument as a whole, can be in for a time."""

    SIGNATURE = "signature"
    APPROVAL = "approval"
    CONSENT = "consent"
    PROVISIONAL_APPLICATION = "provisional-application"
    SUSPENSION = "suspension"
    RESERVATION = "reservation"


@attrs.frozen(kw_only=True)
class Period:
    """One period of a position, on the occurred clock.

    ``act`` is by which act it began ("acceptance"), of a reservation its words. ``began`` has no
    span where only the end is on record. ``ends`` are the ways in which it is said to have ended,
    by kind; ``ending`` is the one that came first. ``since`` and ``until`` are the days left open
    by the order of all acts; the day of ``until`` is not in it. ``averted`` are ends that were
    taken back before their day, each with when it was to come and when it was taken back.
    """

    position: Position
    act: str
    began: DateAnswer
    since: Span
    until: Span | None
    ending: str | None
    ends: dict[str, DateAnswer] = attrs.Factory(dict)
    averted: tuple[tuple[DateAnswer, DateAnswer], ...] = ()

    @property
    def ended(self) -> DateAnswer | None:
        """When it ended, as the way that came first tells it."""
        return self.ends[self.ending] if self.ending is not None else None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims behind its start and its end."""
        ended = self.ended.claims if self.ended is not None else ()
        return tuple(dict.fromkeys((*self.began.claims, *ended)))

    @property
    def lost(self) -> tuple[str, ...]:
        """The claims of its start and its end that did not win."""
        answers = (self.began, *((self.ended,) if self.ended is not None else ()))
        return tuple(loser.claim for answer in answers for loser in answer.lost)


def periods(
    position: Position,
    starts: Sequence[Ballot[Span]],
    ends: Sequence[Ballot[Span]] = (),
    *,
    returns: Sequence[Ballot[Span]] = (),
    closing: Sequence[Ballot[Span]] = (),
    act: Callable[[DateAnswer], str] = lambda _: "",
    resolve: Callable[[Sequence[Ballot[Span]]], DateAnswer] = resolve_date,
) -> tuple[Period, ...]:
    """The periods of one position, the earliest first.

    ``returns`` begin a period again after an end (a denunciation taken back), ``closing`` end one
    that began (what enters into force again is suspended no more); both mean nothing without it.
    ``resolve`` says when an act was, from the accounts of a start.
    """
    if not starts and not ends:
        return ()
    averted, ends, returns = _averted(ends, returns)
    if not ends and not closing:
        began = resolve(starts)
        whole = _begun(position, began, act(began), _days(began))
        return (attrs.evolve(whole, averted=averted),)
    acts = in_sequence(starts, ends, returns=returns, closing=closing)
    ways = [{"": resolve(each.ballots)} if each.begins else _ends(each.ballots) for each in acts]
    spans = _narrowed([_earliest(way.values()) for way in ways])
    stretches: list[Period] = []
    for each, way, span in zip(acts, ways, spans, strict=True):
        if each.begins:
            stretches.append(_begun(position, way[""], act(way[""]), span))
        else:
            if not stretches:
                nowhere = Span(earliest=None, latest=span.latest)
                stretches.append(_begun(position, NOBODY_SAYS, "", nowhere))
            stretches[-1] = attrs.evolve(stretches[-1], ends=way, ending=_first_of(way), until=span)
    return _with_averted(stretches, averted)


_Averted: TypeAlias = "tuple[DateAnswer, DateAnswer]"


def _averted(
    ends: Sequence[Ballot[Span]], returns: Sequence[Ballot[Span]]
) -> tuple[tuple[_Averted, ...], list[Ballot[Span]], list[Ballot[Span]]]:
    """Ends that were taken back before their day, and what is left of the ends and returns.

    A return is of the next end to come if that was news by its day, or if no end came before it.
    """
    left, back = list(ends), sorted(returns, key=lambda cast: (high(cast.value), cast.id))
    averted: list[_Averted] = []
    while back and (to_come := _to_come(left, back[0])):
        day = back[0].value
        own = [cast for cast in back if intersect(cast.value, day) is not None]
        ways = _ends(to_come)
        averted.append((ways[_first_of(ways)], resolve_date(own)))
        left = [cast for cast in left if cast not in to_come]
        back = [cast for cast in back if cast not in own]
    return tuple(averted), left, back


def _to_come(ends: Sequence[Ballot[Span]], back: Ballot[Span]) -> list[Ballot[Span]]:
    """The accounts of the end that a return averts; none where it follows an end.

    All that was news of an end to come by then is of one end: no consent lies between.
    """
    day = high(back.value)
    before = any(low(cast.value) <= day for cast in ends)
    ahead = [
        cast for cast in ends if low(cast.value) > day and (not before or _was_news(cast, day))
    ]
    first = min(ahead, key=lambda cast: (low(cast.value), cast.id), default=None)
    if first is None:
        return []
    return [
        cast
        for cast in ahead
        if intersect(cast.value, first.value) is not None or _was_news(cast, day)
    ]


def _was_news(cast: Ballot[Span], day: date) -> bool:
    return cast.published is not None and cast.published <= day


def _with_averted(stretches: Sequence[Period], averted: Sequence[_Averted]) -> tuple[Period, ...]:
    """The periods, each with the ends that were taken back during it."""
    whole = list(stretches)
    for end, back in averted:
        day = high(_days(back))
        places = [place for place, period in enumerate(whole) if low(period.since) <= day]
        if places:
            place = places[-1]
            mine = (*whole[place].averted, (end, back))
            whole[place] = attrs.evolve(whole[place], averted=mine)
    return tuple(whole)


def stood(periods: Iterable[Period], day: date) -> Tristate:
    """Whether a position stood at the end of a day: no, yes, or maybe where days are vague."""
    may, may_not = False, True
    for period in periods:
        ends = period.until or Span(earliest=date.max, latest=None)
        may = may or (period.began.span is not None and low(period.since) <= day < high(ends))
        may_not = (may_not and day < high(period.since)) or low(ends) <= day
    if may:
        return Tristate.MAYBE if may_not else Tristate.YES
    return Tristate.NO


def current(periods: Sequence[Period], day: date) -> Period | None:
    """The last period that may have begun by a day, else the first that comes later."""
    begun = [period for period in periods if low(period.since) <= day]
    return begun[-1] if begun else next(iter(periods), None)


def _begun(position: Position, began: DateAnswer, act: str, since: Span) -> Period:
    return Period(position=position, act=act, began=began, since=since, until=None, ending=None)


def _days(answer: DateAnswer) -> Span:
    """The days that an answer leaves open: all of them, where nobody says."""
    return answer.span or Span(earliest=None, latest=None)


def _ends(accounts: Sequence[Ballot[Span]]) -> dict[str, DateAnswer]:
    """When an end was, by the kinds of its accounts: a withdrawal and a denunciation are two."""
    kinds: dict[str, list[Ballot[Span]]] = {}
    for cast in accounts:
        kinds.setdefault(cast.claim.development.kind, []).append(cast)
    return {kind: resolve_date(kinds[kind]) for kind in sorted(kinds)}


def _first_of(ways: Mapping[str, DateAnswer]) -> str:
    """Of an end that is told in two ways, the earlier."""

    def turn(kind: str) -> tuple[date, date, str]:
        span = _days(ways[kind])
        return high(span), low(span), kind

    return min(ways, key=turn)


def _earliest(answers: Collection[DateAnswer]) -> Span:
    """The days of an act, however it is told."""
    spans = [_days(answer) for answer in answers]
    return between(min(map(low, spans)), min(map(high, spans)))


def _narrowed(spans: Sequence[Span]) -> list[Span]:
    """The days that are left to each act if all of them come in their order."""
    firsts, lasts = [low(span) for span in spans], [high(span) for span in spans]
    for place in range(1, len(spans)):
        firsts[place] = max(firsts[place], firsts[place - 1])
    for place in range(len(spans) - 2, -1, -1):
        lasts[place] = min(lasts[place], lasts[place + 1])
    return [
        between(first, last) if first <= last else span
        for span, first, last in zip(spans, firsts, lasts, strict=True)
    ]
