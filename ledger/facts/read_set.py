"""What a decision has read: every look-up, as the events that could change its answer.

Takes look-ups as they are made, by type and tag; gives the query of an append's condition, and
says of an event whether it touches anything that was read. A decision that was made on a log is
as good on a longer one, as long as none of the later events touches its read set.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs

from ledger.log import erasure
from ledger.log.query import Query, QueryItem

if TYPE_CHECKING:
    from ledger.log.event import AnyEvent

FINE = 500
"""From more tags than this on, a condition asks for types alone: a database takes so many."""


@attrs.define
class ReadSet:
    """The look-ups of a decision: types by tag, and types that were read whatever their tags."""

    _by_tag: dict[str, frozenset[str]] = attrs.field(factory=dict, init=False)
    _whole: set[str] = attrs.field(factory=set, init=False)

    def read(self, *types: str, tag: str | None = None) -> None:
        """Note that the answer rests on the events of these types, with this tag if it is given.

        An erasure carries the tags of what it erases, and changes what can be read of it.
        """
        if tag is None:
            self._whole.update(_with_erasures(types))
            return
        noted, types_of_it = self._by_tag.get(tag), _with_erasures(types)
        if noted is None:
            self._by_tag[tag] = types_of_it
        elif not types_of_it <= noted:
            self._by_tag[tag] = noted | types_of_it

    def forget(self, tag: str) -> None:
        """Let go of a look-up that the append guards itself: what bears the tag, it records first.

        An append of which all must be new fails where others recorded it between.
        """
        self._by_tag.pop(tag, None)

    def touched_by(self, event: AnyEvent) -> bool:
        """Whether an event may change an answer that was given."""
        if event.type in self._whole:
            return True
        return any(event.type in self._by_tag.get(tag, ()) for tag in event.tags)

    def query(self) -> Query:
        """The events that must not have come between: all that touch what was read.

        With very many tags it asks for more than that, by type alone; ``touched_by`` is exact.
        """
        whole, by_types = set(self._whole), dict[frozenset[str], list[str]]()
        for tag, types in self._by_tag.items():
            by_types.setdefault(frozenset(types - self._whole), []).append(tag)
        if len(self._by_tag) > FINE:
            whole, by_types = whole.union(*by_types), {}
        items = [
            QueryItem(types=types, tags=frozenset({tag}))
            for types, tags in by_types.items()
            if types
            for tag in sorted(tags)
        ]
        if whole:
            items.append(QueryItem(types=frozenset(whole)))
        return Query(tuple(items))


@cache
def _with_erasures(types: tuple[str, ...]) -> frozenset[str]:
    """Types of events and that of erasures: the same set for all the tags that are read by them."""
    return frozenset((*types, erasure.TYPE))
