"""What a ledger holds, as entries of the import format: all of it, or what partnerships rest on.

Takes a log and partnerships; gives entries in an order in which they can be imported: names
first, then documents, claims and acts as they were recorded. An import into an empty ledger gives
the same answers on the occurred and the published clock. Its recorded clock is its own: there the
last description and the last judgement of each thing hold, and who recorded what.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs

from ledger.app.refusals import NoSuchSubject
from ledger.claims.claim import LEDGER, Act, Claim, Correction, Dispute, Retraction
from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    Retract,
)
from ledger.claims.developments import RequirementStated
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DatedFact,
    DocumentCaptured,
)
from ledger.claims.subjects import instrument_of, parties_of
from ledger.claims.vocabulary import Verdict
from ledger.entries.sheets.writing import to_csv
from ledger.entries.write import entry_of, recorded_as, to_json_line, to_yaml
from ledger.facts import log_reader as reading
from ledger.facts.facts import Facts, fold
from ledger.log.query import Query
from ledger.views.letters import safe, safe_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ledger.claims.entities import Entity, Party
    from ledger.edtf import Edtf
    from ledger.facts.facts import Recorded, RecordedJudgement
    from ledger.log.port import Log
    from ledger.sources.document import Document

Entry = dict[str, object]

_SAID = Query.of_types(
    DocumentCaptured.type,
    ClaimRecorded.type,
    ClaimCorrected.type,
    ClaimRetracted.type,
    ClaimDisputed.type,
)


@attrs.frozen(kw_only=True)
class Export:
    """The entries, and a sentence for each thing that could not be taken along."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]


def export(log: Log, partnerships: Collection[str] = ()) -> Export:
    """The entries of a whole ledger, or of all that partnerships rest on.

    Raises:
        NoSuchSubject: the ledger follows no such partnership.
    """
    names = reading.entities(log)
    for partnership in partnerships:
        if partnership not in names.partnerships:
            raise NoSuchSubject(partnership, names)
    wanted = reading.facts_of_partnerships(log, set(partnerships)) if partnerships else None
    records = [record for record in reading.read(log, _SAID, None) if _is_wanted(record, wanted)]
    kept, left_out = _without_gaps(records)
    described = names if wanted is None else _named(names, fold(kept), partnerships)
    return Export(
        entries=(*_descriptions(described, names), *_said(kept)),
        left_out=tuple(left_out),
    )


def as_table(entries: Iterable[Entry]) -> str:
    """The entries as one table of CSV, with a column for the kind, that reads back to them."""
    return to_csv(entries)


def as_text(entries: Iterable[Entry], *, lines: bool = False) -> str:
    """The entries as YAML, or as lines of JSON, that read back to them.

    What would steer a terminal is escaped, so that the same text can be printed.
    """
    if lines:
        return "".join(f"{safe_json(to_json_line(entry))}\n" for entry in entries)
    return "".join(_yaml(entry) for entry in entries)


def _yaml(entry: Entry) -> str:
    text = to_yaml([entry])
    plain = all(safe(line) == line for line in text.split("\n"))
    return text if plain else to_yaml([entry], ascii_only=True)


def _is_wanted(record: Recorded, wanted: Facts | None) -> bool:
    if wanted is None:
        return True
    match record.event:
        case DocumentCaptured(document=document):
            return document.id in wanted.documents
        case ClaimRecorded(claim=claim):
            return claim.id in wanted.claims
        case _:
            act = _act_of(record)
            return act is not None and act.id in wanted.acts


def _act_of(record: Recorded) -> Act | None:
    match record.event:
        case ClaimCorrected(correction=act) | ClaimRetracted(retraction=act):
            return act
        case ClaimDisputed(dispute=act):
            return act
    return None


def _without_gaps(records: Sequence[Recorded]) -> tuple[list[Recorded], list[str]]:
    """The records without what rests on words that were erased, and what that is.

    A claim that was corrected to one whose words are gone goes with it: it would stand again.
    """
    facts = fold(records)
    documents, claims = facts.documents, dict(facts.claims)
    for name, recorded in facts.claims.items():
        if recorded.claim.evidence.document not in documents:
            del claims[name]
    corrections = [act.act for act in facts.acts.values() if isinstance(act.act, Correction)]
    while gone := [
        act.claim for act in corrections if act.claim in claims and act.replacement not in claims
    ]:
        for name in gone:
            claims.pop(name, None)
    kept: list[Recorded] = []
    targets = {*documents, *claims}
    left_out = [
        f"claim {name}: its words were erased" for name in facts.claims if name not in claims
    ]
    for record in records:
        act = _act_of(record)
        if act is not None:
            target = act.target if isinstance(act, Retraction) else act.claim
            if target not in targets:
                left_out.append(f"{act.id}: what it is on was erased")
                continue
            targets.add(act.id)
        if isinstance(record.event, ClaimRecorded) and record.event.claim.id not in claims:
            continue
        kept.append(record)
    return kept, left_out


def _named(names: Facts, facts: Facts, partnerships: Collection[str]) -> Facts:
    """The names that these facts and partnerships need, each with all that it names itself."""
    claims = [recorded.claim for recorded in facts.claims.values()]
    developments = [claim.development for claim in claims]
    wanted = {instrument_of(development) or "" for development in developments}
    for development in developments:
        if isinstance(development, RequirementStated):
            wanted.update(development.blocks)
    wanted |= {
        instrument.id
        for instrument in names.instruments.values()
        if not set(instrument.partnerships).isdisjoint(partnerships)
    }
    instruments = {name: it for name, it in names.instruments.items() if name in wanted}
    followed = {*partnerships, *(claim.partnership or "" for claim in claims)}
    followed |= {name for instrument in instruments.values() for name in instrument.partnerships}
    described = {name: it for name, it in names.partnerships.items() if name in followed}
    parties = {party for claim in claims for party in parties_of(claim.development)}
    parties |= {claim.asserted_by for claim in claims if claim.asserted_by is not None}
    for partnership in described.values():
        parties.update(partnership.parties)
    for instrument in instruments.values():
        parties.update(instrument.between)
        parties |= {instrument.depositary} if instrument.depositary else set()
        rule = instrument.entry_into_force
        parties |= set(rule.parties) if rule else set()
    parties, judgements = _with_the_same(names, parties)
    return Facts(
        parties={name: party for name, party in names.parties.items() if name in parties},
        partnerships=described,
        instruments=instruments,
        judgements=judgements,
    )


def _with_the_same(
    names: Facts, parties: set[str]
) -> tuple[set[str], dict[str, RecordedJudgement]]:
    """The parties with those that they are part of or were judged with, and the judgements."""
    parties = set(parties)
    while True:
        judged = {
            pair: judgement
            for pair, judgement in names.judgements.items()
            if not parties.isdisjoint({judgement.judgement.party, judgement.judgement.other})
        }
        more = {name for judgement in judged.values() for name in _pair(judgement)}
        more |= {names.parties[party].part_of or "" for party in parties & names.parties.keys()}
        if (more & names.parties.keys()) <= parties:
            return parties, judged
        parties |= more & names.parties.keys()


def _pair(judgement: RecordedJudgement) -> tuple[str, str]:
    return judgement.judgement.party, judgement.judgement.other


def _descriptions(described: Facts, names: Facts) -> Iterator[Entry]:
    """Who and what there is; who a party is part of stands before it."""
    entities: Iterable[Entity] = (
        *_whole_first(described.parties),
        *described.partnerships.values(),
        *described.instruments.values(),
    )
    for entity in entities:
        yield entry_of(Describe(entity=entity))
    for pair in described.judgements:
        judged = names.judgements[pair]
        judgement = judged.judgement
        if judgement.verdict is not Verdict.UNDECIDED:  # what nobody judged is undecided already
            yield entry_of(
                JudgeParties(
                    party=judgement.party,
                    other=judgement.other,
                    verdict=judgement.verdict,
                    reason=judgement.reason,
                    by=judged.by,
                )
            )


def _whole_first(parties: dict[str, Party]) -> Iterator[Party]:
    yielded: set[str] = set()

    def line(party: Party) -> Iterator[Party]:
        if party.id not in yielded:
            yielded.add(party.id)
            if party.part_of in parties:
                yield from line(parties[party.part_of])
            yield party

    for party in parties.values():
        yield from line(party)


def _said(records: Sequence[Recorded]) -> Iterator[Entry]:
    """Documents, claims and acts in the order of the log.

    The claim of a correction stands in it alone, where it was recorded with it.
    """
    documents: dict[str, Document] = {
        record.event.document.id: record.event.document
        for record in records
        if isinstance(record.event, DocumentCaptured)
    }
    claims: dict[str, Claim] = {}
    for record, after in zip(records, chain(records[1:], [None]), strict=False):
        match record.event:
            case DocumentCaptured(document=document):
                if document.root not in documents:
                    document = attrs.evolve(document, root=None)
                yield entry_of(
                    CaptureDocument(
                        document=document,
                        first_recorded=_first(record, document.published),
                    )
                )
            case ClaimRecorded(claim=claim, proposed_by=proposer):
                claims[claim.id] = claim
                follower = None if after is None else _act_of(after)
                together = isinstance(follower, Correction) and follower.replacement == claim.id
                if not together:
                    yield entry_of(attrs.evolve(recorded_as(claim), proposed_by=proposer))
            case _:
                act = _act_of(record)
                if act is not None:
                    yield entry_of(_command(act, record, claims, documents))


def _command(
    act: Act, record: Recorded, claims: Mapping[str, Claim], documents: Mapping[str, Document]
) -> CorrectClaim | Retract | DisputeClaim:
    first = None if act.by.casefold() == LEDGER else _first(record, act.published)
    if isinstance(act, Correction):
        return CorrectClaim(
            becomes=recorded_as(claims[act.replacement]),
            claim=act.claim,
            by=act.by,
            basis=act.basis,
            reason=act.reason,
            again=act.again,
            first_recorded=first,
        )
    told_by = documents.get(act.document) if act.document else None
    published = act.published
    if told_by is not None and told_by.published == published:
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
