"""What claims disagree about: both sides, with their words.

Takes instruments' states and the standing claims; gives ``Contest`` values. A value that is
contested is still given; what speaks against it is never hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.projections.weighing.answer import Answer, Reason, Status
from ledger.projections.weighing.citations import Citation, cite, cite_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.facts.facts import Facts, RecordedClaim
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.standing_claims import Standing

_AGAINST = (Reason.REGRESSIVE, Reason.OUTRANKED, Reason.CONTRADICTED)
_ACTS = ("signature", "approval", "consent", "withdrawn", "denounced")


@attrs.frozen(kw_only=True)
class Disputed:
    """A claim behind a value that someone disputes: the value stands, and is marked."""

    claim: str
    by: str
    reason: str


@attrs.frozen(kw_only=True)
class Contest:
    """Something that claims disagree about.

    ``holds`` are the words that the value follows, ``against`` those that say otherwise.
    ``subject`` is an instrument, an instrument and a party (``i/a``), or a disputed claim;
    ``title`` is what readers call it.
    ``disputes`` are the acts by which someone disputes it, with who and why.
    """

    subject: str
    title: str
    field: str
    reason: str
    status: Status
    holds: tuple[Citation, ...]
    against: tuple[Citation, ...]
    disputes: tuple[Disputed, ...] = ()


def contests(
    standing: Standing, instruments: Sequence[InstrumentState], claims: Sequence[RecordedClaim]
) -> tuple[Contest, ...]:
    """What is contested of instruments, by id, then the disputed claims."""
    facts = standing.facts
    all_contests = [
        contest for instrument in instruments for contest in _of_instrument(facts, instrument)
    ]
    disputed = (
        recorded_claim.claim
        for recorded_claim in claims
        if recorded_claim.claim.id in standing.disputes
    )
    all_contests += [
        Contest(
            subject=claim.id,
            title=facts.name_of(claim.id),
            field="claim",
            reason="disputed",
            status=Status.CONTESTED,
            holds=(cite(facts, claim),),
            against=(),
            disputes=disputed_by(standing, claim.id),
        )
        for claim in disputed
    ]
    return tuple(all_contests)


def disputed_by(standing: Standing, claim: str) -> tuple[Disputed, ...]:
    """The disputes on a claim that hold, by the ids of the acts."""
    upon = standing.disputes.get(claim, ())
    return tuple(Disputed(claim=claim, by=dispute.by, reason=dispute.reason) for dispute in upon)


def _of_instrument(facts: Facts, state: InstrumentState) -> Iterator[Contest]:
    yield from _of_answer(facts, state.id, "consents", state.consents.answer)
    if state.existence.lost:
        yield Contest(
            subject=state.id,
            title=state.title,
            field="stage",
            reason=Reason.CONTRADICTED,
            status=Status.CONTESTED,
            holds=cite_all(facts, state.existence.pending),
            against=cite_all(facts, tuple(lost.claim for lost in state.existence.lost)),
        )
    for milestone in state.milestones:
        yield from _of_answer(facts, state.id, milestone.stage, milestone.when)
    for party in state.participation:
        for act in _ACTS:
            yield from _of_answer(facts, f"{state.id}/{party.party}", act, getattr(party, act))


def _of_answer(facts: Facts, subject: str, field: str, answer: Answer) -> Iterator[Contest]:
    against = [lost for lost in answer.lost if lost.reason in _AGAINST]
    if answer.status is Status.CONTESTED and against:
        yield Contest(
            subject=subject,
            title=facts.name_of(subject),
            field=field,
            reason=against[0].reason,
            status=answer.status,
            holds=cite_all(facts, answer.claims),
            against=cite_all(facts, tuple(lost.claim for lost in against)),
        )
