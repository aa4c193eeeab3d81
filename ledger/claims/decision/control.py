"""Corrections, retractions and disputes: acts on claims, by those entitled to them.

Only the publisher, the root it derives from, or the ledger (for its own error) can correct or
retract; anyone can dispute. Nothing is updated: each act is one more event. An act that another
ledger proves to have recorded was asked there by whom it is: the words that entitle someone may
have been erased, changed or left behind since, so here that is only noted (decision 47).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.claims.claim import LEDGER, Act, Claim, Correction, Dispute, Retraction, content_of
from ledger.claims.decision.circle import check_circle
from ledger.claims.decision.decision import Decision
from ledger.claims.decision.refusals import (
    NotEntitled,
    NothingToDo,
    NotKnown,
    NotSaidBefore,
    Refusals,
    WasErased,
)
from ledger.claims.decision.reversal import acts_in_force, claim_behind, overtaken
from ledger.claims.events import ClaimCorrected, ClaimDisputed, ClaimRecorded, ClaimRetracted
from ledger.claims.naming import same_publisher
from ledger.claims.subjects import subjects_upon
from ledger.ids import ClaimId, DocumentId, content_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.claims.commands import CorrectClaim, DisputeClaim, RecordClaim, Retract
    from ledger.claims.decision.register import Register
    from ledger.edtf import Edtf

_Act = TypeVar("_Act", Correction, Retraction, Dispute)

_NOUNS = {"x": "correction", "r": "retraction", "s": "dispute"}


def correct(
    command: CorrectClaim, register: Register, record: Callable[[RecordClaim, Register], Decision]
) -> Decision:
    """Put the claim that ``becomes`` describes in the place of another."""
    refusals = Refusals()
    target = register.claim(command.claim)
    if target is None:
        refusals.add(NotKnown("claim", command.claim), "claim")
    recorded = refusals.trying("becomes", lambda: record(command.becomes, register))
    correction = None if recorded is None else _correction(command, recorded, register)
    notes: tuple[str, ...] = ()
    if target is not None:
        publishers = _publishers(target.evidence.document, register)
        notes = _check_entitled(command.by, publishers, register, refusals, correction)
    refusals.refuse()
    assert target is not None  # noqa: S101 - refused otherwise
    assert recorded is not None and correction is not None  # noqa: PT018, S101 - refused otherwise
    if register.act(correction.id) is not None:
        return _there(correction, register)
    if (error := _nothing_to_do(target, recorded, register)) is not None:
        refusals.add(error, "becomes")
    if not recorded.events and register.claim(recorded.id) is None:
        refusals.add(WasErased("claim", recorded.id), "becomes")
    _check_again("x", correction, register, refusals)
    refusals.refuse()
    replacement = register.claim(recorded.id) or _recorded(recorded)
    subjects = sorted(subjects_upon(target) | subjects_upon(replacement))
    event = ClaimCorrected(correction=correction, subjects=tuple(subjects))
    return Decision(
        id=correction.id, events=(*recorded.events, event), notes=(*recorded.notes, *notes)
    )


def _correction(command: CorrectClaim, recorded: Decision, register: Register) -> Correction:
    """The act itself, in which the ledger needs no document for an error of its own."""
    own = _same_name(command.by, LEDGER)
    document = register.document(command.becomes.document)
    return _named(
        "x",
        Correction(
            id="",
            claim=ClaimId(command.claim),
            replacement=ClaimId(recorded.id),
            by=command.by,
            basis=command.basis,
            reason=command.reason,
            document=None if own else command.becomes.document,
            published=None if own or document is None else document.published,
            again=command.again,
        ),
    )


def _nothing_to_do(target: Claim, recorded: Decision, register: Register) -> NothingToDo | None:
    """Why a claim cannot take another's place: it says the same, or was itself corrected."""
    same = recorded.events and attrs.evolve(_recorded(recorded), id=target.id) == target
    if recorded.id == target.id or same:
        return NothingToDo(
            f"claim {target.id} would stay as it is: nothing is changed",
            fix="say what is right (--set, --quote, --document), or retract it with claims retract",
        )
    if _corrected(recorded.id, register):
        return NothingToDo(
            f"claim {recorded.id} cannot take the place of {target.id}: it was itself corrected",
            fix="change what was wrong; to undo a correction, retract the correction",
        )
    return None


def retract(command: Retract, register: Register) -> Decision:
    """Take back a claim, a document, or an earlier act."""
    refusals = Refusals()
    published = _published(command, register, refusals)
    retraction = _named(
        "r",
        Retraction(
            id="",
            target=command.target,
            by=command.by,
            reason=command.reason,
            document=command.document,
            published=published,
            again=command.again,
            undoes=command.undoes,
        ),
    )
    if not refusals.count and register.act(retraction.id) is not None:
        return _there(retraction, register)
    subjects, entitled = _check_target(command, register, refusals)
    notes = _check_entitled(command.by, entitled, register, refusals, retraction)
    _check_again("r", retraction, register, refusals)
    refusals.refuse()
    event = ClaimRetracted(retraction=retraction, subjects=tuple(sorted(subjects)))
    return Decision(id=retraction.id, events=(event,), notes=notes)


def _check_target(
    command: Retract, register: Register, refusals: Refusals
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The subjects of what is taken back, and who may do it; whether there is such a thing."""
    subjects: frozenset[str] = frozenset()
    entitled: tuple[str, ...] = (command.by,)
    claim, document = register.claim(command.target), register.document(command.target)
    act = register.act(command.target)
    if claim is not None:
        subjects = subjects_upon(claim)
        entitled = _publishers(claim.evidence.document, register)
    elif document is not None:
        subjects = frozenset({f"document:{document.id}"})
        entitled = _publishers(document.id, register)
    elif act is not None:
        subjects = register.subjects(act.id)
        entitled = (act.by, LEDGER)
        _check_restored(act, register, refusals)
    else:
        refusals.add(NotKnown("claim, document or retraction", command.target), "target")
    return subjects, entitled


def _check_restored(act: Act, register: Register, refusals: Refusals) -> None:
    """A requirement that would stand again must not close a circle that was drawn meanwhile."""
    claim = claim_behind(act.id, register)
    if claim is not None and acts_in_force(claim.id, register):
        circle = Refusals()
        check_circle(claim.development, register, circle)
        for problem in circle.problems:
            refusals.add(problem, "target")


def dispute(command: DisputeClaim, register: Register) -> Decision:
    """Mark a claim as disputed by someone."""
    refusals = Refusals()
    published = _published(command, register, refusals)
    made = _named(
        "s",
        Dispute(
            id="",
            claim=ClaimId(command.claim),
            by=command.by,
            reason=command.reason,
            document=command.document,
            published=published,
            again=command.again,
        ),
    )
    if not refusals.count and register.act(made.id) is not None:
        return _there(made, register)
    claim = register.claim(command.claim)
    if claim is None:
        refusals.add(NotKnown("claim", command.claim), "claim")
    _check_again("s", made, register, refusals)
    refusals.refuse()
    assert claim is not None  # noqa: S101 - refused otherwise
    event = ClaimDisputed(dispute=made, subjects=tuple(sorted(subjects_upon(claim))))
    return Decision(id=made.id, events=(event,))


def _there(act: Act, register: Register) -> Decision:
    """An act that is there already, with what came later on it."""
    return Decision(id=act.id, events=(), overtaken=overtaken(act.id, register))


def _check_again(prefix: str, act: _Act, register: Register, refusals: Refusals) -> None:
    """What is said again was said as often before; else the count would mean nothing."""
    if act.again is None:
        return
    before = _named(prefix, attrs.evolve(act, again=act.again - 1 or None))
    if register.act(before.id) is None and f"{_NOUNS[prefix]}:{before.id}" not in register.gaps:
        refusals.add(NotSaidBefore(_NOUNS[prefix]), "again")


def _corrected(claim: str, register: Register) -> bool:
    """Whether a claim was ever put aside by a correction."""
    return any(isinstance(filed.act, Correction) for filed in register.acts_upon(claim))


def _named(prefix: str, act: _Act) -> _Act:
    """The act under the id that follows from its content."""
    return attrs.evolve(act, id=content_id(prefix, content_of(act)))


def _recorded(decision: Decision) -> Claim:
    (event,) = decision.events
    if not isinstance(event, ClaimRecorded):
        raise TypeError(event)
    return event.claim


def _publishers(document: DocumentId, register: Register) -> tuple[str, ...]:
    """Who may correct a document: its publisher, those of its roots, and the ledger."""
    names: list[str] = []
    source = register.document(document)
    while source is not None:
        if source.publisher:
            names.append(source.publisher)
        source = register.document(source.root) if source.root else None
    return (*dict.fromkeys(names), LEDGER)


def _check_entitled(
    by: str,
    entitled: tuple[str, ...],
    register: Register,
    refusals: Refusals,
    act: Correction | Retraction | None,
) -> tuple[str, ...]:
    """The publisher may be called by any of its names, where it is a party.

    A note in place of a refusal, of an act that another ledger proves to have recorded.
    """
    if any(_same_name(by, name) or same_publisher(by, name, register) for name in entitled):
        return ()
    refused = NotEntitled(by, entitled)
    if act is not None and f"{_NOUNS[act.id[0]]}:{act.id}" in register.gaps:
        return (
            f"taken as the other ledger recorded it: {refused.message}, as far as is known here",
        )
    refusals.add(refused, "by")
    return ()


def _same_name(name: str, other: str) -> bool:
    return " ".join(name.casefold().split()) == " ".join(other.casefold().split())


def _published(
    command: Retract | DisputeClaim, register: Register, refusals: Refusals
) -> Edtf | None:
    """When an act could be read: as given, or as its document was published."""
    if command.document is None:
        return command.published
    document = register.document(command.document)
    if document is None:
        if f"document:{command.document}" in register.gaps:
            return command.published
        near = register.near("document", command.document)
        refusals.add(NotKnown("document", command.document, near), "document")
        return None
    return command.published or document.published
