"""From a value to its proof: what won, what lost and why, in whose words.

Takes a partnership's view and a path ``SUBJECT[.FIELD]``; gives ``Proof`` values. A subject is
the partnership, one of its instruments or hurdles; without a field, all of its fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import HurdleStep, PartyAct
from ledger.claims.renaming import hurdle_with_party
from ledger.errors import NotFound
from ledger.projections.contests import Disputed
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.treaties.in_force import Basis, force_words
from ledger.projections.weighing.answer import Lost, Reason, Rule, Status, least_sure
from ledger.projections.weighing.citations import Citation, LostCitation, cite, cite_all, cite_lost
from ledger.projections.weighing.independence import Sources
from ledger.projections.weighing.parties.profiles import TakenAsOne
from ledger.projections.weighing.speakers import independent_in, sources_of
from ledger.projections.why.parts import (
    Seen,
    any_of,
    change_of_consents,
    corrections,
    disputed,
    no_consent,
    no_stage,
    of_partnership,
    position,
    positions,
    prospect,
    prospects,
    seen,
    taken,
)
from ledger.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.claims.claim import Act, Claim
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.outlook import Prospect
    from ledger.projections.status import PartnershipView
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.standing_claims import Fall


_NOTHING_SEEN = Seen(visible=0, of=0)
_NOBODY = Sources(independent=0, documents=(), outlets=(), voices=(), together=())
_AS_STATED = frozenset(
    {HurdleState.IDENTIFIED, HurdleState.POSSIBLE, HurdleState.REQUIRED, HurdleState.MET}
)
"""A hurdle in these rests on who stated it; in any other, on its latest step."""


OF_A_CLAIM = frozenset({"standing", "outcome"})
"""The fields that claims alone have: asked for, the claim is meant, whatever else is called so."""


@attrs.frozen(kw_only=True)
class Proof:
    """One value and everything that it rests on.

    ``sources`` says how many speak independently, and which claims fell together; ``roots`` are
    the documents of the independent ones. ``change`` says in words what kind of news would
    change it; ``seen`` how many of the claims
    on the subject could be read; ``disputed`` who contradicts the claims that it follows;
    ``taken_as_one`` which parties are filed under several ids, and who judged them to be one.
    """

    subject: str
    field: str
    value: str
    status: Status
    won: tuple[Citation, ...]
    lost: tuple[LostCitation, ...]
    rules: tuple[Rule, ...]
    roots: tuple[str, ...] = ()
    change: str
    sources: Sources = _NOBODY
    seen: Seen = _NOTHING_SEEN
    disputed: tuple[Disputed, ...] = ()
    taken_as_one: tuple[TakenAsOne, ...] = ()


class NoSuchField(NotFound):
    """A field that a subject does not have."""

    code = "no-such-field"

    def __init__(self, path: str, fields: Iterable[str]) -> None:
        choices = ", ".join(sorted(fields))
        super().__init__(f"nothing is known as {path}", fix=f"ask for one of: {choices}")


def why(
    view: PartnershipView, subject: str, field: str | None, *, of_claim: bool = False
) -> tuple[Proof, ...]:
    """The proofs of a subject's fields, or of one of them.

    ``of_claim``: the claim of this id is meant, whatever else is called so.

    Raises:
        NoSuchField: the partnership has no such subject, or the subject no such field.
    """
    subject = hurdle_with_party(subject, view.standing.as_one.identity.of)
    proofs = _proofs(view, subject, of_claim=of_claim or field in OF_A_CLAIM)
    if not proofs:
        raise NoSuchField(subject, _subjects(view))
    if field is None:
        return tuple(proofs.values())
    if field not in proofs:
        raise NoSuchField(f"{subject}.{field}", (f"{subject}.{name}" for name in proofs))
    return (proofs[field],)


def _subjects(view: PartnershipView) -> list[str]:
    return [
        view.id,
        *(instrument.id for instrument in view.instruments),
        *(
            f"{state.id}/{party.party}"
            for state in view.instruments
            for party in state.participation
        ),
        *(hurdle.id for hurdle in view.hurdles),
    ]


def _proofs(view: PartnershipView, subject: str, *, of_claim: bool) -> dict[str, Proof]:
    proofs = (_of_claim(view, subject) if of_claim else []) or _fields(view, subject)
    looked, mergers = seen(view, subject), taken(view, subject)
    return {proof.field: _completed(view, proof, looked, mergers) for proof in proofs}


def _completed(
    view: PartnershipView, proof: Proof, looked: Seen, mergers: tuple[TakenAsOne, ...]
) -> Proof:
    """A proof with what is said of every value: its sources, what was seen, who disputes it."""
    claims = tuple(citation.claim for citation in proof.won)
    if proof.field == "standing":  # a claim that does not stand has its source all the same
        behind = sources_of(view.standing, (proof.subject,))
    else:
        behind = sources_of(view.standing, claims)
    return attrs.evolve(
        proof,
        seen=looked,
        sources=behind,
        roots=behind.documents,
        taken_as_one=mergers,
        disputed=disputed(view, claims),
    )


def _fields(view: PartnershipView, subject: str) -> list[Proof]:
    if subject == view.id:
        return [_stage(view), *([_outlook(view)] if view.outlook else [])]
    for instrument in view.instruments:
        if instrument.id == subject:
            return [
                _consents(view, instrument),
                _instrument_stage(view, instrument),
                _in_force(view, instrument),
            ]
    for hurdle in view.hurdles:
        if hurdle.id == subject:
            return [_hurdle(view, hurdle)]
    party = position(view, subject)
    if party is not None:
        return [
            Proof(
                subject=subject,
                field=act,
                value=words,
                status=answer.status,
                won=cite_all(view.standing.facts, answer.claims),
                lost=_citations(view, answer.lost),
                rules=answer.rules,
                change=any_of(
                    [
                        spoken("a more exact or a better source"),
                        *corrections(view, answer.claims),
                    ]
                ),
            )
            for act, words, answer in positions(party)
        ]
    return _of_claim(view, subject)


def _of_claim(view: PartnershipView, name: str) -> list[Proof]:
    claim = view.standing.facts.claims.get(name)
    return [] if claim is None or not view.holds(claim.claim) else _claim(view, claim.claim)


def _claim(view: PartnershipView, claim: Claim) -> list[Proof]:
    """Whether a claim stands; of one that foresees something, what became of it."""
    facts, fallen = view.standing.facts, view.standing.fallen.get(claim.id)
    cited = cite(facts, claim)
    act = facts.acts[fallen.act].act if fallen is not None and fallen.act else None
    stands = Proof(
        subject=claim.id,
        field="standing",
        value="stands" if fallen is None else _does_not_stand(fallen.reason, act),
        status=_sureness(view, (cited,)),
        won=(cited,) if fallen is None else (),
        lost=() if fallen is None else (LostCitation(reason=fallen.reason, citation=cited),),
        rules=(Rule.CONTROL,) if act is not None else (),
        change=any_of(corrections(view, (claim.id,)))
        if fallen is None
        else spoken("a retraction of what put it aside"),
    )
    foreseen = prospect(view, claim.id)
    return [stands] if foreseen is None else [stands, _outcome(view, foreseen)]


def _does_not_stand(reason: Fall, act: Act | None) -> str:
    if act is None:
        return spoken("does not stand, {reason}", reason=reason)
    return spoken(
        "does not stand, {reason}, by {by}: {ground}", reason=reason, by=act.by, ground=act.reason
    )


def _outcome(view: PartnershipView, foreseen: Prospect) -> Proof:
    """What became of something foreseen, with the claim that met it or called it off.

    It is as sure as the report that ended it: who foresaw it says nothing of its coming.
    """
    ended = foreseen.met_by or foreseen.withdrawn_by
    ending = ended if ended in view.standing.facts.claims else None
    claims = (foreseen.citation.claim, *((ending,) if ending else ()))
    won = cite_all(view.standing.facts, claims)
    sure = _sureness(view, won[1:] or won)
    return Proof(
        subject=foreseen.citation.claim,
        field="outcome",
        value=foreseen.outcome,
        status=Status.OVERDUE if foreseen.outcome == "overdue" else sure,
        won=won,
        lost=(),
        rules=(),
        change=spoken("a report that it came, or that it was called off"),
    )


def _outlook(view: PartnershipView) -> Proof:
    won = tuple(foreseen.citation for foreseen in view.outlook)
    return Proof(
        subject=view.id,
        field="outlook",
        value=prospects(view),
        status=_sureness(view, won),
        won=won,
        lost=(),
        rules=(),
        change=spoken("a report that something of it came, or that it was called off"),
    )


def _stage(view: PartnershipView) -> Proof:
    status = view.status
    claims = tuple(dict.fromkeys(claim for basis in status.stage_basis for claim in basis.claims))
    won = cite_all(view.standing.facts, claims)
    return Proof(
        subject=view.id,
        field="stage",
        value=status.stage,
        status=_sureness(view, won),
        won=won,
        lost=() if won else _citations(view, of_partnership(view)),
        rules=(),
        change=spoken("a memorandum, a negotiation or a signature between the parties"),
    )


def _consents(view: PartnershipView, state: InstrumentState) -> Proof:
    counted = state.consents
    answer = counted.answer
    counts = counted.count is not None
    unweighed = _fallen(view, state.id) if counts else _citations(view, no_consent(view, state))
    return Proof(
        subject=state.id,
        field="consents",
        value=counted.words,
        status=answer.status,
        won=cite_all(view.standing.facts, answer.claims),
        lost=(*_citations(view, answer.lost), *unweighed),
        rules=answer.rules,
        change=change_of_consents(view, state),
    )


def _instrument_stage(view: PartnershipView, state: InstrumentState) -> Proof:
    facts = view.standing.facts
    won = cite_all(facts, state.stage_claims)
    contested = bool(state.existence.lost)
    value = "to be concluded" if state.existence.pending else state.stage.value
    of_its_day = state.since.lost if state.since else ()
    lost = (*state.existence.lost, *of_its_day) if won else no_stage(view, state)
    return Proof(
        subject=state.id,
        field="stage",
        value=value,
        status=Status.CONTESTED if contested else _sureness(view, won),
        won=won,
        lost=_citations(view, lost),
        rules=state.since.rules if state.since else (),
        change=spoken("an act of the parties, or a declaration of the depositary"),
    )


def _in_force(view: PartnershipView, state: InstrumentState) -> Proof:
    force = state.in_force
    won = cite_all(view.standing.facts, force.claims)
    declared = force.declared
    against = () if declared is None or force.basis is Basis.DECLARED else declared.claims
    computed = force.basis is Basis.COMPUTED and state.consents.claims
    overruled = tuple(Lost(claim=claim, reason=Reason.CONTRADICTED) for claim in against)
    lost = (*overruled, *(declared.lost if declared else ()))
    return Proof(
        subject=state.id,
        field="in-force",
        value=force_words(force),
        status=state.consents.status if computed else _sureness(view, won),
        won=won,
        lost=_citations(view, lost),
        rules=declared.rules if declared else (),
        change=spoken("a deposit or a withdrawal before that day, or the depositary's declaration"),
    )


def _hurdle(view: PartnershipView, hurdle: Hurdle) -> Proof:
    value = hurdle.state.value
    if hurdle.progress is not None:
        value += f", {hurdle.progress.words}"
    won = hurdle.evidence if hurdle.state in _AS_STATED else hurdle.evidence[::-1]
    decisive = won[:1]
    contested = any(quote.claim in view.standing.disputes for quote in decisive)
    agreed = _sureness(view, _accounts(view, hurdle, won)) if decisive else Status.UNKNOWN
    return Proof(
        subject=hurdle.id,
        field="state",
        value=value,
        status=Status.CONTESTED if contested else agreed,
        won=won,
        lost=(),
        rules=(),
        change=spoken("an application, a decision, a waiver, or a correction of these words"),
    )


def _accounts(view: PartnershipView, hurdle: Hurdle, won: Sequence[Citation]) -> list[Citation]:
    """The claims that tell of what decides a hurdle's state, as the first of them does.

    A step is told of until another step comes before it: two appeals with a grant between them are
    two acts. What other authorities did, or for other parties, is nothing to it.
    """
    first = won[0].kind if won else ""
    if hurdle.state in _AS_STATED:
        return [citation for citation in won if citation.kind == first]
    claims = view.standing.facts.claims
    whose = _whose(claims[won[0].claim].claim)
    accounts = []
    for citation in won:
        others = _whose(claims[citation.claim].claim)
        if any(mine and its and not mine & its for mine, its in zip(whose, others, strict=True)):
            continue
        if citation.kind != first:
            break
        accounts.append(citation)
    return accounts


def _whose(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    """The authorities that took a step, and the party for which they did, as far as it says."""
    match claim.development:
        case HurdleStep(party=party, authority=authority, authorities=authorities):
            deciders = (*authorities, *([authority] if authority else ()))
            return frozenset(deciders), frozenset([party] if party else ())
    return frozenset(), frozenset()


def _sureness(view: PartnershipView, won: Sequence[Citation]) -> Status:
    """How sure what these claims state together is: as the least sure act of a party in it."""
    claims = view.standing.facts.claims
    actors = {cited.claim: _actor(claims[cited.claim].claim) for cited in won}
    parties = sorted({actor for actor in actors.values() if actor is not None})
    of_each: list[Sequence[Citation]] = [
        [cited for cited in won if actors[cited.claim] in {None, party}] for party in parties
    ]
    return least_sure([_agreed(view, own) for own in of_each or [won]])


def _actor(claim: Claim) -> str | None:
    """The party whose act a claim tells of."""
    return claim.development.party if isinstance(claim.development, PartyAct) else None


def _agreed(view: PartnershipView, won: Sequence[Citation]) -> Status:
    """How sure one thing is that all these claims state."""
    if not won:
        return Status.UNKNOWN
    if min(citation.tier for citation in won) == 1:
        return Status.SETTLED
    claims = view.standing.facts.claims
    several = independent_in(view.standing, (claims[cited.claim].claim for cited in won)) > 1
    return Status.CORROBORATED if several else Status.SINGLE_SOURCE


def _citations(view: PartnershipView, lost: tuple[Lost, ...]) -> tuple[LostCitation, ...]:
    return cite_lost(view.standing.facts, lost)


def _fallen(view: PartnershipView, instrument: str) -> tuple[LostCitation, ...]:
    """The counts that no longer stand, or are not of the counted stage: shown, not weighed."""
    return tuple(
        LostCitation(reason=str(fall.reason), citation=cite(view.standing.facts, fall.claim))
        for name, fall in sorted(view.standing.fallen.items())
        if fall.reason != "unpublished"
        and fall.claim.development.kind in {"consents-counted", "consent-deposited"}
        and getattr(fall.claim.development, "instrument", None) == instrument
    )
