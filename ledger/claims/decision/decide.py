"""Which events follow from a command, given what the ledger knows and the day. Pure.

Takes a command, a ``Register`` and today; gives a ``Decision``, or raises ``Refused`` with every
problem of the command. Asking the same thing again decides nothing new.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, assert_never

import attrs

from ledger.claims.claim import Claim, Evidence, content_of
from ledger.claims.commands import (
    CaptureDocument,
    Command,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    RecordClaim,
    Retract,
)
from ledger.claims.decision import control
from ledger.claims.decision.capture import ERASED, capture, check_id
from ledger.claims.decision.circle import check_circle
from ledger.claims.decision.decision import Decision
from ledger.claims.decision.description import describe
from ledger.claims.decision.judging import judge
from ledger.claims.decision.lines import check_stated
from ledger.claims.decision.references import check_references, partnership_of
from ledger.claims.decision.refusals import (
    AlreadyOtherwise,
    FirstRecordedLater,
    ImpossibleDate,
    NothingCounted,
    NotKnown,
    Refusals,
    Refused,
    WasErased,
)
from ledger.claims.decision.reversal import overtaken
from ledger.claims.developments import ConsentsCounted
from ledger.claims.events import ClaimRecorded, DatedFact
from ledger.claims.naming import with_ids
from ledger.claims.vocabulary import Modality
from ledger.edtf import BadDate, Edtf, StatedDate, Tense, from_words
from ledger.evolution import evolved
from ledger.ids import ClaimId, PartnershipId, content_id
from ledger.sources.document import pages_at
from ledger.sources.pages.publication import check_published, of_no_age_that_wrote
from ledger.sources.quotation.quotes import anchor_in_first
from ledger.sources.quotation.selector import Anchor, TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.claims.decision.register import Register
    from ledger.sources.document import Document

_TENSES = {
    Modality.ACTUAL: Tense.PAST,
    Modality.EXPECTED: Tense.FUTURE,
    Modality.INTENDED: Tense.FUTURE,
}
"""Which side of the publication "on Monday" lies on, as the modality says."""


def decide(command: Command, register: Register, today: date) -> Decision:
    """The events that follow from one command, and the id of what it speaks of.

    The command is within its limits (``limits.check_command``). ``today`` is the day in UTC of
    whoever records: nothing that is published later can be recorded on it.

    Raises:
        Refused: with every problem found, each naming its field.
    """
    match command:
        case RecordClaim():  # most are
            return record(command, register)
        case Describe():
            return describe(command, register)
        case CaptureDocument(document=document, first_recorded=first):
            decision = _dated(capture(document, register, today), first, today)
            notes = (*command.notes, *decision.notes) if decision.events else decision.notes
            return attrs.evolve(decision, notes=notes)
        case CorrectClaim(first_recorded=first):
            return _dated(control.correct(command, register, record), first, today)
        case Retract(first_recorded=first):
            return _act(command, _dated(control.retract(command, register), first, today), today)
        case DisputeClaim(first_recorded=first):
            return _act(command, _dated(control.dispute(command, register), first, today), today)
        case JudgeParties():
            return judge(command, register)
    assert_never(command)


def _act(command: Retract | DisputeClaim, decision: Decision, today: date) -> Decision:
    """The decision on an act, which nobody published after today, or before anybody wrote."""
    refusals = Refusals()
    if decision.events:
        refusals.trying("published", lambda: check_published(command.published, today))
    refusals.refuse()
    return decision


def _dated(decision: Decision, first: date | None, today: date) -> Decision:
    """The decision with the day on which another ledger recorded the same first, if that can be."""
    if first is None:
        return decision
    if first > today:
        raise Refused([FirstRecordedLater(first, today)])
    if of_no_age_that_wrote(Edtf.exactly(first)):
        raise Refused([ImpossibleDate(Edtf.exactly(first)).about("first_recorded")])
    events = tuple(
        attrs.evolve(event, first_recorded=first) if isinstance(event, DatedFact) else event
        for event in decision.events
    )
    return attrs.evolve(decision, events=events)


def record(command: RecordClaim, register: Register) -> Decision:
    """Record a claim: its words must stand in its document, and its names must be known."""
    refusals = Refusals()
    if command.id is not None:
        check_id(command.id, refusals)
    command = _with_party_ids(command, register, refusals)
    captures = register.captures(command.document)
    document = captures[-1] if captures else None
    if document is None:
        near = register.near("document", command.document)
        refusals.add(NotKnown("document", command.document, near), "document")
    partnership = partnership_of(command, register, refusals)
    check_references(command, register, refusals)
    place = (
        None if document is None else refusals.trying("quote", lambda: _anchor(command, captures))
    )
    occurred = _occurred(command, document, refusals)
    claim: Claim | None = None
    if document is not None and place is not None and not refusals.count:
        claim = _claim(command, document, place, occurred, partnership)
    on = command.document if command.id is None else None
    recorded = None if claim is None else register.claim(claim.id, on)
    if recorded is None:
        erased = None if claim is None else register.erased(f"claim:{claim.id}")
        if claim is not None and erased is not None:
            return Decision(id=claim.id, events=(), overtaken=(ERASED,))
        if document is not None and register.erased(f"document:{document.id}") is not None:
            refusals.add(WasErased("document", document.id), "document")
        check_circle(command.development, register, refusals)
        check_stated(command.development, refusals)
        _check_days(command, occurred, refusals)
        match command.development:
            case ConsentsCounted(count=None, needed=None):
                refusals.add(NothingCounted(), "count")
    refusals.refuse()
    assert claim is not None  # noqa: S101 - refused otherwise
    if recorded is None:
        folds = () if place is None else place.folds
        notes = (f"found with: {', '.join(folds)}",) if folds else ()
        event = ClaimRecorded(claim=claim, proposed_by=command.proposed_by)
        return Decision(id=claim.id, events=(event,), notes=notes)
    differing = [
        field.name
        for field in attrs.fields(Claim)
        if getattr(recorded, field.name) != getattr(claim, field.name)
    ]
    if differing:
        fix = "give the new claim another id, or correct the old one (claims correct)"
        refusals.add(AlreadyOtherwise("claim", claim.id, differing, fix), "id")
    refusals.refuse()
    return Decision(id=claim.id, events=(), overtaken=overtaken(claim.id, register))


def _with_party_ids(command: RecordClaim, register: Register, refusals: Refusals) -> RecordClaim:
    """The command with the ids of the parties that it names, by whatever name."""
    named = with_ids(command, register, refusals, "asserted_by", "quoted_by")
    development = with_ids(named.development, register, refusals)
    if development is named.development:
        return named
    return evolved(named, {"development": development})


def _anchor(command: RecordClaim, captures: Sequence[Document]) -> Anchor:
    selector = TextQuoteSelector(exact=command.quote, prefix=command.prefix, suffix=command.suffix)
    return anchor_in_first(selector, [captured.text for captured in captures])


def _claim(
    command: RecordClaim,
    document: Document,
    place: Anchor,
    occurred: StatedDate | None,
    partnership: PartnershipId | None,
) -> Claim:
    first, last = pages_at(document.pages, place.start, place.end) or (None, None)
    stated = partial(
        Claim,
        development=command.development,
        modality=command.modality,
        evidence=Evidence(
            document=document.id,
            exact=place.exact,
            start=place.start,
            end=place.end,
            prefix=command.prefix,
            suffix=command.suffix,
            translation=command.translation,
            page=first,
            last_page=None if last == first else last,
        ),
        occurred=occurred,
        asserted_by=command.asserted_by,
        partnership=partnership,
        note=command.note,
        condition=command.condition,
        quoted_by=command.quoted_by,
        anonymous=command.anonymous,
    )
    name = command.id or content_id("c", content_of(stated(id=ClaimId(""))))
    return stated(id=ClaimId(name))


def _occurred(
    command: RecordClaim, document: Document | None, refusals: Refusals
) -> StatedDate | None:
    words = command.occurred_words
    if command.occurred is not None:
        occurred = command.occurred
        if words is not None and document is not None:
            refusals.trying("occurred", lambda: check_words(occurred, words, document))
        return StatedDate(edtf=occurred, words=words)
    if words is None:
        return None
    if document is None:
        return None  # an unknown document is told; when it was published decides the words
    published, tense = document.published, tense_of(command.modality)
    edtf = refusals.trying(
        "occurred_words", lambda: from_words(words, published=published, tense=tense)
    )
    return None if edtf is None else StatedDate(edtf=edtf, words=words)


def _check_days(command: RecordClaim, occurred: StatedDate | None, refusals: Refusals) -> None:
    """No day that a claim states is of an age that left nothing to follow."""
    development = command.development
    for field in _dates_of(type(development)):  # type: ignore[arg-type]  # a class has a hash
        _check_day(getattr(development, field), refusals, field)
    if occurred is not None:
        _check_day(occurred.edtf, refusals, "occurred")


def _check_day(day: object, refusals: Refusals, field: str) -> None:
    if isinstance(day, Edtf) and of_no_age_that_wrote(day):
        refusals.add(ImpossibleDate(day), field)


@cache
def _dates_of(kind: type) -> tuple[str, ...]:
    """The fields of a development that may hold a date: their types say so."""
    return tuple(field.name for field in attrs.fields(kind) if "Edtf" in str(field.type))


def tense_of(modality: Modality) -> Tense | None:
    """On which side of the publication a day lies that its words leave open."""
    return _TENSES.get(modality)


def check_words(occurred: Edtf, words: str, document: Document) -> None:
    """A date that its own source's words exclude is a slip; words that nobody can read are not.

    Raises BadDate with both.
    """
    try:
        stated = from_words(words, published=document.published)
    except BadDate:
        return
    if not stated.overlaps(occurred):
        reason = f"the date is {occurred.display}, and the words {words!r} say {stated.display}"
        fix = "mend the date or the words; leave one of them out if the other tells it all"
        raise BadDate(occurred.text, reason, fix=fix)
