"""The log folded into what it names: entities, documents, claims and the acts on them.

Takes recorded domain events in log order; gives ``Facts``. Nothing is judged here: what is
visible is decided in ``standing``, what holds in ``counts``, ``dates`` and their neighbours.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import Act, Claim
from ledger.claims.elsewhere import Elsewhere
from ledger.claims.entities import Instrument, Partnership, Party
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
from ledger.claims.judgement import Judgement
from ledger.claims.names import Names
from ledger.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen(kw_only=True)
class Recorded:
    """A domain event with its place on the recorded clock."""

    position: int
    recorded_at: datetime
    event: DomainEvent


@attrs.frozen(kw_only=True)
class RecordedClaim:
    """A claim with the moment this ledger took it up, and by whose hand.

    ``elsewhere`` is where another ledger recorded it first, if one did.
    """

    claim: Claim
    recorded_at: datetime
    recorded_by: str | None
    elsewhere: Elsewhere | None = None


@attrs.frozen(kw_only=True)
class RecordedAct:
    """A correction, retraction or dispute with the moment this ledger took it up.

    ``readable_by`` is the day by which it could be read where it names none: that of the ledger
    which recorded it first.
    """

    act: Act
    recorded_at: datetime
    readable_by: date


@attrs.frozen(kw_only=True)
class CapturedDocument:
    """A document with the moment this ledger took it up; excerpts gained later leave that.

    ``readable_by`` is as of an act.
    """

    document: Document
    captured_at: datetime
    readable_by: date


@attrs.frozen(kw_only=True)
class RecordedJudgement:
    """A judgement on two parties, for the nth time, with its moment and whose hand it was."""

    judgement: Judgement
    revision: int
    recorded_at: datetime
    recorded_by: str | None

    @property
    def by(self) -> str | None:
        """Who judged: who is named, else who recorded it."""
        return self.judgement.by or self.recorded_by


@attrs.frozen
class Facts:
    """What a ledger, or the part of it that was read, names. Filled by ``fold`` alone."""

    parties: dict[str, Party] = attrs.Factory(dict)
    partnerships: dict[str, Partnership] = attrs.Factory(dict)
    instruments: dict[str, Instrument] = attrs.Factory(dict)
    documents: dict[str, CapturedDocument] = attrs.Factory(dict)
    claims: dict[str, RecordedClaim] = attrs.Factory(dict)
    acts: dict[str, RecordedAct] = attrs.Factory(dict)
    judgements: dict[str, RecordedJudgement] = attrs.Factory(dict)

    def name_of(self, id_: str) -> str:
        """How a reader knows a party or an instrument, or both (``i/a``); else the id itself.

        As ``names().of``, for a name or two: nothing is gathered.
        """
        own = {part: self._name(part) for part in (id_, *id_.split("/"))}
        return Names({part: name for part, name in own.items() if name is not None}).of(id_)

    def _name(self, id_: str) -> str | None:
        party, instrument = self.parties.get(id_), self.instruments.get(id_)
        if party is not None:
            return party.name
        return None if instrument is None else instrument.title

    def names(self) -> Names:
        """The names of all parties, and the titles of all instruments and partnerships."""
        return Names(
            {id_: entity.title for id_, entity in self.partnerships.items()}
            | {id_: entity.title for id_, entity in self.instruments.items()}
            | {id_: party.name for id_, party in self.parties.items()}
        )


def fold(events: Iterable[Recorded], facts: Facts | None = None) -> Facts:
    """The facts of events in log order; a later description takes the place of an earlier."""
    facts = facts or Facts()
    for recorded in events:
        _take(facts, recorded)
    return facts


def _take(facts: Facts, recorded: Recorded) -> None:
    at = recorded.recorded_at
    match recorded.event:
        case ClaimRecorded(claim=claim, recorded_by=by, elsewhere=elsewhere):  # most events are it
            facts.claims[claim.id] = RecordedClaim(
                claim=claim, recorded_at=at, recorded_by=by, elsewhere=elsewhere
            )
        case PartyDescribed(party=party):
            facts.parties[party.id] = party
        case PartnershipDescribed(partnership=partnership):
            facts.partnerships[partnership.id] = partnership
        case InstrumentDescribed(instrument=instrument):
            facts.instruments[instrument.id] = instrument
        case PartiesJudged(judgement=judgement, revision=revision, recorded_by=by):
            earlier = facts.judgements.get(judgement.pair)
            if earlier is None or earlier.revision < revision:
                facts.judgements[judgement.pair] = RecordedJudgement(
                    judgement=judgement, revision=revision, recorded_at=at, recorded_by=by
                )
        case DocumentCaptured(document=document, first_recorded=first):
            before = facts.documents.get(document.id)
            facts.documents[document.id] = CapturedDocument(
                document=document,
                captured_at=at if before is None else before.captured_at,
                readable_by=(first or at.date()) if before is None else before.readable_by,
            )
        case ClaimCorrected(correction=act, first_recorded=first):
            facts.acts[act.id] = _act(act, at, first)
        case ClaimRetracted(retraction=act, first_recorded=first):
            facts.acts[act.id] = _act(act, at, first)
        case ClaimDisputed(dispute=act, first_recorded=first):
            facts.acts[act.id] = _act(act, at, first)


def _act(act: Act, at: datetime, first: date | None) -> RecordedAct:
    return RecordedAct(act=act, recorded_at=at, readable_by=first or at.date())
