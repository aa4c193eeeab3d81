"""Where each party stands toward an instrument: a pair, (signature, consent), with dates.

Takes the standing claims of one instrument; gives ``Participation`` for every party that some
claim names. A domestic approval is kept apart: it is no international act. A count that holds
and names those it counts is evidence of each one's act, by the day as of which it counts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentsCounted,
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
    Development,
    DomesticallyApproved,
    DomesticApprovalLapsed,
    ParticipationResumed,
    ParticipationSuspended,
    PartyAct,
    PartyNotified,
    ProvisionalApplicationEnded,
    ProvisionallyApplied,
    RatificationReported,
    ReservationMade,
    ReservationWithdrawn,
    SignatureWithdrawn,
    Signed,
)
from ledger.claims.vocabulary import ConsentAct, ConsentStage, Modality
from ledger.projections.treaties.approval_at_home import HomeStep, approval, home_steps
from ledger.projections.treaties.course import provisional
from ledger.projections.treaties.means import expresses_consent, is_consent
from ledger.projections.treaties.periods import Period, Position, current, periods, stood
from ledger.projections.treaties.stated_counts import count_ballots
from ledger.projections.weighing.answer import DateAnswer, Reason, Span
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.counts import resolve_count
from ledger.projections.weighing.dates import NOBODY_SAYS, intersect, resolve_date, span_of
from ledger.projections.weighing.spans import high, low

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.claims.entry_into_force import EntryIntoForceRule
    from ledger.edtf import Tristate
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.ballot import Ballot
    from ledger.projections.weighing.standing_claims import Standing


_OF_ACTS = frozenset({ConsentStage.SIGNED, ConsentStage.APPROVED, ConsentStage.DEPOSITED})
"""The stages at which a count that names a party tells of its act."""


@attrs.frozen(kw_only=True)
class Participation:
    """One party's acts toward one instrument, each with the days it may have happened on.

    ``signature``, ``approval`` and ``consent`` began the period that holds on ``valid_at`` or
    held last; ``approval`` is the last step at home of it, ``home`` has all steps. ``act``,
    ``withdrawn`` and ``denounced`` are of that consent. ``ratified`` is when a source has the
    party ratify without saying on which level: it counts for neither. ``reservations`` are the
    claims of all that were made. ``history`` has every period of each position that ended once, of
    provisional application, suspension and reservations, by position and day. ``otherwise`` are
    claims of a consent by other means than the rule asks for.
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
    ratified: DateAnswer = NOBODY_SAYS
    history: tuple[Period, ...] = ()
    otherwise: tuple[str, ...] = ()

    def periods(self, position: Position) -> tuple[Period, ...]:
        """The periods of a position, the earliest first."""
        stretches = tuple(period for period in self.history if period.position is position)
        began = {
            Position.SIGNATURE: self.signature,
            Position.APPROVAL: self.approval,
            Position.CONSENT: self.consent,
        }.get(position)
        if stretches or began is None or began.span is None:
            return stretches
        act = self.act if position is Position.CONSENT else ""
        return (
            Period(
                position=position, act=act, began=began, since=began.span, until=None, ending=None
            ),
        )

    def stood(self, position: Position, day: date) -> Tristate:
        """Whether the party was in a position at the end of a day."""
        return stood(self.periods(position), day)

    def given(self, day: date) -> bool:
        """Whether a consent of the party may have been given by the end of a day."""
        return any(
            period.began.span is not None and low(period.since) <= day
            for period in self.periods(Position.CONSENT)
        )

    def consented(self, day: date) -> Tristate:
        """Whether the party's consent stood at the end of a day."""
        return self.stood(Position.CONSENT, day)


def participation(
    standing: Standing,
    claims: Sequence[RecordedClaim],
    rule: EntryIntoForceRule | None = None,
) -> tuple[Participation, ...]:
    """Every party's position, ordered by the party's id; ``rule`` says what gives consent."""
    acts: dict[str, list[RecordedClaim]] = {}
    for claim in claims:
        development = claim.claim.development
        if claim.claim.modality is Modality.ACTUAL:
            for party in _actors(development):
                acts.setdefault(party, []).append(claim)
    listed = _listed(standing, claims, acts)
    return tuple(
        _one(standing, party, acts.get(party, []), listed.get(party, {}), rule)
        for party in sorted({*acts, *listed})
    )


def _actors(development: Development) -> tuple[str, ...]:
    """Whose act it is: one party's, or that of those by whom an instrument is applied."""
    match development:
        case PartyAct(party=str() as party):
            return (party,)
        case ProvisionallyApplied(by=parties) | ProvisionalApplicationEnded(by=parties):
            return parties
    return ()


def _listed(
    standing: Standing, claims: Sequence[RecordedClaim], acts: Mapping[str, list[RecordedClaim]]
) -> dict[str, dict[ConsentStage, list[Ballot[Span]]]]:
    """By party and stage, the counts that hold, or held once, and name the party."""
    lists: dict[str, dict[ConsentStage, list[Ballot[Span]]]] = {}
    for stage in _stages_with_names(claims):
        ballots = count_ballots(standing, claims, stage)
        answer = resolve_count(
            ballots,
            valid_at=standing.clocks.valid_at,
            withdrawals=[day for party in acts.values() for day in _last_days(standing, party)],
        )
        history = (loser.claim for loser in answer.lost if loser.reason is Reason.HISTORY)
        trusted = {*answer.claims, *history}
        for cast in ballots:
            counted = cast.claim.development
            if cast.id in trusted and isinstance(counted, ConsentsCounted):
                for party in counted.named:
                    lists.setdefault(party, {}).setdefault(stage, []).append(_by_then(cast))
    return lists


def _last_days(standing: Standing, acts: list[RecordedClaim]) -> Iterator[date]:
    """The days by which a party's consents had ended."""
    ends = _ballots(standing, acts, ConsentWithdrawn, Denounced)
    if ends:
        starts = _ballots(standing, acts, ConsentDeposited, PartyNotified, Signed)
        for period in periods(Position.CONSENT, starts, ends):
            if period.until is not None and period.until.latest is not None:
                yield period.until.latest


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
    rule: EntryIntoForceRule | None,
) -> Participation:
    """One party's position, from its acts and from the counts that name it."""
    valid_at = standing.clocks.valid_at
    ballots = {kind: _ballots(standing, acts, kind) for kind in {type(_of(act)) for act in acts}}

    def of(*kinds: type[Development]) -> list[Ballot[Span]]:
        return [cast for kind in kinds for cast in ballots.get(kind, ())]

    signed = [*of(Signed), *listed.get(ConsentStage.SIGNED, [])]
    approved = [*of(DomesticallyApproved), *listed.get(ConsentStage.APPROVED, [])]
    bound = [
        *(
            cast
            for cast in of(ConsentDeposited, PartyNotified, Signed)
            if expresses_consent(cast.claim.development, rule)
        ),
        *listed.get(ConsentStage.DEPOSITED, []),
    ]
    home = home_steps(approved)
    lapsed = of(DomesticApprovalLapsed)
    whole = {
        Position.SIGNATURE: periods(Position.SIGNATURE, signed, of(SignatureWithdrawn)),
        Position.APPROVAL: periods(Position.APPROVAL, approved, lapsed, resolve=_last_step)
        if lapsed
        else (),
        Position.CONSENT: periods(
            Position.CONSENT,
            bound,
            of(ConsentWithdrawn, Denounced),
            returns=of(DenunciationWithdrawn),
            act=lambda answer: _act(answer, acts),
        ),
    }
    now = {position: current(stretches, valid_at) for position, stretches in whole.items()}
    consent, approved_now = now[Position.CONSENT], now[Position.APPROVAL]
    return Participation(
        party=party,
        signature=_began(now[Position.SIGNATURE]),
        approval=_began(approved_now) if lapsed else approval(home, valid_at),
        consent=_began(consent),
        act=ConsentAct.UNKNOWN if consent is None else ConsentAct(consent.act or "unknown"),
        withdrawn=_ended(consent, ConsentWithdrawn),
        denounced=_ended(consent, Denounced),
        reservations=tuple(
            claim.claim.id for claim in acts if isinstance(_of(claim), ReservationMade)
        ),
        history=(
            *(
                period
                for stretches in whole.values()
                if any(period.until or period.averted for period in stretches)
                for period in stretches
            ),
            *provisional(of(ProvisionallyApplied), of(ProvisionalApplicationEnded)),
            *periods(Position.SUSPENSION, of(ParticipationSuspended), of(ParticipationResumed)),
            *_reservations(of(ReservationMade), of(ReservationWithdrawn)),
        ),
        otherwise=tuple(
            claim.claim.id
            for claim in acts
            if is_consent(_of(claim)) and not expresses_consent(_of(claim), rule)
        ),
        home=home,
        ratified=resolve_date(reports) if (reports := of(RatificationReported)) else NOBODY_SAYS,
    )


def _last_step(ballots: Sequence[Ballot[Span]]) -> DateAnswer:
    """When an approval at home was complete: with its last step."""
    return approval(home_steps(ballots), date.max)


def _of(claim: RecordedClaim) -> Development:
    return claim.claim.development


def _began(period: Period | None) -> DateAnswer:
    return NOBODY_SAYS if period is None else period.began


def _ended(period: Period | None, kind: type[Development]) -> DateAnswer:
    """When a period ended, if it ended in this way."""
    return NOBODY_SAYS if period is None else period.ends.get(kind.kind, NOBODY_SAYS)


def _reservations(
    made: Sequence[Ballot[Span]], withdrawn: Sequence[Ballot[Span]]
) -> Iterator[Period]:
    """The periods of each reservation, by its words.

    A withdrawal that names none is an account of one that names some on its days, and else of all
    that stand; one whose words are those of none is of the only one there is.
    """
    by_words: dict[str, list[Ballot[Span]]] = {}
    for cast in made:
        by_words.setdefault(_words(cast) or "", []).append(cast)
    naming = [cast for cast in withdrawn if _words(cast) is not None]
    nameless = [
        cast
        for cast in withdrawn
        if _words(cast) is None
        and all(intersect(cast.value, named.value) is None for named in naming)
    ]
    for words, starts in sorted(by_words.items()):
        own = [cast for cast in withdrawn if _words(cast) == words or len(by_words) == 1]
        *_, last = periods(Position.RESERVATION, starts, own)
        if last.until is None and len(by_words) > 1:
            own += [cast for cast in nameless if low(last.since) <= high(cast.value)]
        for period in periods(Position.RESERVATION, starts, own):
            first = starts[0].claim.development
            yield attrs.evolve(period, act=str(getattr(first, "reservation", words)))


def _words(cast: Ballot[Span]) -> str | None:
    """The words of a reservation, comparable; None where a withdrawal names none."""
    development = cast.claim.development
    assert isinstance(development, ReservationMade | ReservationWithdrawn)  # noqa: S101
    text = development.reservation
    return None if text is None else " ".join(text.casefold().split())


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
