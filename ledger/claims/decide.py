"""Which events follow from a command, given what the ledger knows. Pure.

Takes a command and ``Known``; gives a ``Decision``, or raises ``Refused`` with every problem
of the command. Asking the same thing again decides nothing new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import attrs

from ledger.claims import control
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
from ledger.claims.developments import HurdleStep, RequirementStated
from ledger.claims.entities import Entity, Instrument, Partnership, Party
from ledger.claims.entry_into_force.refusals import FIELD
from ledger.claims.events import (
    ClaimRecorded,
    DocumentCaptured,
    DomainEvent,
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.judging import judge
from ledger.claims.naming import check_code, one_id, with_ids
from ledger.claims.refusals import (
    AlreadyOtherwise,
    BadName,
    BlocksItself,
    Decision,
    NothingToDo,
    NotKnown,
    Refusals,
)
from ledger.claims.renaming import rule_with_ids
from ledger.claims.subjects import hurdle_of, instrument_of
from ledger.claims.vocabulary import Modality
from ledger.edtf import BadDate, StatedDate, Tense, from_words
from ledger.ids import ClaimId, PartnershipId, content_id, is_slug
from ledger.sources.document import Document
from ledger.sources.kinds import Lineage
from ledger.sources.quotes import anchor
from ledger.sources.selector import Anchor, TextQuoteSelector

if TYPE_CHECKING:
    from ledger.claims.known import Known
    from ledger.edtf import Edtf

_TENSES = {
    Modality.ACTUAL: Tense.PAST,
    Modality.EXPECTED: Tense.FUTURE,
    Modality.INTENDED: Tense.FUTURE,
}
"""Which side of the publication "on Monday" lies on, as the modality says."""


def decide(command: Command, known: Known) -> Decision:
    """The events that follow from one command, and the id of what it speaks of.

    The command is within its limits (``limits.check_command``).

    Raises:
        Refused: with every problem found, each naming its field.
    """
    match command:
        case Describe(entity=entity):
            return _describe(entity, known)
        case CaptureDocument(document=document):
            return _capture(document, known)
        case RecordClaim():
            return record(command, known)
        case CorrectClaim():
            return control.correct(command, known, record)
        case Retract():
            return control.retract(command, known)
        case DisputeClaim():
            return control.dispute(command, known)
        case JudgeParties():
            return judge(command, known)
    assert_never(command)


def _describe(entity: Entity, known: Known) -> Decision:
    refusals = Refusals()
    if not is_slug(entity.id):
        refusals.add(BadName(entity.id), "id")
    held: Entity | None
    event: DomainEvent
    revision = known.revision(f"{entity.kind}:{entity.id}")
    match entity:
        case Party():
            entity = with_ids(entity, known, refusals, "part_of")
            check_code(entity, refusals)
            held = known.party(entity.id)
            event = PartyDescribed(party=entity, revision=revision)
            _check_part_of(entity, known, refusals)
        case Partnership():
            entity = with_ids(entity, known, refusals, "parties")
            held = known.partnership(entity.id)
            event = PartnershipDescribed(partnership=entity, revision=revision)
        case Instrument():
            entity = with_ids(entity, known, refusals, "between")
            held = known.instrument(entity.id)
            _require(refusals, known, "partnership", entity.partnerships, "partnerships")
            entity = with_ids(entity, known, refusals, "depositary")
            entity = _with_rule(entity, known, refusals)
            event = InstrumentDescribed(instrument=entity, revision=revision)
    refusals.refuse()
    return Decision(id=entity.id, events=() if held == entity else (event,))


def _with_rule(instrument: Instrument, known: Known, refusals: Refusals) -> Instrument:
    """The instrument with the ids of the parties that its rule names, by whatever name."""
    given = instrument.entry_into_force
    if given is None:
        return instrument
    before = refusals.count
    ids = {name: one_id(name, known, refusals, FIELD) for name in sorted(given.parties)}
    if refusals.count > before:
        return instrument
    rule = refusals.trying(FIELD, lambda: rule_with_ids(given, ids.__getitem__))
    return attrs.evolve(instrument, entry_into_force=rule)


def _check_part_of(party: Party, known: Known, refusals: Refusals) -> None:
    if party.part_of is None:
        return
    chain = [str(party.id)]
    above: str | None = party.part_of
    while above is not None and above not in chain:
        chain.append(above)
        holder = known.party(above)
        above = holder.part_of if holder else None
    if above is not None:
        cycle = " in ".join([*chain, above])
        refusals.add(
            NothingToDo(f"a party cannot be part of itself: {cycle}", fix="break the circle"),
            "part_of",
        )


def _capture(document: Document, known: Known) -> Decision:
    refusals = Refusals()
    if document.root is not None and known.document(document.root) is None:
        near = known.near("document", document.root)
        refusals.add(NotKnown("document", document.root, near), "root")
    _check_id(document.id, refusals)
    held = known.document(document.id)
    if held is None and document.lineage is Lineage.ORIGINAL:
        held = known.same_text(document.sha256)
    refusals.refuse()
    if held is None:
        return Decision(id=document.id, events=(DocumentCaptured(document=document),))
    differing = [
        field.name
        for field in attrs.fields(Document)
        if field.name not in {"id", "sha256"} and _differs(field, document, held)
    ]
    if differing:
        fix = (
            "choose another id"
            if "text" in differing
            else f"use document {held.id}; for a reprint, give its lineage and its root"
        )
        error = AlreadyOtherwise("document", held.id, differing, fix)
        refusals.add(error, differing[0])
    refusals.refuse()
    return Decision(id=held.id, events=())


def _check_id(name: str, refusals: Refusals) -> None:
    """An id that is typed can be read as nothing else: neither a position nor a kind of event."""
    if not is_slug(name):
        refusals.add(BadName(name), "id")


def _differs(field: attrs.Attribute[object], document: Document, held: Document) -> bool:
    """Whether a detail was given, and is another one than the ledger holds."""
    value = getattr(document, field.name)
    given = field.default is attrs.NOTHING or value != field.default
    return bool(given and value != getattr(held, field.name))


def record(command: RecordClaim, known: Known) -> Decision:
    """Record a claim: its words must stand in its document, and its names must be known."""
    refusals = Refusals()
    if command.id is not None:
        _check_id(command.id, refusals)
    command = _with_party_ids(command, known, refusals)
    document = known.document(command.document)
    if document is None:
        near = known.near("document", command.document)
        refusals.add(NotKnown("document", command.document, near), "document")
    partnership = _subject(command, known, refusals)
    _check_names(command, known, refusals)
    place = (
        None if document is None else refusals.trying("quote", lambda: _anchor(command, document))
    )
    occurred = _occurred(command, document, refusals)
    refusals.refuse()
    assert document is not None and place is not None  # noqa: PT018, S101 - refused otherwise
    claim = _claim(command, document, place, occurred, partnership)
    held = known.claim(claim.id)
    if held is None:
        return Decision(id=claim.id, events=(ClaimRecorded(claim=claim),))
    differing = [
        field.name
        for field in attrs.fields(Claim)
        if getattr(held, field.name) != getattr(claim, field.name)
    ]
    if differing:
        fix = "give the new claim another id, or correct the old one (claims correct)"
        refusals.add(AlreadyOtherwise("claim", claim.id, differing, fix), "id")
    refusals.refuse()
    return Decision(id=claim.id, events=())


def _with_party_ids(command: RecordClaim, known: Known, refusals: Refusals) -> RecordClaim:
    """The command with the ids of the parties that it names, by whatever name."""
    named = with_ids(command, known, refusals, "asserted_by")
    return attrs.evolve(named, development=with_ids(named.development, known, refusals))


def _anchor(command: RecordClaim, document: Document) -> Anchor:
    selector = TextQuoteSelector(exact=command.quote, prefix=command.prefix, suffix=command.suffix)
    return anchor(selector, document.text)


def _claim(
    command: RecordClaim,
    document: Document,
    place: Anchor,
    occurred: StatedDate | None,
    partnership: PartnershipId | None,
) -> Claim:
    claim = Claim(
        id=ClaimId(command.id or ""),
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
        ),
        occurred=occurred,
        asserted_by=command.asserted_by,
        partnership=partnership,
        note=command.note,
    )
    return (
        claim if command.id else attrs.evolve(claim, id=ClaimId(content_id("c", content_of(claim))))
    )


def _subject(command: RecordClaim, known: Known, refusals: Refusals) -> PartnershipId | None:
    """The partnership of a claim: its own, or that of the hurdle it takes a step on."""
    development = command.development
    if command.partnership is not None:
        _require(refusals, known, "partnership", (command.partnership,), "partnership")
        return command.partnership
    if isinstance(development, HurdleStep):
        stated = known.hurdle(development.hurdle)
        return stated.partnership if stated else None
    if instrument_of(development) is None:
        error = NothingToDo(
            "the claim belongs to no partnership and no instrument, so no status could show it",
            fix="name the partnership it belongs to",
        )
        refusals.add(error, "partnership")
    return None


def _check_names(command: RecordClaim, known: Known, refusals: Refusals) -> None:
    development = command.development
    if command.id is not None and not is_slug(command.id):
        refusals.add(BadName(command.id), "id")
    instrument = instrument_of(development)
    if instrument is not None:
        _require(refusals, known, "instrument", (instrument,), "instrument")
    hurdle = hurdle_of(development)
    if isinstance(development, RequirementStated):
        if not is_slug(development.hurdle):
            refusals.add(BadName(development.hurdle), "hurdle")
        cycle = _cycle(development, known)
        if cycle:
            refusals.add(BlocksItself(cycle), "blocks")
    elif hurdle is not None and known.hurdle(hurdle) is None:
        refusals.add(NotKnown("hurdle", hurdle, known.near("hurdle", hurdle)), "hurdle")


def _cycle(stated: RequirementStated, known: Known) -> list[str]:
    """The way from a hurdle round to itself over what hurdles block; empty where there is none."""
    ways = [[str(stated.hurdle), _hurdle(blocked)] for blocked in sorted(stated.blocks)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == stated.hurdle:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, _hurdle(one)] for one in sorted(known.blocked_by(way[-1]))]
    return []


def _hurdle(blocked: str) -> str:
    """The hurdle that is blocked, where only one party's share of it is."""
    return blocked.partition("/")[0]


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


def _require(
    refusals: Refusals, known: Known, kind: str, names: tuple[str, ...] | list[str], field: str = ""
) -> None:
    """Every name must be known; ``field`` is looked up by value where it is left out."""
    holds = {
        "party": known.party,
        "partnership": known.partnership,
        "instrument": known.instrument,
    }[kind]
    for name in names:
        if holds(name) is None:
            refusals.add(NotKnown(kind, name, known.near(kind, name)), field or name)
