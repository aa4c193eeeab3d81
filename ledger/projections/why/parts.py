"""Proofs of what is smaller than an instrument: a party's position, a claim, what is foreseen.

Takes a partnership's view; gives the proofs' parts. Who comes next: ``why``, which names them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import Contact, MemorandumConcluded
from ledger.claims.subjects import hurdle_of, instrument_of, parties_of
from ledger.projections.contests import Disputed, disputed_by
from ledger.projections.treaties.in_force import span_words
from ledger.projections.treaties.why_not import of_consents, of_stage
from ledger.projections.weighing.parties.merged_parties import parties_described, parties_filed
from ledger.projections.weighing.parties.profiles import TakenAsOne, taken_as_one
from ledger.spoken import Spoken, either, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.claim import Claim
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.outlook import Prospect
    from ledger.projections.status import PartnershipView
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.weighing.answer import DateAnswer, Lost

ACTS = ("signature", "approval", "consent", "withdrawn", "denounced")


@attrs.frozen(kw_only=True)
class Seen:
    """How many of the claims on a subject could be read by ``published_by``; ``of`` are known."""

    visible: int
    of: int


def seen(view: PartnershipView, subject: str) -> Seen:
    """The claims on a subject that the ledger knew, and those of them that could be read."""
    facts = view.standing.facts
    claim_ids = [name for name, claim in facts.claims.items() if _about(view, claim.claim, subject)]
    return Seen(visible=sum(map(view.standing.readable, claim_ids)), of=len(claim_ids))


def _about(view: PartnershipView, claim: Claim, subject: str) -> bool:
    whole, _, part = subject.partition("/")
    if subject in {claim.id, view.id}:
        return subject == claim.id or view.holds(claim)
    if whole not in {instrument_of(claim.development), hurdle_of(claim.development)}:
        return False
    return part in {"", "threshold"} or part in parties_of(claim.development)


def taken(view: PartnershipView, subject: str) -> tuple[TakenAsOne, ...]:
    """The parties under several ids that the claims on a subject, or its own rule, are filed by."""
    filed = view.standing.filed
    named = {
        party
        for name, claim in view.standing.facts.claims.items()
        if view.standing.readable(name) and _about(view, claim.claim, subject)
        for party in parties_filed(filed.claims[name].claim)
    }
    if subject in filed.instruments:
        named |= parties_described(filed.instruments[subject])
    return taken_as_one(filed, view.standing.as_one.identity, named)


def disputed(view: PartnershipView, claims: tuple[str, ...]) -> tuple[Disputed, ...]:
    """The disputes on claims, in the order of the claims."""
    return tuple(dispute for name in claims for dispute in disputed_by(view.standing, name))


def position(view: PartnershipView, subject: str) -> Participation | None:
    """The party's position that ``instrument/party`` names."""
    whole, _, party = subject.partition("/")
    for state in view.instruments:
        if state.id == whole:
            return next(
                (
                    participation
                    for participation in state.participation
                    if participation.party == party
                ),
                None,
            )
    return None


def positions(party: Participation) -> Iterator[tuple[str, str, DateAnswer]]:
    """A party's acts that someone states: the field, the days in words, the answer."""
    for act in ACTS:
        answer: DateAnswer = getattr(party, act)
        if answer.span is not None:
            yield act, span_words(answer.span), answer


def prospects(view: PartnershipView) -> str:
    """What became of what is foreseen, in one line: "1 met, 2 open"."""
    counted = Counter(foreseen.outcome for foreseen in view.outlook)
    return ", ".join(f"{counted[outcome]} {outcome}" for outcome in sorted(counted))


def prospect(view: PartnershipView, claim: str) -> Prospect | None:
    """What a claim foresees, if it does."""
    return next((foreseen for foreseen in view.outlook if foreseen.citation.claim == claim), None)


def of_partnership(view: PartnershipView) -> tuple[Lost, ...]:
    """The contacts, and the acts on the parties' own instruments, that put it at no stage."""
    facts = view.standing.facts
    own = {
        instrument.id: facts.instruments[instrument.id].between for instrument in view.instruments
    }
    spoken = [
        claim
        for claim in view.standing.in_partnership(view.id)
        if isinstance(claim.claim.development, Contact | MemorandumConcluded)
        or own.get(instrument_of(claim.claim.development) or "")
    ]
    return of_stage(view.standing, spoken, sides=True)


def no_stage(view: PartnershipView, state: InstrumentState) -> tuple[Lost, ...]:
    """The claims on an instrument that no source takes to any stage."""
    sides = bool(view.standing.facts.instruments[state.id].between)
    return of_stage(view.standing, _on(view, state), sides=sides)


def no_consent(view: PartnershipView, state: InstrumentState) -> tuple[Lost, ...]:
    """The claims on an instrument that has no consents, next to those that were weighed."""
    answer = state.consents.answer
    weighed = {*answer.claims, *(lost.claim for lost in answer.lost)}
    claims = [
        recorded_claim
        for recorded_claim in _on(view, state)
        if recorded_claim.claim.id not in weighed
    ]
    return of_consents(view.standing, claims)


def _on(view: PartnershipView, state: InstrumentState) -> list[RecordedClaim]:
    """The claims on an instrument, standing or not."""
    claims = view.standing.in_partnership(view.id)
    return [claim for claim in claims if instrument_of(claim.claim.development) == state.id]


def change_of_consents(view: PartnershipView, state: InstrumentState) -> str:
    """What news would change a count, from what is known and what is missing."""
    counted = state.consents
    by = view.standing.clocks.valid_at
    ways = [spoken("a deposit or a withdrawal by {day}", day=by)]
    if counted.count is None:
        ways = [spoken("a count or a deposit by {day}", day=by)]
    if counted.highest != counted.count:
        ways.append(spoken("the exact day of what may be earlier or later"))
    if counted.count and counted.unnamed == 1:
        ways.append(spoken("the names of the one that is only counted, if there are more"))
    elif counted.count and counted.unnamed:
        ways.append(
            spoken(
                "the names of the {count} that are only counted, if there are more",
                count=counted.unnamed,
            )
        )
    if counted.count is not None and counted.status == "contested":
        ways.append(spoken("the depositary's own count"))
    return any_of([*ways, *corrections(view, counted.claims)])


def corrections(view: PartnershipView, claims: tuple[str, ...]) -> list[Spoken]:
    """Who could correct the claims behind a value."""
    facts = view.standing.facts
    documents = (facts.claims[claim].claim.evidence.document for claim in claims)
    publishers = (facts.documents[document].document.publisher for document in documents)
    names = list(dict.fromkeys(publisher for publisher in publishers if publisher))
    return [spoken("a correction by {publishers}", publishers=either(names))] if names else []


def any_of(ways: Sequence[Spoken]) -> Spoken:
    """What news would change a value: any of these."""
    return spoken("{ways}", ways=either(ways))
