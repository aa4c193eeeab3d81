"""Where the log last spoke of what: the marks by which kept answers are known to be old.

Takes a log; gives ``Marks``: of each partnership the position of the last event that may change
its answers, of each tag the position of the last event that carries it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ledger.board.kept_board import BOARD
from ledger.board.marks import caught_up
from ledger.claims.events import (
    ClaimRecorded,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.ids import short_id
from ledger.log import erasure
from ledger.log.event import TYPE, ErasedEvent
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.log.port import Log

_PARTNERSHIP = "partnership:"
_WITH_PAGES = frozenset(
    {
        *(ClaimRecorded.type, DocumentCaptured.type, PartyDescribed.type),
        *(PartnershipDescribed.type, InstrumentDescribed.type),
    }
)
_NAMED = ("party", "partnership", "instrument")
_PREFIXES = tuple(f"{kind}:" for kind in _NAMED)
DESCRIBING: tuple[str, ...] = (
    *(PartyDescribed.type, PartnershipDescribed.type, InstrumentDescribed.type),
    *(PartiesJudged.type, erasure.TYPE),
)


@attrs.frozen(kw_only=True)
class Marks:
    """The marks of a log at one position.

    ``partnerships`` and ``tags`` give positions. ``parties`` is the last event that describes a
    party or judges two; ``renamed`` the last one after which something is called otherwise, or
    by which words were taken out, ``erased`` the last of those; ``pending`` are the orders whose
    words are still there, for a crash came between. ``others`` are the ids of all events but
    claims, documents and descriptions; ``followers`` the partnerships that instruments named, at
    any time, as following them. ``undescribed`` are tags of what is named and has no description:
    nobody gave one here, or it was erased.
    """

    head: int
    partnerships: Mapping[str, int]
    tags: Mapping[str, int]
    parties: int
    renamed: int
    erased: int
    pending: tuple[int, ...]
    undescribed: frozenset[str]
    others: tuple[str, ...]
    followers: Mapping[str, frozenset[str]]

    def key(self, position: int) -> str:
        """From what follows that which nothing changed after a position.

        An erasure changes it twice: by its order, and when it takes the words.
        """
        if not self.pending:
            return str(position)
        orders = [order for order in self.pending if order <= position]
        return " ".join([str(position), *(f"before-{order}" for order in orders)])

    def last(self, *tags: str) -> int:
        """The last position at which any of the tags stands; -1 where none does."""
        return max((self.tags.get(tag, -1) for tag in tags), default=-1)

    def called(self, kind: str) -> list[str]:
        """What there are tags of, as ``claim``: ids in order; names only of what is described."""
        there = self.tags.keys() - self.undescribed if kind in _NAMED else self.tags
        return sorted(tag[len(kind) + 1 :] for tag in there if tag.startswith(f"{kind}:"))


def marks_of(log: Log) -> Marks:
    """The marks of a log as it is now."""
    shelved = caught_up(log, BOARD)
    tags = log.last_filed(shelved.head)
    followers: dict[str, frozenset[str]] = {}
    parties = renamed = erased = -1
    pending: list[int] = []
    described: set[str] = set()
    for record in log.read(Query.of_types(*DESCRIBING), upto=shelved.head):
        first = record.event.id.endswith(":0") and record.event.type != erasure.TYPE
        renamed = renamed if first else record.position
        if record.event.type in {PartyDescribed.type, PartiesJudged.type, erasure.TYPE}:
            parties = record.position
        if record.event.type == erasure.TYPE:
            erased = record.position
            pending += [erased] if erasure.leaves_words(log, record) else []
        elif not isinstance(record.event, ErasedEvent):
            described.add(record.event.id.rpartition(":")[0])
        if record.event.type == InstrumentDescribed.type:
            name = record.event.id.split(":")[1]
            named = {tag[len(_PARTNERSHIP) :] for tag in record.event.tags if _follows(tag)}
            followers[name] = followers.get(name, frozenset()) | named
    return Marks(
        head=shelved.head,
        partnerships={
            kept.subject.removeprefix(_PARTNERSHIP): kept.touched
            for kept in shelved.subjects
            if kept.subject in described
        },
        tags=tags,
        parties=parties,
        renamed=renamed,
        erased=erased,
        pending=tuple(pending),
        undescribed=frozenset(tag for tag in tags if tag.startswith(_PREFIXES)) - described,
        others=tuple(_others(log, tags.keys(), shelved.head)),
        followers=followers,
    )


def _others(log: Log, tags: Iterable[str], head: int) -> Iterator[str]:
    """The ids of events of all other types that there are."""
    types = {tag.removeprefix(TYPE) for tag in tags if tag.startswith(TYPE)} - _WITH_PAGES
    if types:
        for record in log.read(Query.of_types(*sorted(types)), upto=head):
            yield short_id(record.event.id)


def _follows(tag: str) -> bool:
    return tag.startswith(_PARTNERSHIP)
