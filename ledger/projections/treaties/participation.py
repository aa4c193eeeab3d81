"""Where each party stands toward an instrument: a pair, (signature, consent), with dates.

Takes the standing claims of one instrument; gives ``Participation`` for every party that some
claim names. A domestic approval is kept apart: it is no international act. A count that holds
and names those it counts is evidence of each one's act, by the day as of which it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentsCounted,
    ConsentWithdrawn,
    Denounced,
    Development,
    DomesticallyApproved,
    PartyAct,
    PartyNotified,
    RatificationReported,
    ReservationMade,
    Signed,
)
from ledger.claims.vocabulary import ConsentAct, ConsentStage, Modality, SignatureForm
from ledger.edtf import Tristate
from ledger.projections.treaties.consents import count_ballots
from ledger.projections.treaties.home import HomeStep, approval, home_steps
from ledger.projections.weighing.answer import DateAnswer, Reason, Span
from ledger.projections.weighing.ballots import Ballot, ballot
from ledger.projections.weighing.counts import resolve_count
from ledger.projections.weighing.dates import happened_by, resolve_date, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing import Standing


_OF_ACTS = frozenset({ConsentStage.SIGNED, ConsentStage.APPROVED, ConsentStage.DEPOSITED})
"""The stages at which a count that names a party tells of its act."""


@attrs.frozen(kw_only=True)
class Participation:
    """One party's acts toward one instrument, each with the days it may have happened on.

    ``approval`` is the last step at home by ``valid_at``, ``home`` all of them. ``ratified`` is
    when a source has it ratify without saying on which level: it counts for neither.
    """

    party: str
    signature: DateAnswer
    approval: DateAnswer
    consent: DateAnswer
    act: ConsentAct
    withdrawn: DateAnswer
    denounced: DateAnswer
    reservations: tuple[str, ...]
    home: tuple[HomeStep, ...] = ()
    ratified: DateAnswer = attrs.Factory(lambda: resolve_date(()))

    def given(self, day: date) -> bool:
        """Whether the party's consent may have been given by the end of a day."""
        span = self.consent.span
        return span is not None and happened_by(span, day) is not Tristate.NO

    def consented(self, day: date) -> Tristate:
        """Whether the party's consent stood at the end of a day."""
        return _stands(self.consent, (self.withdrawn, self.denounced), day)


def _stands(answer: DateAnswer, taken: tuple[DateAnswer, ...], day: date) -> Tristate:
    if answer.span is None:
        return Tristate.NO
    gone = [happened_by(act.span, day) for act in taken if act.span is not None]
    if Tristate.YES in gone:
        return Tristate.NO
    came = happened_by(answer.span, day)
    return Tristate.MAYBE if came is Tristate.YES and Tristate.MAYBE in gone else came


def participation(standing: Standing, claims: Sequence[RecordedClaim]) -> tuple[Participation, ...]:
    """Every party's position, ordered by the party's id."""
    acts: dict[str, list[RecordedClaim]] = {}
    for claim in claims:
        development = claim.claim.development
        if isinstance(development, PartyAct) and claim.claim.modality is Modality.ACTUAL:
            party = development.party
            assert party is not None  # noqa: S101 - a claim of an instrument names a party
            acts.setdefault(party, []).append(claim)
    listed = _listed(standing, claims, acts)
    return tuple(
        _one(standing, party, acts.get(party, []), listed.get(party, {}))
        for party in sorted({*acts, *listed})
    )


def _listed(
    standing: Standing, claims: Sequence[RecordedClaim], acts: Mapping[str, list[RecordedClaim]]
) -> dict[str, dict[ConsentStage, list[Ballot[Span]]]]:
    """By party and stage, the counts that hold, or held once, and name the party."""
    lists: dict[str, dict[ConsentStage, list[Ballot[Span]]]] = {}
    for stage in _stages_with_names(claims):
        gone = [_resolved(standing, act, ConsentWithdrawn) for act in acts.values()]
        ballots = count_ballots(standing, claims, stage)
        answer = resolve_count(
            ballots,
            valid_at=standing.clocks.valid_at,
            withdrawals=[
                withdrawal.span.latest
                for withdrawal in gone
                if withdrawal.span and withdrawal.span.latest
            ],
        )
        history = (loser.claim for loser in answer.lost if loser.reason is Reason.HISTORY)
        trusted = {*answer.claims, *history}
        for cast in ballots:
            counted = cast.claim.development
            if cast.id in trusted and isinstance(counted, ConsentsCounted):
                for party in counted.named:
                    lists.setdefault(party, {}).setdefault(stage, []).append(_by_then(cast))
    return lists


def _stages_with_names(claims: Sequence[RecordedClaim]) -> list[ConsentStage]:
    counts = (claim.claim.development for claim in claims)
    named = {count.stage for count in counts if isinstance(count, ConsentsCounted) and count.named}
    return sorted(named & _OF_ACTS)


def _by_then(cast: Ballot[int]) -> Ballot[Span]:
    """A party had acted by the day of the count; a claim that dates the act itself weighs more."""
    span = Span(earliest=None, latest=cast.latest)
    return attrs.evolve(cast, value=span)  # type: ignore[arg-type,return-value]  # of another sort


def _one(
    standing: Standing,
    party: str,
    acts: list[RecordedClaim],
    listed: Mapping[ConsentStage, list[Ballot[Span]]],
) -> Participation:
    binding = [
        act
        for act in acts
        if not isinstance(act.claim.development, Signed)
        or act.claim.development.form is SignatureForm.DEFINITIVE
    ]
    ballots = _ballots(standing, binding, ConsentDeposited, PartyNotified, Signed)
    consent = resolve_date([*ballots, *listed.get(ConsentStage.DEPOSITED, [])])
    signed = _ballots(standing, acts, Signed)
    approved = _ballots(standing, acts, DomesticallyApproved)
    home = home_steps([*approved, *listed.get(ConsentStage.APPROVED, [])])
    return Participation(
        party=party,
        signature=resolve_date([*signed, *listed.get(ConsentStage.SIGNED, [])]),
        approval=approval(home, standing.clocks.valid_at),
        consent=consent,
        act=_act(consent, acts),
        withdrawn=_resolved(standing, acts, ConsentWithdrawn),
        denounced=_resolved(standing, acts, Denounced),
        reservations=tuple(
            claim.claim.id for claim in acts if isinstance(claim.claim.development, ReservationMade)
        ),
        home=home,
        ratified=_resolved(standing, acts, RatificationReported),
    )


def _resolved(standing: Standing, acts: list[RecordedClaim], kind: type[Development]) -> DateAnswer:
    return resolve_date(_ballots(standing, acts, kind))


def _ballots(
    standing: Standing, acts: list[RecordedClaim], *kinds: type[Development]
) -> list[Ballot[Span]]:
    return [
        ballot(
            standing,
            act,
            span_of(act.claim, standing.published(act.claim.evidence.document)),
        )
        for act in acts
        if isinstance(act.claim.development, kinds)
    ]


def _act(consent: DateAnswer, acts: list[RecordedClaim]) -> ConsentAct:
    """The act of the weightiest claim that names one."""
    named = {
        str(recorded_claim.claim.id): _named_act(recorded_claim.claim.development)
        for recorded_claim in acts
    }
    named_acts = [named[claim] for claim in consent.claims if claim in named]
    named_acts = [act for act in named_acts if act is not ConsentAct.UNKNOWN]
    return named_acts[0] if named_acts else ConsentAct.UNKNOWN


def _named_act(development: Development) -> ConsentAct:
    match development:
        case ConsentDeposited(act=act):
            return act
        case PartyNotified():
            return ConsentAct.NOTIFICATION
        case Signed():
            return ConsentAct.DEFINITIVE_SIGNATURE
    return ConsentAct.UNKNOWN
