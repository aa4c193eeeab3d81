"""What ``decide`` must know, looked up in the log as it is asked for, and kept.

Takes a log; answers ``claims.decision.register.Register`` and notes each look-up in a ``ReadSet``.
Events decided in the same batch are added, so that a claim can point at a document earlier in
its own file.
"""

from __future__ import annotations

import difflib
from itertools import count
from typing import TYPE_CHECKING

from ledger.claims.claim import Act, Claim, Retraction
from ledger.claims.decision.register import Description, Filed
from ledger.claims.developments import CourtReferral, RequirementStated
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    DomainEvent,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.naming import folded, names_of
from ledger.claims.subjects import hurdle_of
from ledger.facts.log_reader import ENTITIES, decoded, until
from ledger.facts.read_set import ReadSet
from ledger.log.event import ErasedEvent, Event
from ledger.log.format import codec
from ledger.log.format.claim_payloads import claim_recorded
from ledger.log.query import Query, QueryItem
from ledger.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from ledger.claims.entities import Instrument, Partnership, Party
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
    from ledger.sources.document import Document

_DESCRIBED = {
    "party": PartyDescribed.type,
    "partnership": PartnershipDescribed.type,
    "instrument": InstrumentDescribed.type,
    "judgement": PartiesJudged.type,
}
_ACTS = (ClaimCorrected.type, ClaimRetracted.type)


_AT_HAND = 16
"""Documents of the same batch that are held as they were read last."""

NEAR_LIMIT = 200
"""For how many unknown names those that are near are looked for: each look takes milliseconds."""


class LogRegister:
    """The ledger as ``decide`` sees it, over a log.

    ``register`` holds what was looked up so far. What is ``near`` is not in it: it is there for
    the messages of what is refused.
    """

    def __init__(
        self,
        log: Log,
        known_at: datetime | int | None = None,
        *,
        gaps: frozenset[str] = frozenset(),
        look_for_all: bool = True,
    ) -> None:
        """What the log holds; of names, what it held by ``known_at`` (recorded clock).

        ``gaps`` are as ``Register`` has them. ``look_for_all``: in the log, too, for what can
        only be there if somebody chose as a name what follows from content nobody had recorded.
        """
        self.read_set = ReadSet()
        self.gaps = gaps
        self._log = log
        self._names_read: set[tuple[str, str]] = set()
        self._descriptions: dict[str, list[Description]] = {}
        self._revisions: dict[str, int] = {}
        self._called: dict[str, set[str]] = {}
        self._once_called: dict[str, set[str]] = {}
        self._documents: dict[str, list[Document | int]] = {}
        self._texts: dict[str, list[str]] = {}
        self._decided_texts: dict[str, list[str]] = {}
        self._new_documents: set[str] = set()
        self._look_for_all = look_for_all
        self._claims: dict[str, Claim | int | None] = {}
        self._decided = Spool()  # payloads, by the places that stand for their claims and documents
        self._at_hand: dict[int, Document] = {}  # by those places
        self._acts: dict[str, Act | None] = {}
        self._subjects: dict[str, frozenset[str]] = {}
        self._hurdles: dict[str, Claim | None] = {}
        self._erased: dict[str, frozenset[str] | None] = {}
        self._not_there: str | None = None  # the claim that was looked for last
        self._decided_upon: dict[str, list[Filed]] = {}
        self._decided_requirements: dict[str, list[Claim]] = {}
        self._near: dict[tuple[str, str], tuple[str, ...]] = {}
        upto = known_at if isinstance(known_at, int) else None
        for record in until(log.read(ENTITIES, upto=upto), known_at):
            self._name(record)

    def _name(self, record: RecordedEvent) -> None:
        """Take up a description; of an erased one, that its number is taken."""
        tag, _, revision = record.event.id.rpartition(":")
        self._revisions[tag] = max(self._revisions.get(tag, 0), int(revision) + 1)
        for recorded in decoded([record]):
            self._take(recorded.event, recorded.position)

    def add(self, event: DomainEvent, payload: bytes | None = None) -> None:
        """Take up one more event, decided but perhaps not yet recorded.

        Of a claim and of a document its ``payload`` is kept where that is there already: few
        claims are asked for, and documents mostly by the claims right after them.
        """
        if (act := _act(event)) is not None:
            filed = Filed(act=act, position=None)
            self._decided_upon.setdefault(_target(act), []).append(filed)
        elif isinstance(event, ClaimRecorded) and (hurdle := _stated(event.claim)) is not None:
            self._decided_requirements.setdefault(hurdle, []).append(event.claim)
        self._take(event, None)
        if payload is None:
            return
        if isinstance(event, ClaimRecorded):
            self._claims[event.claim.id] = len(self._decided)
            self._decided.add(payload)
            self.read_set.forget(f"claim:{event.claim.id}")
        elif isinstance(event, DocumentCaptured):
            place = len(self._decided)
            self._documents[event.document.id][-1] = place
            self._take_at_hand(place, event.document)
            self._decided.add(payload)

    def _take(self, event: DomainEvent, position: int | None) -> None:
        match event:
            case ClaimRecorded(claim=claim):  # most are
                self._claims[claim.id] = claim
                if isinstance(claim.development, RequirementStated | CourtReferral):
                    self._hurdles.setdefault(claim.development.hurdle, claim)
            case PartyDescribed(party=party):
                self._call(party)
                self._describe(f"party:{party.id}", event, position)
            case PartnershipDescribed(partnership=partnership):
                self._describe(f"partnership:{partnership.id}", event, position)
            case InstrumentDescribed(instrument=instrument):
                self._describe(f"instrument:{instrument.id}", event, position)
            case PartiesJudged(judgement=judgement):
                self._describe(f"judgement:{judgement.pair}", event, position)
            case DocumentCaptured(document=document):
                self.captures(document.id)
                self._documents[document.id].append(document)
                if document.sha256 in self._texts:
                    self._texts[document.sha256].append(document.id)
                else:
                    self._decided_texts.setdefault(document.sha256, []).append(document.id)
            case ClaimCorrected(correction=act, subjects=subjects):
                self._control(act, subjects)
            case ClaimRetracted(retraction=act, subjects=subjects):
                self._control(act, subjects)
            case ClaimDisputed(dispute=act, subjects=subjects):
                self._control(act, subjects)

    def _describe(
        self,
        tag: str,
        event: PartyDescribed | PartnershipDescribed | InstrumentDescribed | PartiesJudged,
        position: int | None,
    ) -> None:
        entity = getattr(event, event.type.partition(".")[0], None)
        if isinstance(event, PartiesJudged):
            entity = event.judgement
        description = Description(
            entity=entity,  # type: ignore[arg-type]  # each of these events has what it is named for
            position=position,
            recorded_by=event.recorded_by,
        )
        self._descriptions.setdefault(tag, []).append(description)
        self._revisions[tag] = max(self._revisions.get(tag, 0), event.revision + 1)

    def _call(self, party: Party) -> None:
        """The names of a party in the place of those of its description before."""
        for name in names_of(before) if (before := self._party(party.id)) else ():
            self._called[name].discard(party.id)
        for name in names_of(party):
            self._called.setdefault(name, set()).add(party.id)
            self._once_called.setdefault(name, set()).add(party.id)

    def _control(self, act: Act, subjects: tuple[str, ...]) -> None:
        self._acts[act.id] = act
        self._subjects[act.id] = frozenset(subjects)

    def party(self, name: str) -> Party | None:
        """A party by its id."""
        self._read_names("party", name)
        return self._party(name)

    def _party(self, name: str) -> Party | None:
        return self._last(f"party:{name}")  # type: ignore[return-value]

    def called(self, name: str) -> tuple[Party, ...]:
        """The parties that have a folded name among their names, aliases and codes, by id."""
        return self._parties(self._called.get(name, ()))

    def once_called(self, name: str) -> tuple[Party, ...]:
        """The parties that had a folded name in any of their descriptions, by id."""
        return self._parties(self._once_called.get(name, ()))

    def _parties(self, names: Iterable[str]) -> tuple[Party, ...]:
        self.read_set.read(PartyDescribed.type)
        parties = map(self._party, sorted(names))
        return tuple(party for party in parties if party is not None)

    def partnership(self, name: str) -> Partnership | None:
        """A partnership by its id."""
        self._read_names("partnership", name)
        return self._last(f"partnership:{name}")  # type: ignore[return-value]

    def instrument(self, name: str) -> Instrument | None:
        """An instrument by its id."""
        self._read_names("instrument", name)
        return self._last(f"instrument:{name}")  # type: ignore[return-value]

    def descriptions(self, tag: str) -> tuple[Description, ...]:
        """Every revision of something that was described, or judged, the oldest first."""
        self._read_names(*tag.split(":", 1))
        return tuple(self._descriptions.get(tag, ()))

    def revision(self, tag: str) -> int:
        """The number that the next revision gets."""
        self._read_names(*tag.split(":", 1))
        return self._revisions.get(tag, 0)

    def _read_names(self, kind: str, name: str) -> None:
        if (kind, name) in self._names_read:
            return
        self._names_read.add((kind, name))
        # Both parties carry a judgement's tags: the first is enough to find it by.
        tag = f"party:{name.partition('+')[0]}" if kind == "judgement" else f"{kind}:{name}"
        self.read_set.read(_DESCRIBED[kind], tag=tag)

    def _last(self, tag: str) -> object:
        descriptions = self._descriptions.get(tag)
        return descriptions[-1].entity if descriptions else None

    def document(self, name: str) -> Document | None:
        """A document by its id."""
        captures = self.captures(name)
        return captures[-1] if captures else None

    def captures(self, name: str) -> tuple[Document, ...]:
        """A document as it was captured, and with each time's excerpts that it gained."""
        if name not in self._documents:
            self.read_set.read(DocumentCaptured.type, tag=f"document:{name}")
            self._documents[name] = list(self._captures(name))
        return tuple(map(self._document, self._documents[name]))

    def _document(self, document: Document | int) -> Document:
        """A document, read again if it is not among those that were asked for last."""
        if not isinstance(document, int):
            return document
        if document not in self._at_hand:
            kind = DocumentCaptured
            event = codec.decode(kind.type, kind.version, self._decided[document])
            assert isinstance(event, DocumentCaptured)  # noqa: S101 - it was put there as one
            self._take_at_hand(document, event.document)
        return self._at_hand[document]

    def _take_at_hand(self, place: int, document: Document) -> None:
        if len(self._at_hand) >= _AT_HAND:
            self._at_hand.clear()
        self._at_hand[place] = document

    def _captures(self, name: str) -> Iterator[Document]:
        record = self._looked_up(f"document:{name}")
        if record is None:
            self._new_documents.add(name)
        event = _decoded(record)
        for revision in count(1):
            if not isinstance(event, DocumentCaptured):
                return
            yield event.document
            event = self._find(f"document:{name}:{revision}")

    def same_text(self, sha256: str) -> tuple[str, ...]:
        """The ids of the documents with this text, in log order."""
        tag = f"text:{sha256}"
        self.read_set.read(DocumentCaptured.type, tag=tag)
        if sha256 not in self._texts:
            items = QueryItem(types=frozenset({DocumentCaptured.type}), tags=frozenset({tag}))
            events = [recorded.event for recorded in decoded(self._log.read(Query((items,))))]
            names = [e.document.id for e in events if isinstance(e, DocumentCaptured)]
            self._texts[sha256] = [*names, *self._decided_texts.pop(sha256, [])]
        return tuple(dict.fromkeys(self._texts[sha256]))

    def with_addresses(self) -> Iterator[Document]:
        """The documents that say where they were found, in log order.

        A look through all documents, for excerpts of which neither id nor text is there. It
        guards nothing: one more document changes no decision.
        """
        for recorded in decoded(self._log.read(Query.of_types(DocumentCaptured.type))):
            event = recorded.event
            if isinstance(event, DocumentCaptured) and event.document.url is not None:
                yield event.document
        for captures in list(self._documents.values()):
            if captures and (document := self._document(captures[-1])).url is not None:
                yield document

    def claim(self, name: str, on: str | None = None) -> Claim | None:
        """A claim by its id.

        Nothing can quote a document that the log does not have: so a claim on one is not looked
        for there, unless ``look_for_all``. It is noted as read all the same.
        """
        tag = f"claim:{name}"
        self.read_set.read(ClaimRecorded.type, tag=tag)
        if name not in self._claims:
            if on in self._new_documents and not self._look_for_all:
                self._not_there = tag
                return None
            event = self._find(tag)
            self._claims[name] = event.claim if isinstance(event, ClaimRecorded) else None
        claim = self._claims[name]
        if isinstance(claim, int):
            return claim_recorded(self._decided[claim]).claim
        return claim

    def act(self, name: str) -> Act | None:
        """A correction, retraction or dispute by its id."""
        self.read_set.read(*_ACTS, ClaimDisputed.type)  # no tag bears an act's own id
        if name not in self._acts:
            self._acts[name] = None
            for kind in ("correction", "retraction", "dispute"):
                event = self._find(f"{kind}:{name}")
                if event is not None:
                    self._take(event, None)
        return self._acts[name]

    def acts_upon(self, target: str) -> tuple[Filed, ...]:
        """The corrections and retractions of a claim, a document or an act, in log order."""
        tag = f"target:{target}"
        self.read_set.read(*_ACTS, tag=tag)
        item = QueryItem(types=frozenset(_ACTS), tags=frozenset({tag}))
        recorded = decoded(self._log.read(Query((item,))))
        upon = (
            Filed(act=act, position=record.position)
            for record in recorded
            if (act := _act(record.event)) is not None and _target(act) == target
        )
        return (*upon, *self._decided_upon.get(target, ()))

    def subjects(self, control: str) -> frozenset[str]:
        """The subject tags of an act."""
        return self._subjects.get(control, frozenset())

    def hurdle(self, name: str) -> Claim | None:
        """The first claim that stated this hurdle."""
        if name not in self._hurdles:
            self._hurdles[name] = next(iter(self.requirements(name)), None)
        self.read_set.read(ClaimRecorded.type, tag=f"hurdle:{name}")
        return self._hurdles[name]

    def requirements(self, hurdle: str) -> tuple[Claim, ...]:
        """Every claim that states this hurdle, whatever became of it."""
        tag = f"hurdle:{hurdle}"
        self.read_set.read(ClaimRecorded.type, tag=tag)
        item = QueryItem(types=frozenset({ClaimRecorded.type}), tags=frozenset({tag}))
        recorded = (record.event for record in decoded(self._log.read(Query((item,)))))
        stated = (
            event.claim
            for event in recorded
            if isinstance(event, ClaimRecorded) and _stated(event.claim) == hurdle
        )
        return (*stated, *self._decided_requirements.get(hurdle, ()))

    def erased(self, event_id: str) -> frozenset[str] | None:
        """The tags of an event whose words were erased."""
        tag = event_id
        if tag.startswith("judgement:"):
            tag = tag.replace("judgement:", "party:").partition("+")[0]
        self.read_set.read(tag=tag)
        if event_id not in self._erased and event_id != self._not_there:
            self._looked_up(event_id)
        return self._erased.get(event_id)

    def near(self, kind: str, name: str) -> tuple[str, ...]:
        """The known ids of a kind that look most like a name; of many names, only for the first.

        Where a great many are unknown, none of them is a slip of the pen.
        """
        if (kind, name) not in self._near:
            if len(self._near) >= NEAR_LIMIT:
                return ()
            self._near[kind, name] = self._nearest(kind, name)
        return self._near[kind, name]

    def _nearest(self, kind: str, name: str) -> tuple[str, ...]:
        words = {id_: {id_} for id_ in sorted(self._ids(kind))}
        if kind == "party":
            for party in filter(None, map(self._party, words)):
                words[party.id] |= names_of(party)
            name = folded(name)
        by_word = {word: id_ for id_ in words for word in sorted(words[id_])}
        close = difflib.get_close_matches(name, sorted(by_word), n=6, cutoff=0.6)
        return tuple(dict.fromkeys(by_word[word] for word in close))[:3]

    def _ids(self, kind: str) -> set[str]:
        ids = {tag.partition(":")[2] for tag in self._descriptions if tag.startswith(f"{kind}:")}
        if kind == "document":
            events = decoded(self._log.read(Query.of_types(DocumentCaptured.type)))
            ids = {name for name, captures in self._documents.items() if captures}
            ids |= {
                event.event.document.id
                for event in events
                if isinstance(event.event, DocumentCaptured)
            }
        if kind == "hurdle":
            ids = {name for name, claim in self._hurdles.items() if claim is not None}
            events = decoded(self._log.read(Query.of_types(ClaimRecorded.type)))
            claims = (
                record.event.claim for record in events if isinstance(record.event, ClaimRecorded)
            )
            ids |= {hurdle for claim in claims if (hurdle := hurdle_of(claim.development))}
        return ids

    def _find(self, event_id: str) -> DomainEvent | None:
        return _decoded(self._looked_up(event_id))

    def _looked_up(self, event_id: str) -> RecordedEvent | None:
        """The event of the log with an id; whether its words were erased is known from then on."""
        record = self._log.find(event_id)
        if record is not None and isinstance(record.event, ErasedEvent):
            self._erased[event_id] = record.event.tags
        elif event_id.startswith("claim:"):
            self._not_there = event_id  # each is asked for once: they are not remembered
        else:
            self._erased[event_id] = None
        return record


def _decoded(record: RecordedEvent | None) -> DomainEvent | None:
    """What was recorded; None where nothing was, or its words were erased."""
    if record is None or not isinstance(record.event, Event):
        return None
    return codec.decoded(record)


def _act(event: DomainEvent) -> Act | None:
    """The act of an event that puts something aside."""
    match event:
        case ClaimCorrected(correction=act) | ClaimRetracted(retraction=act):
            return act
    return None


def _stated(claim: Claim) -> str | None:
    """The hurdle that a claim states as a requirement."""
    stated = claim.development
    return stated.hurdle if isinstance(stated, RequirementStated | CourtReferral) else None


def _target(act: Act) -> str:
    return act.target if isinstance(act, Retraction) else act.claim
