"""What a ledger holds, as entries of the import format: all of it, or what partnerships rest on.

Takes a log and partnerships; gives entries in an order in which they can be imported: names
first, then documents, claims and acts as they were recorded. An import into an empty ledger gives
the same answers on the occurred and the published clock. Its recorded clock is its own: there the
last description and the last judgement of each thing hold, and who recorded what.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import attrs

from ledger.app.lookup import no_such_subject
from ledger.app.sharing.gaps import (
    ExportGap,
    erasures,
    gaps,
    named_by,
    parties_named_by,
    stated_by,
)
from ledger.app.sharing.statements import Entry, StatedEntry, described, entity_of
from ledger.app.sharing.survey import Survey, ids_of, surveyed
from ledger.claims.events import PartiesJudged
from ledger.claims.vocabulary import Verdict
from ledger.entries.exported import PROOF
from ledger.entries.sheets.writing import csv_lines
from ledger.entries.write import to_json_line, to_yaml
from ledger.facts import log_reader as reading
from ledger.facts.facts import Facts, Recorded, fold
from ledger.log.proving.miscount import refuse_miscount
from ledger.views.text.letters import safe, safe_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ledger.claims.entities import Entity
    from ledger.facts.facts import RecordedJudgement
    from ledger.log.port import Log


@attrs.frozen(kw_only=True)
class Export:
    """What is stated, each entry with its events; and what is named or was there, and is not.

    It is read from the log again each time that it is asked for, and never held.

    Attributes:
        count: How many entries there are.
        last: The last position of their events; -1 of none.
        left_out: What they miss.
    """

    count: int
    last: int
    left_out: tuple[ExportGap, ...]
    _survey: Survey = attrs.field(repr=False)
    _descriptions: Sequence[Recorded] = attrs.field(repr=False)

    def statements(self) -> Iterator[StatedEntry]:
        """Each entry with its events, names first, then as they were recorded.

        Raises:
            ExportOvertaken: words were erased since the export began.
        """
        yield from described(self._descriptions)
        yield from self._survey.said()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries alone, all of them."""
        return tuple(statement.entry for statement in self.statements())


def export(log: Log, partnerships: Collection[str] = ()) -> Export:
    """The entries of a whole ledger, or of all that partnerships rest on.

    Raises:
        NoSuchSubject: the ledger follows no such partnership.
        LedgerDamaged: the log has not the events that its head counts.
    """
    head = log.head()
    refuse_miscount(log, head)
    upto = head.size - 1
    descriptions = list(reading.read(log, reading.ENTITIES, upto))
    names = fold(descriptions)
    for partnership in partnerships:
        if partnership not in names.partnerships:
            raise no_such_subject(log, partnership, names, upto)
    wanted = None
    if partnerships:
        wanted = ids_of(reading.facts_of_partnerships(log, set(partnerships), upto))
    orders = erasures(log)
    survey = surveyed(log, upto, wanted, orders)
    wanted_names = names if wanted is None else _named(names, survey, partnerships)
    last = _last_of(descriptions, wanted_names)
    named = survey.named.union(*map(named_by, last))
    there = {stated_by(record) for record in last}
    return Export(
        count=survey.count + len(last),
        last=max((survey.last, *(record.position for record in last))),
        left_out=gaps(
            log,
            named,
            survey.fallen,
            orders,
            partnerships,
            is_there=lambda thing: thing in there or survey.has(thing),
        ),
        survey=survey,
        descriptions=last,
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


def as_table(entries: Iterable[Entry]) -> Iterator[str]:
    """The entries as one table of CSV, line by line, with a column for the kind.

    It reads back to them.
    """
    return csv_lines(entries)


def as_text(entries: Iterable[Entry], *, lines: bool = False) -> str:
    """The entries as YAML, or as lines of JSON, that read back to them.

    What would steer a terminal is escaped, so that the same text can be printed.
    """
    return "".join(texts(entries, lines=lines))


def texts(entries: Iterable[Entry], *, lines: bool = False) -> Iterator[str]:
    """The same, entry by entry."""
    if lines:
        return (f"{safe_json(to_json_line(entry))}\n" for entry in entries)
    return map(_yaml, entries)


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


def _named(names: Facts, survey: Survey, partnerships: Collection[str]) -> Facts:
    """The names that what is said and partnerships need, each with all that it names itself."""
    tags = set(survey.named)
    wanted = _ids("instrument", tags) | survey.blocked
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
