"""When an instrument enters into force, computed: the condition, the day, what is missing.

Takes a rule and the consents with their days, vague ones as spans; gives ``EntryIntoForce``.
Pure. What is vague stays vague: both ends of every answer are days that can be the true one.
Who comes next: ``mismatch`` (what sources say against it), ``instruments``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.entry_into_force import ConsentMeans, DayCount, LateSince, MonthEnd, Route
from ledger.edtf import Tristate
from ledger.projections.treaties.entry_into_force.consent import (
    Consent,
    NotCounted,
    Uncounted,
    at_best,
    at_worst,
    counted_early,
    refusal,
    sort_out,
)
from ledger.projections.treaties.entry_into_force.delay import after, day_for
from ledger.projections.treaties.entry_into_force.progress import (
    Progress,
    first_day,
    progress,
    roll,
    still_required,
)
from ledger.projections.weighing.answer import Span
from ledger.projections.weighing.dates import happened_by
from ledger.projections.weighing.spans import between, high, low

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.claims.entry_into_force import EntryIntoForceRule
    from ledger.projections.treaties.entry_into_force.consent import Held


@attrs.frozen(kw_only=True)
class Convention:
    """How the rule counts days, and where its months end."""

    counting: DayCount
    month_end: MonthEnd


@attrs.frozen(kw_only=True)
class EntryIntoForce:
    """What follows from a rule and the consents, as of ``valid_at`` (occurred clock).

    ``route`` is the way into force that the rest is about, by its place in ``rule.routes``: the
    one that gives the earliest day, or, while none is met, the one that lacks the fewest.
    ``threshold_day`` is when its conditions were met, ``day`` when the instrument enters into
    force; both None where no conditions are met by ``valid_at`` for certain or perhaps. Of
    several consents on the threshold day, none is called the one that met it.
    ``still_required`` is how many more it takes at least; None where the known figures of a
    base cannot tell, or every way is closed. ``earliest_if_today`` is the day if all of it came
    on ``valid_at``; None once it is met, or can be no more. ``counted`` are the parties whose
    consents did, ``unnamed`` how many more did that no source names. ``per_party`` is the day
    for each party, later ones included.
    """

    valid_at: date
    route: int
    met: Tristate
    in_force: Tristate
    threshold_day: Span | None
    day: Span | None
    provisional: Span | None
    still_required: int | None
    progress: tuple[tuple[Progress, ...], ...]
    earliest_if_today: date | None
    convention: Convention
    per_party: dict[str, Span]
    counted: tuple[str, ...]
    unnamed: int
    uncounted: tuple[Uncounted, ...]

    @property
    def by_number(self) -> bool:
        """Whether it takes a plain number of consents and nothing else."""
        ways = [requirement.condition for clause in self.progress for requirement in clause]
        return len(ways) == 1 and all(way.consents and not way.groups for way in ways)

    @property
    def closed(self) -> bool:
        """Whether it is not met, and the last day of every way into force is over."""
        return self.met is Tristate.NO and self.earliest_if_today is None


@attrs.frozen(kw_only=True)
class _Way:
    """One way into force with the days on which it may be met, and on which it then leads there."""

    place: int
    route: Route
    threshold: Span
    entry: Span

    @property
    def rank(self) -> tuple[date, date, int]:
        """Sorts the way first that certainly leads there first."""
        return high(self.entry), low(self.entry), self.place


def entry_into_force(
    rule: EntryIntoForceRule,
    consents: Sequence[Consent],
    *,
    valid_at: date,
    signatures: Sequence[Consent] = (),
) -> EntryIntoForce:
    """Apply a rule to consents, in whatever order they come.

    ``signatures`` are read where provisional application begins with them.
    """
    best, worst = at_best(consents, rule), at_worst(consents, rule)
    bests = [best, counted_early(consents, rule)]
    ways = _ways(rule, bests, worst)
    met = _met(ways, valid_at)
    taken = min(ways, key=lambda way: way.rank) if met is not Tristate.NO else None
    certain, possible = roll(worst, valid_at, best=False), roll(best, valid_at, best=True)
    steps = [
        tuple(progress(clause, rule, certain, possible) for clause in route.when)
        for route in rule.routes
    ]
    nearest, still = _nearest(rule, steps, valid_at)
    route = nearest if taken is None else taken.place
    entry = None if taken is None else _earliest(way.entry for way in ways)
    threshold = taken.threshold if taken is not None and taken.route.when else None
    by = valid_at if threshold is None else min(high(threshold), valid_at)
    counted, uncounted = sort_out(consents, rule, by=by, valid_at=valid_at)
    done = met is Tristate.YES
    return EntryIntoForce(
        valid_at=valid_at,
        route=route,
        met=met,
        in_force=Tristate.NO if entry is None else happened_by(entry, valid_at),
        threshold_day=threshold,
        day=entry,
        provisional=_provisional(rule, signatures, bests, worst, valid_at),
        still_required=0 if done else still,
        progress=steps[route],
        earliest_if_today=None if done else _if_today(rule, valid_at),
        convention=Convention(counting=rule.counting, month_end=rule.month_end),
        per_party={}
        if taken is None or entry is None
        else _per_party(rule, consents, attrs.evolve(taken, entry=entry), valid_at),
        counted=tuple(sorted(consent.party for consent in counted if consent.party is not None)),
        unnamed=sum(consent.party is None for consent in counted),
        uncounted=uncounted,
    )


def _ways(
    rule: EntryIntoForceRule, bests: Sequence[Sequence[Held]], worst: Sequence[Held]
) -> tuple[_Way, ...]:
    """The ways into force whose conditions are met some day, or may be."""
    ways = []
    for place, route in enumerate(rule.routes):
        threshold = _threshold(route, rule, bests, worst)
        if threshold is not None:
            entry = _entry(route, rule, threshold)
            ways.append(_Way(place=place, route=route, threshold=threshold, entry=entry))
    return tuple(ways)


def _met(ways: Sequence[_Way], valid_at: date) -> Tristate:
    """Whether the conditions of any way are met by a day."""
    tristates = {happened_by(way.threshold, valid_at) for way in ways}
    answers = (Tristate.YES, Tristate.MAYBE)
    return next((tristate for tristate in answers if tristate in tristates), Tristate.NO)


def _earliest(spans: Iterable[Span]) -> Span:
    """The first of several vague days, no sharper than they are."""
    days = tuple(spans)
    return between(min(map(low, days)), min(map(high, days)))


def _nearest(
    rule: EntryIntoForceRule, steps: Sequence[Sequence[Sequence[Progress]]], valid_at: date
) -> tuple[int, int | None]:
    """The open way that lacks the fewest consents, and how many, as far as that is known."""
    needed = {
        place: still_required(steps[place])
        for place, route in enumerate(rule.routes)
        if route.open_on(valid_at)
    }
    reachable = {place: still for place, still in needed.items() if still is not None}
    nearest = min(reachable or needed, key=lambda place: reachable.get(place, 0), default=0)
    return nearest, needed.get(nearest)


def _if_today(rule: EntryIntoForceRule, today: date) -> date | None:
    """The day to which the open ways lead if all that is missing came on a day."""
    days = [day_for(route, rule, today) for route in rule.routes if route.open_on(today)]
    return min(days, default=None)


def _threshold(
    route: Route,
    rule: EntryIntoForceRule,
    bests: Sequence[Sequence[Held]],
    worst: Sequence[Held],
) -> Span | None:
    """The days on which the conditions may have been met; None if they cannot have been."""
    days = [first_day(route, rule, best, best=True) for best in bests]
    first = min((day for day in days if day is not None), default=None)
    if first is None:
        return None
    if not route.when:
        return Span(earliest=date.min, latest=date.min)
    last = first_day(route, rule, worst, best=False)
    return between(first, date.max if last is None else last)


def _entry(route: Route, rule: EntryIntoForceRule, threshold: Span) -> Span:
    return between(day_for(route, rule, low(threshold)), day_for(route, rule, high(threshold)))


def _provisional(
    rule: EntryIntoForceRule,
    signatures: Sequence[Consent],
    bests: Sequence[Sequence[Held]],
    worst: Sequence[Held],
    valid_at: date,
) -> Span | None:
    route = rule.provisional
    if route is None:
        return None
    if route.by is ConsentMeans.SIGNATURE:
        bests, worst = [at_best(signatures, rule)], at_worst(signatures, rule)
    threshold = _threshold(route, rule, bests, worst)
    if threshold is None or happened_by(threshold, valid_at) is Tristate.NO:
        return None
    return _entry(route, rule, threshold)


def _per_party(
    rule: EntryIntoForceRule,
    consents: Sequence[Consent],
    taken: _Way,
    valid_at: date,
) -> dict[str, Span]:
    """The day of entry into force for each party; an organisation has one too."""
    spans: dict[str, Span] = {}
    since: dict[str, date | None] = {
        succession.party: succession.on for succession in rule.successions
    }
    lasting: dict[str | None, date] = {}
    for consent in consents:
        lasting[consent.party] = max(lasting.get(consent.party, date.min), _over(consent, valid_at))
    for consent in sorted(
        consents, key=lambda consent: (low(consent.given), high(consent.given)), reverse=True
    ):
        if consent.party is None or low(consent.given) > valid_at:
            continue
        if _over(consent, valid_at) < lasting[consent.party]:
            continue  # it is over, and another one of the party came after it
        if refusal(consent, rule) not in {None, NotCounted.ORGANISATION}:
            continue
        if consent.withdrawn is not None and high(consent.withdrawn) <= low(taken.entry):
            continue
        spans[consent.party] = _for_party(rule, consent.given, taken, since.get(consent.party))
    return dict(sorted(spans.items()))


def _over(consent: Consent, valid_at: date) -> date:
    """The last day of a consent that is over by a day; ``date.max`` where it may still stand."""
    last = date.max if consent.withdrawn is None else high(consent.withdrawn)
    return last if last <= valid_at else date.max


def _for_party(rule: EntryIntoForceRule, span: Span, taken: _Way, succeeded: date | None) -> Span:
    """The first parties have the first day; a later one its own, never before its consent."""
    entry = taken.entry
    if succeeded is not None:
        return between(max(low(entry), succeeded), max(high(entry), succeeded))
    fixed = not taken.route.when or rule.latecomers.since is LateSince.ENTRY_INTO_FORCE
    deadline = entry if fixed else taken.threshold
    delay = rule.latecomers.after or taken.route.after
    if high(span) <= low(deadline):
        return entry
    latest = max(high(entry), after(high(span), delay, rule))
    if low(span) > high(deadline):
        return between(max(low(entry), after(low(span), delay, rule)), latest)
    return between(max(low(entry), low(span)), latest)
