"""Claims with their sources, of some partnerships or of the whole ledger.

Takes a ledger and clocks; gives ``SourcedClaim`` values. Those of a whole ledger are read from the
log some at a time, and never held: memory follows the names and the largest append. Who comes
next: the formats of others.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from ledger.app.lookup import no_such_subject
from ledger.app.sharing.survey import ExportOvertaken
from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.facts import log_reader as reading
from ledger.facts.erased import taken_out
from ledger.facts.facts import fold
from ledger.log.query import Query
from ledger.projections.sourced_claims import SourcedClaims, sourced_claims
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ledger.app.clocks import Clocks
    from ledger.app.ledger import Ledger
    from ledger.log.port import Log
    from ledger.projections.sourced_claims import SourcedClaim

AT_ONCE = 1000
"""Claims that are read together, with what they rest on."""

_CLAIMS = Query.of_types(ClaimRecorded.type)
_STATED = Query.of_types(ClaimRecorded.type, DocumentCaptured.type)


def claims_with_sources(
    ledger: Ledger, clocks: Clocks, partnerships: Collection[str] = ()
) -> SourcedClaims:
    """Every claim that could be read at the clocks, standing or not.

    Raises:
        NoSuchSubject: the ledger follows no partnership of one of the names.
    """
    ledger.at(clocks)
    log = ledger.log
    if not partnerships:
        upto = reading.position_by(log, clocks.known_at)
        read = partial(_read, log, attrs.evolve(clocks, known_at=upto), taken_out(log))
        if clocks.published_by is None:
            return SourcedClaims(read, _count(log, upto))
        return SourcedClaims(read, sum(1 for _ in read()))
    facts = reading.facts_of_partnerships(log, set(partnerships), clocks.known_at)
    for name in partnerships:
        if name not in facts.partnerships:
            names = reading.entities(log, clocks.known_at)
            raise no_such_subject(log, name, names, clocks.known_at)
    claims = sourced_claims(Standing(facts, clocks), partnerships)
    return SourcedClaims(lambda: iter(claims), len(claims))


def _count(log: Log, upto: int) -> int:
    """How many claims have the words of their document, whenever that was published."""
    documents, claims = set[str](), Counter[str]()
    for recorded in reading.read(log, _STATED, upto):
        match recorded.event:
            case DocumentCaptured(document=document):
                documents.add(document.id)
            case ClaimRecorded(claim=claim):
                claims[claim.evidence.document] += 1
    return sum(number for document, number in claims.items() if document in documents)


def _read(log: Log, clocks: Clocks, gone: int) -> Iterator[SourcedClaim]:
    """All claims up to a position, a part of them at a time, each part with what it rests on."""
    assert isinstance(clocks.known_at, int)  # noqa: S101 - one position for all of them
    upto = clocks.known_at
    names = reading.entities(log, upto)
    called = names.names()
    for some in _parts(log, upto):
        claims = fold(reading.decoded(log.standing_at(sorted(some)))).claims
        facts = reading.facts_of_claims(log, claims.values(), names, upto)
        yield from sourced_claims(Standing(facts, clocks), only=claims, names=called)
    if taken_out(log) != gone:
        raise ExportOvertaken


def _parts(log: Log, upto: int) -> Iterator[list[int]]:
    """The positions of claims in parts; those of one moment by the id of the claim."""
    part: list[int] = []
    recorded = log.read(_CLAIMS, upto=upto)
    for _, of_moment in groupby(recorded, key=lambda record: record.recorded_at):
        for _, position in sorted((record.event.id, record.position) for record in of_moment):
            part.append(position)
            if len(part) == AT_ONCE:
                yield part
                part = []
    if part:
        yield part
