"""A ledger in parts that are checked one after the other, so that none need be held for the next.

Takes a log and clocks; gives the parts, some partnerships each, and what they have in common. A
claim that belongs to no partnership comes last. What lies in another part changes no answer, as
with ``board.batches``: memory follows the largest partnerships, the names and of each document
its name, its titles and its day.
"""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ledger.checks.finding import Across, Scope
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
)
from ledger.clock import Clocks
from ledger.facts.facts import Recorded, fold
from ledger.facts.log_reader import (
    ENTITIES,
    decoded,
    facts_of_claims,
    facts_of_partnerships,
    position_by,
    read,
    uncollected,
)
from ledger.log.port import Log
from ledger.log.query import Query
from ledger.projections.weighing.standing_claims import Standing
from ledger.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log.event import RecordedEvent

EVENTS = 4000
"""About how many a part has: as many partnerships as would have had so many in the part before,
and no more than twice as many as that had."""

_BUT_CLAIMS = Query.of_types(
    *(kind for item in ENTITIES.items for kind in item.types),
    DocumentCaptured.type,
    ClaimCorrected.type,
    ClaimRetracted.type,
    ClaimDisputed.type,
)

_LEFT_OUT = {"text": "", "pages": (), "sha256": "", "original": None, "url": None}
"""Of a document, what no check across the parts looks at."""


@attrs.frozen
class Parts:
    """The parts of a ledger as it was known at a position, and what they have in common."""

    _log: Log
    _clocks: Clocks
    _position: int
    across: Across

    def scopes(self, news_days: int) -> Iterator[Scope]:
        """The parts: partnerships by id, then the claims that belong to none of them."""
        seen = bytearray(self._position + 1)
        names = self.across.standing.filed
        left, width = iter(sorted(names.partnerships)), 1
        while some := tuple(islice(left, width)):
            with uncollected():
                noted: list[RecordedEvent] = []
                facts = facts_of_partnerships(
                    self._log, some, self._position, parties=names, noted=noted
                )
                scope = Scope(Standing(facts, self._clocks), news_days, own=frozenset(some))
                for record in noted:
                    if record.event.type != ClaimRecorded.type or _is_home(scope, record):
                        seen[record.position] = True
                width = min(2 * width, max(1, EVENTS * len(some) // max(1, len(noted))))
                del noted
                yield scope
        yield from self._others(seen, news_days)

    def _others(self, seen: bytearray, news_days: int) -> Iterator[Scope]:
        """Claims that no part has shown, some at a time."""
        names = self.across.standing.filed
        positions = (position for position, there in enumerate(seen) if not there)
        while some := list(islice(positions, EVENTS)):
            with uncollected():
                claims = fold(decoded(self._log.standing_at(some))).claims
                if claims:
                    facts = facts_of_claims(self._log, claims.values(), names, self._position)
                    standing = Standing(facts, self._clocks)
                    yield Scope(standing, news_days, own=frozenset(), only=frozenset(claims))


def parts_of(log: Log, clocks: Clocks) -> Parts:
    """The parts of a ledger at three clocks."""
    position = min(position_by(log, clocks.known_at), log.head().size - 1)
    facts = fold(map(_slim, read(log, _BUT_CLAIMS, position)))
    return Parts(log, clocks, position, Across(Standing(facts, clocks)))


def _is_home(scope: Scope, record: RecordedEvent) -> bool:
    """Whether a claim is looked at in a part, as far as it can be: not where its home is gone."""
    recorded = scope.standing.facts.claims.get(record.event.id.partition(":")[2])
    if recorded is None:  # its document was erased
        return True
    home = recorded.claim.partnership
    there = home is None or home in scope.standing.facts.partnerships
    return there and scope.has(recorded.claim)


def _slim(recorded: Recorded) -> Recorded:
    """The same, of a document without its text, hashes and address; equal names are held once."""
    event = recorded.event
    if not isinstance(event, DocumentCaptured):
        return recorded
    document = event.document
    details = {field.name: getattr(document, field.name) for field in attrs.fields(Document)}
    shared = {name: sys.intern(details[name]) for name in ("publisher", "media_type")}
    slim = Document.as_kept(**{**details, **_LEFT_OUT, **shared})
    return attrs.evolve(recorded, event=attrs.evolve(event, document=slim))
