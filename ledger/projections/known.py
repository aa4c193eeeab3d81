"""What ``decide`` must know, looked up in the log as it is asked for, and kept.

Takes a log; answers ``ledger.claims.known.Known``. Events decided in the same batch are added,
so that a claim can point at a document earlier in its own file.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from ledger.claims.claim import Claim, Control, Correction
from ledger.claims.developments import RequirementStated
from ledger.claims.entities import Party
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
from ledger.log import codec
from ledger.log.event import Event
from ledger.log.query import Query, QueryItem
from ledger.projections.reading import NAMES, decoded, read

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.claims.entities import Entity, Instrument, Partnership
    from ledger.claims.judgement import Judgement
    from ledger.log.port import Log
    from ledger.sources.document import Document


NEAR_LIMIT = 200
"""For how many unknown names those that are near are looked for: each look takes milliseconds."""


class LogKnown:
    """The ledger as ``decide`` sees it, over a log."""

    def __init__(self, log: Log, known_at: datetime | int | None = None) -> None:
        """What the log holds; of names, what it held by ``known_at`` (recorded clock)."""
        self._log = log
        self._entities: dict[str, Entity] = {}
        self._revisions: dict[str, int] = {}
        self._called: dict[str, set[str]] = {}
        self._judgements: dict[str, Judgement] = {}
        self._documents: dict[str, Document | None] = {}
        self._texts: dict[str, Document | None] = {}
        self._claims: dict[str, Claim | None] = {}
        self._controls: dict[str, Control | None] = {}
        self._subjects: dict[str, frozenset[str]] = {}
        self._corrected: dict[str, bool] = {}
        self._hurdles: dict[str, Claim | None] = {}
        self._batch: list[DomainEvent] = []
        self._near: dict[tuple[str, str], tuple[str, ...]] = {}
        for recorded in read(log, NAMES, known_at):
            self.add(recorded.event)

    def add(self, event: DomainEvent) -> None:
        """Take up one more event, decided but perhaps not yet recorded."""
        if isinstance(event, ClaimRecorded | ClaimCorrected | ClaimRetracted):
            self._batch.append(event)
        match event:
            case PartyDescribed(party=entity):
                self._describe(entity)
            case PartnershipDescribed(partnership=entity):
                self._describe(entity)
            case InstrumentDescribed(instrument=entity):
                self._describe(entity)
            case PartiesJudged(judgement=judgement, revision=revision):
                self._judgements[judgement.pair] = judgement
                self._revisions[f"judgement:{judgement.pair}"] = revision + 1
            case DocumentCaptured(document=document):
                self._documents[document.id] = document
                self._texts.setdefault(document.sha256, document)
            case ClaimRecorded(claim=claim):
                self._claims[claim.id] = claim
                if isinstance(claim.development, RequirementStated):
                    self._hurdles.setdefault(claim.development.hurdle, claim)
            case ClaimCorrected(correction=act, subjects=subjects):
                self._control(act, subjects)
                self._corrected[act.claim] = True
            case ClaimRetracted(retraction=act, subjects=subjects):
                self._control(act, subjects)
            case ClaimDisputed(dispute=act, subjects=subjects):
                self._control(act, subjects)

    def _describe(self, entity: Entity) -> None:
        tag = f"{entity.kind}:{entity.id}"
        if isinstance(entity, Party):
            for name in _names(self._entities.get(tag)):
                self._called[name].discard(entity.id)
            for name in names_of(entity):
                self._called.setdefault(name, set()).add(entity.id)
        self._entities[tag] = entity
        self._revisions[tag] = self._revisions.get(tag, 0) + 1

    def _control(self, act: Control, subjects: tuple[str, ...]) -> None:
        self._controls[act.id] = act
        self._subjects[act.id] = frozenset(subjects)

    def party(self, name: str) -> Party | None:
        """A party by its id."""
        return self._entities.get(f"party:{name}")  # type: ignore[return-value]

    def called(self, name: str) -> tuple[Party, ...]:
        """The parties that have a folded name among their names, aliases and codes, by id."""
        held = map(self.party, sorted(self._called.get(name, ())))
        return tuple(one for one in held if one is not None)

    def partnership(self, name: str) -> Partnership | None:
        """A partnership by its id."""
        return self._entities.get(f"partnership:{name}")  # type: ignore[return-value]

    def instrument(self, name: str) -> Instrument | None:
        """An instrument by its id."""
        return self._entities.get(f"instrument:{name}")  # type: ignore[return-value]

    def revision(self, tag: str) -> int:
        """How often something was described, or judged."""
        return self._revisions.get(tag, 0)

    def judgement(self, pair: str) -> Judgement | None:
        """The last judgement upon two parties."""
        return self._judgements.get(pair)

    def document(self, name: str) -> Document | None:
        """A document by its id."""
        if name not in self._documents:
            event = self._find(f"document:{name}")
            self._documents[name] = event.document if isinstance(event, DocumentCaptured) else None
        return self._documents[name]

    def same_text(self, sha256: str) -> Document | None:
        """The first document with this text."""
        if sha256 not in self._texts:
            event = self._first(DocumentCaptured.type, f"text:{sha256}")
            self._texts[sha256] = event.document if isinstance(event, DocumentCaptured) else None
        return self._texts[sha256]

    def claim(self, name: str) -> Claim | None:
        """A claim by its id."""
        if name not in self._claims:
            event = self._find(f"claim:{name}")
            self._claims[name] = event.claim if isinstance(event, ClaimRecorded) else None
        return self._claims[name]

    def control(self, name: str) -> Control | None:
        """A correction, retraction or dispute by its id."""
        if name not in self._controls:
            self._controls[name] = None
            for kind in ("correction", "retraction", "dispute"):
                event = self._find(f"{kind}:{name}")
                if event is not None:
                    self.add(event)
        return self._controls[name]

    def corrected(self, claim: str) -> bool:
        """Whether a claim was ever put aside by a correction."""
        if claim not in self._corrected:
            item = QueryItem(
                types=frozenset({ClaimCorrected.type}), tags=frozenset({f"target:{claim}"})
            )
            self._corrected[claim] = any(
                isinstance(one.event, ClaimCorrected)
                and isinstance(one.event.correction, Correction)
                and one.event.correction.claim == claim
                for one in decoded(self._log.read(Query((item,))))
            )
        return self._corrected[claim]

    def subjects(self, control: str) -> frozenset[str]:
        """The subject tags of an act."""
        return self._subjects.get(control, frozenset())

    def hurdle(self, name: str) -> Claim | None:
        """The first claim that stated this hurdle."""
        if name not in self._hurdles:
            query = Query.tagged(f"hurdle:{name}")
            self._hurdles[name] = next(
                (
                    one.event.claim
                    for one in decoded(self._log.read(query))
                    if isinstance(one.event, ClaimRecorded)
                    and isinstance(one.event.claim.development, RequirementStated)
                ),
                None,
            )
        return self._hurdles[name]

    def blocked_by(self, hurdle: str) -> frozenset[str]:
        """What a hurdle blocks, by the claims on it that were not corrected or taken back."""
        recorded = (one.event for one in decoded(self._log.read(Query.tagged(f"hurdle:{hurdle}"))))
        blocked: dict[str, tuple[str, ...]] = {}
        gone: set[str] = set()
        for event in (*recorded, *self._batch):
            match event:
                case ClaimRecorded(claim=Claim(id=name, development=RequirementStated() as stated)):
                    if stated.hurdle == hurdle:
                        blocked[name] = stated.blocks
                case ClaimCorrected(correction=act):
                    gone.add(act.claim)
                case ClaimRetracted(retraction=act):
                    gone.add(act.target)
        return frozenset(one for name in blocked if name not in gone for one in blocked[name])

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
        words = {one: {one} for one in sorted(self._ids(kind))}
        if kind == "party":
            for party in (one for one in self._entities.values() if isinstance(one, Party)):
                words[party.id] |= names_of(party)
                name = folded(name)
        by_word = {word: one for one in words for word in sorted(words[one])}
        close = difflib.get_close_matches(name, sorted(by_word), n=6, cutoff=0.6)
        return tuple(dict.fromkeys(by_word[word] for word in close))[:3]

    def _ids(self, kind: str) -> set[str]:
        held = {tag.partition(":")[2] for tag in self._entities if tag.startswith(f"{kind}:")}
        if kind == "document":
            events = decoded(self._log.read(Query.of_types(DocumentCaptured.type)))
            held = {name for name, one in self._documents.items() if one is not None}
            held |= {
                one.event.document.id for one in events if isinstance(one.event, DocumentCaptured)
            }
        if kind == "hurdle":
            held = {name for name, one in self._hurdles.items() if one is not None}
            events = decoded(self._log.read(Query.of_types(ClaimRecorded.type)))
            claims = (one.event.claim for one in events if isinstance(one.event, ClaimRecorded))
            held |= {hurdle for claim in claims if (hurdle := hurdle_of(claim.development))}
        return held

    def _find(self, event_id: str) -> DomainEvent | None:
        record = self._log.find(event_id)
        if record is None or not isinstance(record.event, Event):
            return None
        return codec.decoded(record)

    def _first(self, type_: str, tag: str) -> DomainEvent | None:
        query = Query((QueryItem(types=frozenset({type_}), tags=frozenset({tag})),))
        return next((one.event for one in decoded(self._log.read(query, limit=1))), None)


def _names(held: Entity | None) -> frozenset[str]:
    """What a party was called so far."""
    return names_of(held) if isinstance(held, Party) else frozenset()
