"""Questions to the log, in the terms of Dynamic Consistency Boundaries (dcb.events).

Takes types and tags, gives queries and the condition of an append. Who comes next: every
backend answers them, in memory with ``Query.matches`` and in SQL with ``selection``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ledger.log.event import AnyEvent

_EVERY: frozenset[str] = frozenset()


@attrs.frozen
class QueryItem:
    """Matches an event whose type is one of ``types`` (none: any) and that has all ``tags``."""

    types: frozenset[str] = _EVERY
    tags: frozenset[str] = _EVERY

    def matches(self, event: AnyEvent) -> bool:
        """Whether the event has one of the types and all of the tags."""
        return (not self.types or event.type in self.types) and self.tags <= event.tags


@attrs.frozen
class Query:
    """Matches an event that any of the items matches; without items, every event.

    >>> Query.tagged("party:mexico", "party:korea").items[0].types
    frozenset()
    """

    items: tuple[QueryItem, ...] = ()

    @classmethod
    def all(cls) -> Query:
        """Every event."""
        return cls()

    @classmethod
    def tagged(cls, *tags: str) -> Query:
        """The events that have all of these tags."""
        return cls((QueryItem(tags=frozenset(tags)),))

    @classmethod
    def of_types(cls, *types: str) -> Query:
        """The events of any of these types."""
        return cls((QueryItem(types=frozenset(types)),))

    @property
    def everything(self) -> bool:
        """Whether no event is left out."""
        return not self.items or any(not item.types and not item.tags for item in self.items)

    def matches(self, event: AnyEvent) -> bool:
        """Whether the event is in the answer."""
        return not self.items or any(item.matches(event) for item in self.items)


@attrs.frozen(kw_only=True)
class AppendCondition:
    """What must not have happened: a matching event at a position beyond ``after``.

    ``after`` is the last position the decision was made on; -1 refuses a match anywhere. With
    ``all_new`` the append also fails where one of its events is there already by another's
    hand, so that what it gives back is what it recorded, and can be counted.
    """

    fail_if_events_match: Query
    after: int
    all_new: bool = False
