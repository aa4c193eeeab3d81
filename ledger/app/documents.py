"""The documents that a ledger keeps, read for a list of them.

Takes a log; gives ``DocumentRow`` values. Claims are counted by their tags, without reading them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledger.claims.claim import Act, Retraction
from ledger.claims.events import ClaimRecorded, ClaimRetracted, DocumentCaptured
from ledger.facts.facts import fold
from ledger.facts.log_reader import read, until
from ledger.log.query import Query
from ledger.projections.documents import DocumentRow, DocumentUse, document_rows
from ledger.projections.filter import Filter

if TYPE_CHECKING:
    from ledger.clock import Clocks
    from ledger.log.port import Log

_TAG = "document:"
_CLAIM = "claim:"


def documents(log: Log, clocks: Clocks, wanted: Filter | None = None) -> tuple[DocumentRow, ...]:
    """The documents that one could have read at the clocks, the latest published first."""
    captured = fold(read(log, Query.of_types(DocumentCaptured.type), clocks.known_at)).documents
    acts = fold(read(log, Query.of_types(ClaimRetracted.type), clocks.known_at)).acts
    upon: dict[str, list[Act]] = {}
    for recorded in acts.values():
        if isinstance(recorded.act, Retraction):
            upon.setdefault(recorded.act.target, []).append(recorded.act)
    claims, claims_gone = Counter[str](), Counter[str]()
    for record in until(log.read(Query.of_types(ClaimRecorded.type)), clocks.known_at):
        quoted = [tag.removeprefix(_TAG) for tag in record.event.tags if tag.startswith(_TAG)]
        claims.update(quoted)
        if _is_taken_back(record.event.id.removeprefix(_CLAIM), upon):
            claims_gone.update(quoted)

    def use(name: str) -> DocumentUse:
        return DocumentUse(
            claims=claims[name],
            claims_taken_back=claims_gone[name],
            taken_back=_is_taken_back(name, upon),
        )

    return document_rows(captured, use, clocks, wanted or Filter())


def _is_taken_back(target: str, upon: dict[str, list[Act]]) -> bool:
    """Whether a retraction of something is in force: one that is not taken back itself."""
    return any(not _is_taken_back(act.id, upon) for act in upon.get(target, ()))
