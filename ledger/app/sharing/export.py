"""What a ledger holds, as entries of the import format: all of it, or what partnerships rest on.

Takes a log and partnerships; gives entries in an order in which they can be imported: names
first, then documents, claims and acts as they were recorded. An import into an empty ledger gives
the same answers on the occurred and the published clock. Its recorded clock is its own: there the
last description and the last judgement of each thing hold, and who recorded what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from ledger.app.refusals import NoSuchSubject
from ledger.app.sharing.gaps import ExportGap, erasures, gaps, named_by, parties_named_by
from ledger.app.sharing.statements import Entry, StatedEntry, act_of, entity_of, statements
from ledger.claims.claim import Claim, Correction, Dispute, Retraction
from ledger.claims.developments import RequirementStated
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    PartiesJudged,
)
from ledger.claims.vocabulary import Verdict
from ledger.entries.exported import PROOF
from ledger.entries.sheets.writing import to_csv
from ledger.entries.write import to_json_line, to_yaml
from ledger.facts import log_reader as reading
from ledger.facts.facts import Facts, fold
from ledger.log.query import Query
from ledger.views.text.letters import safe, safe_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ledger.claims.entities import Entity
    from ledger.facts.facts import Recorded, RecordedJudgement
    from ledger.log.port import Log

_SAID = Query.of_types(
    DocumentCaptured.type,
    ClaimRecorded.type,
    ClaimCorrected.type,
    ClaimRetracted.type,
    ClaimDisputed.type,
)
_ACTS = {Correction: "correction", Retraction: "retraction", Dispute: "dispute"}
"""How the id of an act's event begins."""


@attrs.frozen(kw_only=True)
class Export:
    """What is stated, each entry with its events; and what is named or was there, and is not."""

    statements: tuple[StatedEntry, ...]
    left_out: tuple[ExportGap, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries alone."""
        return tuple(statement.entry for statement in self.statements)


def export(log: Log, partnerships: Collection[str] = ()) -> Export:
    """The entries of a whole ledger, or of all that partnerships rest on.

    Raises:
        NoSuchSubject: the ledger follows no such partnership.
    """
    descriptions = list(reading.read(log, reading.ENTITIES, None))
    names = fold(descriptions)
    for partnership in partnerships:
        if partnership not in names.partnerships:
            raise NoSuchSubject(partnership, names)
    wanted = reading.facts_of_partnerships(log, set(partnerships)) if partnerships else None
    records = [record for record in reading.read(log, _SAID, None) if _is_wanted(record, wanted)]
    orders = erasures(log)
    kept, fallen = _without_gaps(records, orders)
    described = names if wanted is None else _named(names, kept, partnerships)
    whole = [*_last_of(descriptions, described), *kept]
    return Export(
        statements=tuple(statements(whole, orders)),
        left_out=gaps(log, whole, fallen, orders, partnerships),
    )


def _last_of(descriptions: Iterable[Recorded], described: Facts) -> list[Recorded]:
    """The last description of each of these things, and the last judgement of each pair."""
    last: dict[str, Recorded] = {}
    for record in descriptions:
        last[_thing(record)] = record
    wanted = {
        *(f"party.described {name}" for name in described.parties),
        *(f"partnership.described {name}" for name in described.partnerships),
        *(f"instrument.described {name}" for name in described.instruments),
        *(f"parties.judged {pair}" for pair in described.judgements),
    }
    by_position = sorted(last.items(), key=lambda item: item[1].position)
    return [record for thing, record in by_position if thing in wanted and _is_decided(record)]


def _thing(record: Recorded) -> str:
    """What a description is of: its type and the id."""
    event, entity = record.event, entity_of(record)
    name = event.judgement.pair if isinstance(event, PartiesJudged) else entity and entity.id
    return f"{event.type} {name}"


def _is_decided(record: Recorded) -> bool:
    """False of a judgement that was taken back: what nobody judged is undecided already."""
    event = record.event
    return not isinstance(event, PartiesJudged) or (
        event.judgement.verdict is not Verdict.UNDECIDED
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
    stated = {name: value for name, value in entry.items() if name != PROOF}
    text = to_yaml([stated])
    if any(safe(line) != line for line in text.split("\n")):
        text = to_yaml([stated], ascii_only=True)
    return text + _proof_lines(entry.get(PROOF))


def _proof_lines(proof: object) -> str:
    """The last field of an entry, of base64 alone.

    Written here, for PyYAML takes ten times as long over a proof as over the rest of its entry.
    """
    if proof is None:
        return ""
    if isinstance(proof, str):
        return f"  {PROOF}: {proof}\n"
    items = cast("Sequence[str]", proof)
    return f"  {PROOF}:\n" + "".join(f"  - {item}\n" for item in items)


def _is_wanted(record: Recorded, wanted: Facts | None) -> bool:
    if wanted is None:
        return True
    match record.event:
        case DocumentCaptured(document=document):
            return document.id in wanted.documents
        case ClaimRecorded(claim=claim):
            return claim.id in wanted.claims
        case _:
            act = act_of(record)
            return act is not None and act.id in wanted.acts


def _without_gaps(
    records: Sequence[Recorded], erased: Collection[str]
) -> tuple[list[Recorded], dict[str, str]]:
    """The records without what rests on words that were erased, and that, with what it rests on.

    A claim that was corrected to one whose words are gone goes with it: it would stand again.
    """
    facts = fold(records)
    documents, claims = facts.documents, dict(facts.claims)
    fallen: dict[str, str] = {}
    for name, recorded in facts.claims.items():
        document = recorded.claim.evidence.document
        if document not in documents:
            del claims[name]
            fallen[f"claim:{name}"] = f"document:{document}"
    corrections = [act.act for act in facts.acts.values() if isinstance(act.act, Correction)]
    while gone := [
        act for act in corrections if act.claim in claims and act.replacement not in claims
    ]:
        for correction in gone:
            claims.pop(correction.claim, None)
            fallen[f"claim:{correction.claim}"] = f"claim:{correction.replacement}"
    kept: list[Recorded] = []
    targets = {*documents, *claims}
    for record in records:
        act = act_of(record)
        if act is not None:
            target = act.target if isinstance(act, Retraction) else act.claim
            if target not in targets:
                gone_things = {*erased, *fallen}
                things = (f"{kind}:{target}" for kind in ("claim", "document", *_ACTS.values()))
                rests_on = next((thing for thing in things if thing in gone_things), "")
                fallen[f"{_ACTS[type(act)]}:{act.id}"] = rests_on
                continue
            targets.add(act.id)
        if isinstance(record.event, ClaimRecorded) and record.event.claim.id not in claims:
            continue
        kept.append(record)
    return kept, fallen


def _named(names: Facts, kept: Sequence[Recorded], partnerships: Collection[str]) -> Facts:
    """The names that these events and partnerships need, each with all that it names itself."""
    tags = {tag for record in kept for tag in named_by(record)}
    wanted = _ids("instrument", tags)
    for record in kept:
        match record.event:
            case ClaimRecorded(claim=Claim(development=RequirementStated(blocks=blocks))):
                wanted.update(blocks)
    wanted |= {
        instrument.id
        for instrument in names.instruments.values()
        if not set(instrument.partnerships).isdisjoint(partnerships)
    }
    instruments = {name: it for name, it in names.instruments.items() if name in wanted}
    followed = {*partnerships, *_ids("partnership", tags)}
    followed |= {name for instrument in instruments.values() for name in instrument.partnerships}
    described = {name: it for name, it in names.partnerships.items() if name in followed}
    entities: tuple[Entity, ...] = (*described.values(), *instruments.values())
    tags |= {tag for entity in entities for tag in parties_named_by(entity)}
    parties, judgements = _with_the_same(names, _ids("party", tags))
    return Facts(
        parties={name: party for name, party in names.parties.items() if name in parties},
        partnerships=described,
        instruments=instruments,
        judgements=judgements,
    )


def _ids(kind: str, tags: Collection[str]) -> set[str]:
    return {tag.partition(":")[2] for tag in tags if tag.startswith(f"{kind}:")}


def _with_the_same(
    names: Facts, parties: set[str]
) -> tuple[set[str], dict[str, RecordedJudgement]]:
    """The parties with those that they name or were judged with, and the judgements."""
    parties = set(parties)
    while True:
        judged = {
            pair: judgement
            for pair, judgement in names.judgements.items()
            if not parties.isdisjoint({judgement.judgement.party, judgement.judgement.other})
        }
        more = {name for judgement in judged.values() for name in _pair(judgement)}
        described = (names.parties[party] for party in parties & names.parties.keys())
        more |= _ids("party", {tag for party in described for tag in parties_named_by(party)})
        if (more & names.parties.keys()) <= parties:
            return parties, judged
        parties |= more & names.parties.keys()


def _pair(judgement: RecordedJudgement) -> tuple[str, str]:
    return judgement.judgement.party, judgement.judgement.other
