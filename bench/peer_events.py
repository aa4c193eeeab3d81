"""The events that the peer's application keeps; a module of its own, for it finds them by name."""

from __future__ import annotations

from eventsourcing.domain import Aggregate, DomainEvent, event
from eventsourcing.utils import get_topic


class Told(DomainEvent):
    """What its recorder is given: only ever made from what was stored."""

    words: str


class Matter(Aggregate):
    """An aggregate that is told words."""

    @event("Heard")
    def tell(self, words: str) -> None:
        """Take the words."""
        self.words = words


TOPIC = get_topic(Told)
