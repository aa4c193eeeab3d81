"""Where an instrument stands: its stage, its consents, and what is claimed against that.

Takes the standing claims of one instrument; gives ``InstrumentState``. Who comes next:
``hurdles`` (a threshold not met is one), ``status``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    AgreementReported,
    Development,
    EnteredIntoForce,
    InstrumentExpired,
    InstrumentSuspended,
    InstrumentTerminated,
    MemorandumConcluded,
    OpenedForSignature,
    RequirementStated,
    TextAdopted,
    TextInitialled,
)
from ledger.claims.vocabulary import InstrumentForm, Modality, Stage
from ledger.edtf import Tristate
from ledger.projections.treaties.consents.consents import Consents, consents
from ledger.projections.treaties.consents.roster import last_day
from ledger.projections.treaties.course import Course, Milestone
from ledger.projections.treaties.in_force import Basis, InForce, in_force
from ledger.projections.treaties.negotiation import Negotiation, Talks, negotiation
from ledger.projections.treaties.participation import Participation, participation
from ledger.projections.treaties.periods import Period, Position, current
from ledger.projections.treaties.sides import SidesToConsent, sides_to_consent
from ledger.projections.treaties.terms import Related, Term, related, term
from ledger.projections.treaties.why_not import of_stage
from ledger.projections.weighing.answer import CountAnswer, DateAnswer, Lost, Reason, Span
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.dates import NOBODY_SAYS, happened_by, resolve_date, span_of
from ledger.projections.weighing.independence import Sources
from ledger.projections.weighing.speakers import sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing_claims import Standing

_STEPS: tuple[tuple[Stage, tuple[type[Development], ...]], ...] = (
    (Stage.DIALOGUE, ()),
    (Stage.MEMORANDUM, (MemorandumConcluded,)),
    (Stage.NEGOTIATION, ()),
    (Stage.NEGOTIATED, ()),
    (Stage.ADOPTED, (TextAdopted, TextInitialled, OpenedForSignature)),
    (Stage.SIGNED, ()),
    (Stage.APPROVED, ()),
    (Stage.DEPOSITED, ()),
    (Stage.IN_FORCE, (EnteredIntoForce,)),
    (Stage.SUSPENDED, (InstrumentSuspended,)),
    (Stage.TERMINATED, (InstrumentTerminated, InstrumentExpired)),
)
"""The acts on the whole instrument that reach a stage; a mention at a stage does, of any."""
_REACH = (AgreementReported, *(kind for _, kinds in _STEPS for kind in kinds))
_CONCLUDED = (Stage.ADOPTED, Stage.SIGNED, Stage.DEPOSITED)


@attrs.frozen(kw_only=True)
class Existence:
    """Whether the instrument is there yet, where sources disagree about that.

    ``pending`` says that it must still be concluded; ``spoken_of`` are claims that speak of it
    as if it were there, with ``lost`` where they are contradicted.
    """

    pending: tuple[str, ...]
    spoken_of: tuple[str, ...]
    lost: tuple[Lost, ...]


@attrs.frozen(kw_only=True)
class InstrumentState:
    """One instrument as of the clocks.

    ``sources`` are those that speak in the claims behind the count of consents.
    ``undecided`` are the claims that stand and take it to no stage, where its stage is unknown;
    ``negotiation`` says how far that is, ``term`` how long it runs, ``related`` how it stands to
    others, where a source speaks of it. ``history`` has the periods of the instrument as a whole:
    of provisional application, and of suspension. ``sides`` are whose consent it waits for where
    nobody recorded a rule.
    """

    id: str
    title: str
    stage: Stage
    stage_claims: tuple[str, ...]
    since: DateAnswer | None
    milestones: tuple[Milestone, ...]
    consents: Consents
    participation: tuple[Participation, ...]
    existence: Existence
    in_force: InForce
    sources: Sources
    undecided: tuple[Lost, ...] = ()
    negotiation: Negotiation | None = None
    term: Term | None = None
    related: tuple[Related, ...] = ()
    form: InstrumentForm | None = None
    history: tuple[Period, ...] = ()
    sides: SidesToConsent | None = None


def instrument_state(standing: Standing, name: str) -> InstrumentState:
    """The state of one instrument from all that stands of it."""
    valid_at = standing.clocks.valid_at
    claims = standing.on_instrument(name)
    instrument = standing.facts.instruments[name]
    rule = instrument.entry_into_force
    parties = participation(standing, claims, rule)
    counted = consents(
        standing,
        claims,
        parties,
        valid_at=valid_at,
        rule=rule,
        opened=instrument.opened_for_signature,
    )
    talks = negotiation(standing, claims, valid_at)
    whole = Course(standing=standing, claims=claims)
    stated = _with_talks(_with_course(_milestones(standing, claims), whole), talks)
    declared = next(
        (milestone.when for milestone in stated if milestone.stage is Stage.IN_FORCE), None
    )
    joint = _joint(parties, instrument.between, valid_at)
    concluded = _concluded((*stated, *joint), valid_at)
    weighed = partial(
        in_force, standing, instrument, claims, parties, counted=counted, concluded=concluded
    )
    force = weighed(declared=declared)
    if declared is not None and whole.enters_again():
        # What is declared is a later entry into force: the first is the one that the rule gives.
        first = weighed(declared=None)
        if first.day is not None:
            force = first
            stated = tuple(each for each in stated if each.stage is not Stage.IN_FORCE)
    proof = counted.answer if counted.claims or concluded is None else concluded
    milestones = tuple(
        sorted(_with_force(stated, force, proof), key=lambda milestone: milestone.stage.rank)
    )
    reached = [milestone for milestone in (*joint, *milestones) if _reached(milestone, valid_at)]
    top = max(reached, key=lambda milestone: milestone.stage.rank, default=None)
    existence = _existence(
        claims, concluded=top is not None and top.stage.rank >= Stage.SIGNED.rank
    )
    return InstrumentState(
        id=name,
        title=instrument.title,
        stage=top.stage if top else Stage.UNKNOWN,
        stage_claims=_stage_claims(top, talks) if top else existence.pending,
        since=top.when if top else None,
        milestones=milestones,
        consents=attrs.evolve(counted, still_required=_still_required(counted, force)),
        participation=parties,
        existence=existence,
        in_force=force,
        sources=sources_of(standing, counted.claims),
        undecided=()
        if top or existence.pending
        else of_stage(standing, claims, sides=bool(instrument.between)),
        negotiation=talks,
        term=term(standing, claims, valid_at),
        related=related(standing, name),
        form=instrument.form,
        history=whole.history(),
        sides=sides_to_consent(instrument, parties, top.stage if top else Stage.UNKNOWN, valid_at),
    )


def _stage_claims(top: Milestone, talks: Negotiation | None) -> tuple[str, ...]:
    """What put it at its stage; of a negotiation, its last turn."""
    if talks is not None and top.stage is Stage.NEGOTIATION:
        return talks.claims
    return top.when.claims


def _with_course(milestones: Sequence[Milestone], whole: Course) -> tuple[Milestone, ...]:
    """The milestones with those of the instrument's own course, where its acts tell of any."""
    own = {milestone.stage: milestone for milestone in whole.course()}
    decided = {*own, *whole.decided()}
    others = (other for other in milestones if other.stage not in decided)
    return (*own.values(), *others)


def _with_talks(
    milestones: Sequence[Milestone], talks: Negotiation | None
) -> tuple[Milestone, ...]:
    """The milestones with those of the negotiation: begun, and concluded unless it goes on."""
    if talks is None:
        return tuple(milestones)
    own = []
    if talks.begun is not None or talks.state is Talks.SUSPENDED:
        own.append(Milestone(stage=Stage.NEGOTIATION, when=talks.begun or talks.since))
    if talks.state is Talks.CONCLUDED:
        own.append(Milestone(stage=Stage.NEGOTIATED, when=talks.since))
    spoken_of = {milestone.stage for milestone in own}
    others = [milestone for milestone in milestones if milestone.stage not in spoken_of]
    return (*own, *others)


def _still_required(counted: Consents, force: InForce) -> int | None:
    """How many more consents it takes at least: by the rule, or by what sources say.

    What is in force needs no more, whoever is known. A count may know of more consents than there
    are names for; it speaks of numbers alone.
    """
    computed = force.computed
    if force.now is Tristate.YES:
        return 0
    if computed is None:
        return counted.still_required
    if computed.closed:
        return None
    numbers = [computed.still_required, *([counted.still_required] if computed.by_number else [])]
    return min((number for number in numbers if number is not None), default=None)


def _reached(milestone: Milestone, valid_at: date) -> bool:
    span = milestone.when.span
    return span is not None and happened_by(span, valid_at) is Tristate.YES


def _concluded(milestones: Sequence[Milestone], valid_at: date) -> DateAnswer | None:
    """What says first that the text was adopted, signed or consented to, by a day."""
    conclusions = [
        milestone
        for milestone in milestones
        if milestone.stage in _CONCLUDED and _reached(milestone, valid_at)
    ]
    return (
        min(conclusions, key=lambda milestone: milestone.stage.rank).when if conclusions else None
    )


def _with_force(
    milestones: Sequence[Milestone], force: InForce, proof: DateAnswer | CountAnswer
) -> tuple[Milestone, ...]:
    """The milestones with the day of entry into force that holds, declared or computed."""
    if force.basis is Basis.DECLARED:
        return tuple(milestones)
    others = [milestone for milestone in milestones if milestone.stage is not Stage.IN_FORCE]
    if force.day is None:
        return tuple(others)
    when = DateAnswer(
        span=force.day,
        status=proof.status,
        winner=force.claims[0],
        claims=force.claims,
        lost=tuple(
            Lost(claim=claim, reason=Reason.CONTRADICTED)
            for milestone in milestones
            if milestone.stage is Stage.IN_FORCE
            for claim in milestone.when.claims
        ),
        roots=proof.roots,
        rules=proof.rules,
    )
    return (*others, Milestone(stage=Stage.IN_FORCE, when=when))


def _milestones(standing: Standing, claims: Sequence[RecordedClaim]) -> tuple[Milestone, ...]:
    milestones = []
    reaching = [
        claim
        for claim in claims
        if claim.claim.modality is Modality.ACTUAL and isinstance(claim.claim.development, _REACH)
    ]
    for stage, kinds in _STEPS:
        ballots = [
            ballot(standing, claim, span)
            for claim in reaching
            if (span := _reaching(standing, claim, stage, kinds)) is not None
        ]
        if ballots:
            milestones.append(Milestone(stage=stage, when=resolve_date(ballots)))
    return tuple(milestones)


def _reaching(
    standing: Standing,
    recorded_claim: RecordedClaim,
    stage: Stage,
    kinds: tuple[type[Development], ...],
) -> Span | None:
    """The days on which a claim has the instrument reach a stage; None if it does not.

    Where it only speaks of it as being there, that is by the day it speaks of.
    """
    claim, development = recorded_claim.claim, recorded_claim.claim.development
    spoken_of = isinstance(development, AgreementReported) and development.stage is stage
    if not (spoken_of or isinstance(development, kinds)):
        return None
    span = span_of(claim, standing.published(claim.evidence.document))
    return Span(earliest=None, latest=span.latest) if spoken_of else span


def _joint(
    parties: Sequence[Participation], between: Sequence[str], valid_at: date
) -> list[Milestone]:
    """The stages that acts of the parties reach: by the first for an open one, else by all."""
    milestones = []
    for stage, position in (
        (Stage.SIGNED, Position.SIGNATURE),
        (Stage.APPROVED, Position.APPROVAL),
        (Stage.DEPOSITED, Position.CONSENT),
    ):
        answers = {
            party.party: began
            for party in parties
            if (began := _reaches(party, position, valid_at, sides=bool(between))).span
        }
        if answers and set(between) <= set(answers):
            decisive = (max if between else min)(
                answers, key=lambda party: _last_day(answers[party])
            )
            milestones.append(Milestone(stage=stage, when=answers[decisive]))
    return milestones


def _reaches(
    party: Participation, position: Position, valid_at: date, *, sides: bool
) -> DateAnswer:
    """When a party's act took the instrument to a stage: for an open one by its first act.

    Between sides a signature or an approval that was taken back before it led to a consent takes
    it nowhere. To have ratified, on whatever level, takes approval at home first.
    """
    stretches = [period for period in party.periods(position) if period.began.span is not None]
    if not stretches:
        return party.ratified if position is Position.APPROVAL else NOBODY_SAYS
    if not sides or party.given(valid_at):
        return stretches[0].began
    last = current(stretches, valid_at)
    return last.began if last is not None and _stands(last, valid_at) else NOBODY_SAYS


def _stands(period: Period, valid_at: date) -> bool:
    return period.until is None or happened_by(period.until, valid_at) is not Tristate.YES


def _last_day(when: DateAnswer) -> tuple[date, str]:
    return last_day(when), when.winner or ""


def _existence(claims: Sequence[RecordedClaim], *, concluded: bool) -> Existence:
    """A bare mention of an agreement loses to a statement that it must still be concluded."""
    pending = (
        []
        if concluded
        else [
            recorded_claim.claim.id
            for recorded_claim in claims
            if isinstance(recorded_claim.claim.development, RequirementStated)
            and recorded_claim.claim.modality is Modality.REQUIRED
        ]
    )
    spoken_of = [
        claim.claim.id
        for claim in claims
        if isinstance(claim.claim.development, AgreementReported)
        and claim.claim.modality is Modality.ACTUAL
    ]
    contradicted = spoken_of if pending else []
    return Existence(
        pending=tuple(pending),
        spoken_of=tuple(spoken_of),
        lost=tuple(Lost(claim=claim_id, reason=Reason.CONTRADICTED) for claim_id in contradicted),
    )
