"""When an instrument enters into force, computed: the condition, the day, what is missing.

Takes a rule and the consents with their days, vague ones as spans; gives ``EntryIntoForce``.
Pure. What is vague stays vague: both ends of every answer are days that can be the true one.
Who comes next: ``declared`` (what sources say against it), ``instruments``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.entry_into_force import DayCount, LateSince, MonthEnd
from ledger.edtf import Tristate
from ledger.projections.answer import Span
from ledger.projections.consent import (
    Consent,
    NotCounted,
    Uncounted,
    at_best,
    at_worst,
    between,
    high,
    low,
    refusal,
    sort_out,
)
from ledger.projections.dates import happened_by
from ledger.projections.delay import after, day_for
from ledger.projections.progress import Progress, first_day, progress, roll, still_required

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.entry_into_force import EntryIntoForceRule, Route
    from ledger.projections.consent import Held


@attrs.frozen(kw_only=True)
class Convention:
    """How the rule counts days, and where its months end."""

    counting: DayCount
    month_end: MonthEnd


@attrs.frozen(kw_only=True)
class EntryIntoForce:
    """What follows from a rule and the consents, as of ``valid_at`` (occurred clock).

    ``threshold_day`` is when the conditions were met, ``day`` when the instrument enters
    into force; both None where the conditions are certainly not met by ``valid_at``. Of
    several consents on the threshold day, none is called the one that met it.
    ``still_required`` is how many more it takes at least; None where the known figures of a
    base cannot tell. ``earliest_if_today`` is the day if all of it came on ``valid_at``; None
    once it is met. ``counted`` are the parties whose consents did, ``unnamed`` how many more
    did that no source names. ``per_party`` is the day for each party, later ones included.
    """

    valid_at: date
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


def entry_into_force(
    rule: EntryIntoForceRule, consents: Sequence[Consent], *, valid_at: date
) -> EntryIntoForce:
    """Apply a rule to consents, in whatever order they come."""
    best, worst = at_best(consents, rule), at_worst(consents, rule)
    threshold = _threshold(rule, rule, best, worst)
    met = Tristate.NO if threshold is None else happened_by(threshold, valid_at)
    if met is Tristate.NO:
        threshold = None
    entry = None if threshold is None else _entry(rule, rule, threshold)
    by = high(threshold) if met is Tristate.YES and threshold is not None else valid_at
    if not rule.when:
        by = valid_at
    counted, uncounted = sort_out(consents, rule, by=by, valid_at=valid_at)
    certain, possible = roll(worst, valid_at, best=False), roll(best, valid_at, best=True)
    steps = tuple(progress(clause, rule, certain, possible) for clause in rule.when)
    return EntryIntoForce(
        valid_at=valid_at,
        met=met,
        in_force=Tristate.NO if entry is None else happened_by(entry, valid_at),
        threshold_day=threshold if rule.when else None,
        day=entry,
        provisional=_provisional(rule, best, worst, valid_at),
        still_required=0 if met is Tristate.YES else still_required(steps),
        progress=steps,
        earliest_if_today=None if met is Tristate.YES else day_for(rule, rule, valid_at),
        convention=Convention(counting=rule.counting, month_end=rule.month_end),
        per_party={}
        if threshold is None or entry is None
        else _per_party(rule, consents, threshold, entry, valid_at),
        counted=tuple(sorted(one.party for one in counted if one.party is not None)),
        unnamed=sum(one.party is None for one in counted),
        uncounted=uncounted,
    )


def _threshold(
    route: Route, rule: EntryIntoForceRule, best: Sequence[Held], worst: Sequence[Held]
) -> Span | None:
    """The days on which the conditions may have been met; None if they cannot have been."""
    first = first_day(route, rule, best, best=True)
    if first is None:
        return None
    if not route.when:
        return Span(earliest=date.min, latest=date.min)
    last = first_day(route, rule, worst, best=False)
    return between(first, date.max if last is None else last)


def _entry(route: Route, rule: EntryIntoForceRule, threshold: Span) -> Span:
    return between(day_for(route, rule, low(threshold)), day_for(route, rule, high(threshold)))


def _provisional(
    rule: EntryIntoForceRule, best: Sequence[Held], worst: Sequence[Held], valid_at: date
) -> Span | None:
    if rule.provisional is None:
        return None
    threshold = _threshold(rule.provisional, rule, best, worst)
    if threshold is None or happened_by(threshold, valid_at) is Tristate.NO:
        return None
    return _entry(rule.provisional, rule, threshold)


def _per_party(
    rule: EntryIntoForceRule,
    consents: Sequence[Consent],
    threshold: Span,
    entry: Span,
    valid_at: date,
) -> dict[str, Span]:
    """The day of entry into force for each party; an organisation has one too."""
    found: dict[str, Span] = {}
    since: dict[str, date | None] = {one.party: one.on for one in rule.successions}
    for one in sorted(consents, key=lambda one: (low(one.given), high(one.given)), reverse=True):
        if one.party is None or low(one.given) > valid_at:
            continue
        if refusal(one, rule) not in {None, NotCounted.ORGANISATION}:
            continue
        if one.withdrawn is not None and high(one.withdrawn) <= low(entry):
            continue
        found[one.party] = _for_party(rule, one.given, threshold, entry, since.get(one.party))
    return dict(sorted(found.items()))


def _for_party(
    rule: EntryIntoForceRule, given: Span, threshold: Span, entry: Span, succeeded: date | None
) -> Span:
    """The first parties have the first day; a later one its own, never before its consent."""
    if succeeded is not None:
        return between(max(low(entry), succeeded), max(high(entry), succeeded))
    fixed = not rule.when or rule.latecomers.since is LateSince.ENTRY_INTO_FORCE
    deadline = entry if fixed else threshold
    delay = rule.latecomers.after or rule.after
    if high(given) <= low(deadline):
        return entry
    latest = max(high(entry), after(high(given), delay, rule))
    if low(given) > high(deadline):
        return between(max(low(entry), after(low(given), delay, rule)), latest)
    return between(max(low(entry), low(given)), latest)
