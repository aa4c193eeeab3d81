"""Entry into force of an instrument in the ledger: declared, computed, and which one holds.

Takes a rule, the parties' positions, the counts and what sources declare; gives ``InForce``.
Both are kept, a mismatch is flagged. What is declared by a better tier than the consents that
the computation rests on holds against it, and so does what only counts days otherwise.
Who comes next: ``instruments``.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.developments import ConsentsCounted
from ledger.claims.vocabulary import ConsentStage
from ledger.edtf import Edtf, Tristate
from ledger.projections.treaties.consents.consents import whom
from ledger.projections.treaties.consents.named_consents import named_consents, signatures
from ledger.projections.treaties.consents.roster import APART
from ledger.projections.treaties.entry_into_force.consent import (
    Consent,
    ConsentCase,
    at_best,
    at_worst,
    refusal,
)
from ledger.projections.treaties.entry_into_force.entry_into_force import (
    EntryIntoForce,
    entry_into_force,
)
from ledger.projections.treaties.entry_into_force.mismatch import Mismatch, MismatchKind, compare
from ledger.projections.treaties.periods import Position, current
from ledger.projections.treaties.stated_counts import count_ballots
from ledger.projections.weighing.answer import DateAnswer, Reason, Span
from ledger.projections.weighing.ballots import tier_of
from ledger.projections.weighing.dates import happened_by, intersect
from ledger.projections.weighing.spans import between, high, low
from ledger.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from ledger.claims.entities import Instrument
    from ledger.claims.entry_into_force import EntryIntoForceRule
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.consents.consents import Consents
    from ledger.projections.treaties.entry_into_force.consent import Held
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.weighing.standing_claims import Standing

_NOBODY = 7  # weaker than any tier: consents that nobody tells of are not known, not missing


class Basis(StrEnum):
    """What the day that holds rests on."""

    DECLARED = "declared"
    COMPUTED = "computed"


@attrs.frozen(kw_only=True)
class InForce:
    """When the instrument entered, or enters, into force, on the occurred clock.

    ``day`` is what holds, on ``basis``, by ``claims``; None where nobody declares it and the
    consents do not give it. A fixed date holds by the instrument's own text once a claim says
    that there is such a text. ``now`` says whether it is in force on ``valid_at``.
    """

    computed: EntryIntoForce | None
    declared: DateAnswer | None
    mismatch: Mismatch | None
    day: Span | None
    now: Tristate
    basis: Basis | None
    claims: tuple[str, ...]


def in_force(
    standing: Standing,
    instrument: Instrument,
    claims: Sequence[RecordedClaim],
    parties: Sequence[Participation],
    *,
    counted: Consents,
    declared: DateAnswer | None,
    concluded: DateAnswer | None = None,
) -> InForce:
    """Weigh what is declared against what the instrument's own rule gives.

    ``concluded`` says that the text was adopted, signed or consented to.
    """
    rule, valid_at = instrument.entry_into_force, standing.clocks.valid_at
    computed, mismatch = None, None
    if rule is not None:
        consents = named_consents(rule, instrument.opened_for_signature, parties)
        apart = {consent.party for consent in consents if refusal(consent, rule) in APART}
        tallies, pending = _tallies(standing, claims, counted, apart)
        named = _in_time(consents, rule, tallies, counted)
        nameless = _nameless(tallies, counted, named, rule, valid_at, pending=pending)
        computed = entry_into_force(
            rule,
            [*named, *nameless],
            valid_at=valid_at,
            signatures=signatures(instrument.opened_for_signature, parties),
        )
        if declared is not None and declared.span is not None:
            mismatch = compare(declared.span, computed, rule)
    proof_claims = _basis_of(standing, computed, parties, counted, concluded)
    basis = _holding(standing, computed, declared, mismatch, proof_claims)
    if declared is not None and basis is Basis.DECLARED:
        day, proof = _agreed(declared.span, computed, mismatch), declared.claims
    else:
        day = (
            computed.day
            if computed is not None and basis is Basis.COMPUTED and proof_claims
            else None
        )
        proof = proof_claims if day is not None else ()
    return InForce(
        computed=computed,
        declared=declared,
        mismatch=mismatch,
        day=day,
        now=Tristate.NO if day is None else happened_by(day, valid_at),
        basis=basis if day is not None else None,
        claims=proof,
    )


_Tally: TypeAlias = "tuple[int, date, date]"


def _tallies(
    standing: Standing,
    claims: Sequence[RecordedClaim],
    counted: Consents,
    apart: AbstractSet[str | None],
) -> tuple[list[_Tally], list[_Tally]]:
    """How many as of which days: by the counts that hold or held once, and by those yet to come.

    Without those ``apart`` that a count names: they are parties that the rule does not count.
    """
    if counted.stage is not ConsentStage.DEPOSITED:
        return [], []
    answer = counted.answer
    lost = {loser.claim: loser.reason for loser in answer.lost}
    trusted: list[_Tally] = []
    pending: list[_Tally] = []
    for cast in count_ballots(standing, claims, ConsentStage.DEPOSITED, counted.required):
        tally = (cast.value - len(apart & whom(cast)), cast.earliest, cast.latest)
        if cast.id in answer.claims or lost.get(cast.id) == Reason.HISTORY:
            trusted.append(tally)
        elif lost.get(cast.id) == Reason.NOT_YET:
            pending.append(tally)
    return trusted, pending


def _in_time(
    named: Sequence[Consent],
    rule: EntryIntoForceRule,
    tallies: Sequence[_Tally],
    counted: Consents,
) -> list[Consent]:
    """The consents, none later than a count that takes all who can have come by then to reach."""
    consents = list(named)
    for count, _, last in tallies:
        can = [
            consent
            for consent in consents
            if refusal(consent, rule) is None and _perhaps(consent, last)
        ]
        if len(can) + counted.unnamed <= count:
            consents = [
                attrs.evolve(
                    consent, given=between(low(consent.given), min(high(consent.given), last))
                )
                if consent in can
                else consent
                for consent in consents
            ]
    return consents


def _nameless(
    tallies: Sequence[_Tally],
    counted: Consents,
    named: Sequence[Consent],
    rule: EntryIntoForceRule,
    valid_at: date,
    *,
    pending: Sequence[_Tally] = (),
) -> list[Consent]:
    """The deposits that are only counted, each between the counts that lack it and have it.

    As many as the count has beside the names: so many at least, and so many at most, that the
    rule counts on ``valid_at`` what the page counts. ``pending`` are counts whose vague day may be
    over by then.
    """
    if counted.stage is not ConsentStage.DEPOSITED or counted.highest is None:
        return []
    surely = at_worst(named, rule)
    sure, may = _states(surely, valid_at), _states(at_best(named, rule), valid_at)
    least, most = max(0, (counted.count or 0) - sure), max(0, counted.highest - may)
    consents = []
    for place in range(1, max(least, most) + 1):
        days = _tallied(place, tallies if place <= least else [*tallies, *pending], surely)
        if place <= least:
            days = between(low(days), min(high(days), valid_at))
        days = between(min(low(days), valid_at), high(days))
        reading = ConsentCase.BOTH if place <= min(least, most) else ConsentCase.WORST
        reading = ConsentCase.BEST if place > least else reading
        consents.append(Consent(party=None, given=days, reading=reading))
    return consents


def _states(holdings: Iterable[Held], day: date) -> int:
    """How many States have a consent that stands at the end of a day; an heir is no second one."""
    return len({holding.key for holding in holdings if holding.stands(day)})


def _tallied(place: int, tallies: Sequence[_Tally], surely: Sequence[Held]) -> Span:
    """When the nameless deposit of that place came, as far as the counts tell.

    A count of which only the last day is known does not tell of what came after it.
    """
    latest = min(
        (last for count, _, last in tallies if count - _states(surely, last) >= place),
        default=None,
    )
    lacking = [
        first
        for count, first, _ in tallies
        if first > date.min and count - _states(surely, first) < place
    ]
    earliest = max((day + timedelta(1) for day in lacking), default=None)
    if earliest is not None and latest is not None and earliest > latest:
        earliest = None
    return Span(earliest=earliest, latest=latest)


def _perhaps(consent: Consent, day: date) -> bool:
    """Whether a consent may stand at the end of a day."""
    return low(consent.given) <= day and (
        consent.withdrawn is None or high(consent.withdrawn) > day
    )


def _basis_of(
    standing: Standing,
    computed: EntryIntoForce | None,
    parties: Sequence[Participation],
    counted: Consents,
    concluded: DateAnswer | None,
) -> tuple[str, ...]:
    """The claims that the computation rests on: those of the consents, and of their count.

    Of a fixed date, those that say that the text was concluded.
    """
    if computed is None:
        return ()
    if computed.day is not None and computed.threshold_day is None:
        return concluded.claims if concluded is not None else ()
    names = {participation.party: participation for participation in parties}
    by = computed.valid_at if computed.threshold_day is None else high(computed.threshold_day)
    party_claims = [claim for party in computed.counted for claim in _claims_of(names[party], by)]
    counts = (claim for claim in counted.claims if _counts(standing, claim))
    return tuple(dict.fromkeys((*party_claims, *counts)))


def _counts(standing: Standing, claim: str) -> bool:
    """Whether a claim counts consents; one of an act is among those of its party."""
    return isinstance(standing.facts.claims[claim].claim.development, ConsentsCounted)


def _claims_of(participation: Participation, by: date) -> tuple[str, ...]:
    """The claims of the consent that counted by a day: what came later is another one."""
    stretches = (
        current(participation.periods(position), by)
        for position in (Position.CONSENT, Position.SIGNATURE)
    )
    began = (period.began.claims for period in stretches if period is not None)
    return next((claims for claims in began if claims), ())


def _holding(
    standing: Standing,
    computed: EntryIntoForce | None,
    declared: DateAnswer | None,
    mismatch: Mismatch | None,
    proof_claims: tuple[str, ...],
) -> Basis | None:
    """Declared, unless it contradicts what better or equal sources say of the consents."""
    if declared is None or declared.span is None:
        return None if computed is None or computed.day is None else Basis.COMPUTED
    if mismatch is None:
        return Basis.DECLARED
    if mismatch.kind is MismatchKind.DAY_COUNT:
        return Basis.DECLARED  # it tells how the days of the rule are counted
    best = min(tier_of(standing, claim) for claim in declared.claims)
    worst = max((tier_of(standing, claim) for claim in proof_claims), default=_NOBODY)
    if best == 1 or best < worst:
        return Basis.DECLARED
    return Basis.COMPUTED


def force_words(force: InForce) -> str:
    """The day that holds and what it rests on, with the other where they differ."""
    words: str = spoken("not in force")
    if force.day is not None:
        words = spoken("{day}, {basis}", day=span_words(force.day), basis=force.basis)
    if force.basis is Basis.COMPUTED and force.computed and force.computed.met is Tristate.MAYBE:
        words = spoken("perhaps {words}", words=words)
    if force.mismatch is None:
        return words
    other = force.mismatch.declared if force.basis is not Basis.DECLARED else None
    other = force.mismatch.computed if other is None else other
    which = Basis.COMPUTED if force.basis is Basis.DECLARED else Basis.DECLARED
    against: str = spoken("computed: not met")
    if other is not None:
        against = spoken("{which} {day}", which=which, day=span_words(other))
    return spoken(
        "{words}; {against} ({kind})", words=words, against=against, kind=force.mismatch.kind
    )


def span_words(span: Span) -> str:
    """Days as a reader writes them, in English."""
    when = span_date(span)
    return spoken("day unknown") if when is None else spoken("{day}", day=when)


def span_date(span: Span) -> Edtf | None:
    """Days as a date; None where no end of them is known."""
    first, last = span.earliest, span.latest
    if first is None:
        return None if last is None else Edtf.on_or_before(last)
    return Edtf.on_or_after(first) if last is None else Edtf.between(first, last)


def _agreed(
    declared: Span | None, computed: EntryIntoForce | None, mismatch: Mismatch | None
) -> Span | None:
    """The days that both leave open, where they do not contradict each other."""
    if declared is None or computed is None or computed.day is None or mismatch is not None:
        return declared
    return intersect(declared, computed.day)
