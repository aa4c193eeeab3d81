"""What events state, as entries of the import format: the same entries from the same events.

Takes recorded events; gives each entry with the events that it states, names first, then
documents, claims and acts as they were recorded. Who exports makes the entries by it, and who
takes them in holds them against the events that were proven. What is said is taken event by
event: of a large log no more is held than ``Mentions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import LEDGER, Act, Claim, Correction, Dispute, Retraction
from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    Retract,
)
from ledger.claims.entities import Party
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DatedFact,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.edtf import Edtf
from ledger.entries.write import entry_of, recorded_as
from ledger.facts.facts import Recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from ledger.claims.commands import Command
    from ledger.claims.entities import Entity
    from ledger.sources.document import Document

Entry = dict[str, object]


@attrs.frozen(kw_only=True)
class StatedEntry:
    """An entry, and the events that it states: of a correction, with its claim before it."""

    entry: Entry
    records: tuple[Recorded, ...]


def statements(records: Sequence[Recorded], erased: Collection[str] = ()) -> Iterator[StatedEntry]:
    """What events in log order state; of each thing described, the last description is given.

    ``erased`` are things (``document:d``) that may be named though they are not among the events:
    a document names its root still, though the words of the root are gone.
    """
    yield from described(records)
    yield from said(records, mentions_in(records), erased)


@attrs.frozen(kw_only=True)
class Mentions:
    """What the entries of some events must know of the others, which come in any order.

    ``documents`` are the ids of those among them; ``published`` has the day of each that a
    retraction or a dispute cites; ``replacements`` are the claims that corrections put in the
    place of others.
    """

    documents: AbstractSet[str]
    published: Mapping[str, Edtf | None]
    replacements: AbstractSet[str]


def mentions_in(records: Iterable[Recorded]) -> Mentions:
    """What these events must know of each other."""
    published: dict[str, Edtf | None] = {}
    replacements: set[str] = set()
    for record in records:
        match record.event:
            case DocumentCaptured(document=document):
                published[document.id] = document.published
            case ClaimCorrected(correction=act):
                replacements.add(act.replacement)
    return Mentions(documents=published.keys(), published=published, replacements=replacements)


def act_of(record: Recorded) -> Act | None:
    """The correction, retraction or dispute of an event; None of any other."""
    match record.event:
        case ClaimCorrected(correction=act) | ClaimRetracted(retraction=act):
            return act
        case ClaimDisputed(dispute=act):
            return act
    return None


def entity_of(record: Recorded) -> Entity | None:
    """The party, partnership or instrument that an event describes; None of any other."""
    match record.event:
        case PartyDescribed(party=entity) | PartnershipDescribed(partnership=entity):
            return entity
        case InstrumentDescribed(instrument=entity):
            return entity
    return None


def described(records: Sequence[Recorded]) -> Iterator[StatedEntry]:
    """Who and what there is; who a party is part of stands before it."""
    entities = [(record, entity) for record in records if (entity := entity_of(record))]
    parties = {str(entity.id): record for record, entity in entities if isinstance(entity, Party)}
    yield from _whole_first(parties)
    for kind in (PartnershipDescribed, InstrumentDescribed):
        for record, entity in entities:
            if isinstance(record.event, kind):
                yield _one(Describe(entity=entity), record)
    for record in records:
        if isinstance(event := record.event, PartiesJudged):
            judgement = event.judgement
            command = JudgeParties(
                party=judgement.party,
                other=judgement.other,
                verdict=judgement.verdict,
                reason=judgement.reason,
                by=judgement.by or event.recorded_by,
            )
            yield _one(command, record)


def _one(command: Command, *records: Recorded) -> StatedEntry:
    return StatedEntry(entry=entry_of(command), records=records)


def _whole_first(parties: Mapping[str, Recorded]) -> Iterator[StatedEntry]:
    yielded: set[str] = set()

    def line(name: str) -> Iterator[StatedEntry]:
        event = parties[name].event
        if name not in yielded and isinstance(event, PartyDescribed):
            yielded.add(name)
            if event.party.part_of in parties:
                yield from line(str(event.party.part_of))
            yield _one(Describe(entity=event.party), parties[name])

    for name in parties:
        yield from line(name)


def said(
    records: Iterable[Recorded], mentions: Mentions, erased: Collection[str]
) -> Iterator[StatedEntry]:
    """Documents, claims and acts in the order of the log; of anything else, nothing.

    The claim of a correction stands in it alone, where it was recorded with it.
    """
    replacements: dict[str, Claim] = {}
    own: Recorded | None = None
    for record, after in _with_the_next(records):
        match record.event:
            case DocumentCaptured(document=document):
                if not _has_root(document, mentions, erased):
                    document = attrs.evolve(document, root=None)
                first = _first(record, document.published)
                yield _one(CaptureDocument(document=document, first_recorded=first), record)
            case ClaimRecorded(claim=claim, proposed_by=proposer):
                if claim.id in mentions.replacements:
                    replacements[claim.id] = claim
                follower = None if after is None else act_of(after)
                together = isinstance(follower, Correction) and follower.replacement == claim.id
                own = record if together else None
                if not together:
                    yield _one(attrs.evolve(recorded_as(claim), proposed_by=proposer), record)
            case _:
                act = act_of(record)
                if act is not None:
                    command = _command(act, record, replacements, mentions)
                    yield _one(command, *([] if own is None else [own]), record)
                    own = None


def _has_root(document: Document, mentions: Mentions, erased: Collection[str]) -> bool:
    """Whether what a document derives from may be named: nothing is always as it stands."""
    root = document.root
    return root is None or root in mentions.documents or f"document:{root}" in erased


def _with_the_next(records: Iterable[Recorded]) -> Iterator[tuple[Recorded, Recorded | None]]:
    """Each record, and the one after it."""
    each = iter(records)
    record = next(each, None)
    while record is not None:
        after = next(each, None)
        yield record, after
        record = after


def _command(
    act: Act, record: Recorded, replacements: Mapping[str, Claim], mentions: Mentions
) -> Command:
    first = None if act.by.casefold() == LEDGER else _first(record, act.published)
    if isinstance(act, Correction):
        return CorrectClaim(
            becomes=recorded_as(replacements[act.replacement]),
            claim=act.claim,
            by=act.by,
            basis=act.basis,
            reason=act.reason,
            again=act.again,
            first_recorded=first,
        )
    published = act.published
    cited = act.document
    if cited and cited in mentions.published and mentions.published[cited] == published:
        published = None  # it is the document's
    if isinstance(act, Retraction):
        return Retract(
            target=act.target,
            by=act.by,
            reason=act.reason,
            document=act.document,
            published=published,
            again=act.again,
            undoes=act.undoes,
            first_recorded=first,
        )
    assert isinstance(act, Dispute)  # noqa: S101 - the last of the three
    return DisputeClaim(
        claim=act.claim,
        by=act.by,
        reason=act.reason,
        document=act.document,
        published=published,
        again=act.again,
        first_recorded=first,
    )


def _first(record: Recorded, published: Edtf | None) -> date | None:
    """The day of the first record, where nothing else says by when one could read it."""
    if published is not None and published.latest is not None:
        return None
    event = record.event
    assert isinstance(event, DatedFact)  # noqa: S101 - asked of documents and acts alone
    return event.first_recorded or record.recorded_at.date()
