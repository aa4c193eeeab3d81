"""On what terms commands are recorded: to see or to keep, as an import, with which ids.

Takes nothing; gives a value that goes with the commands from a ledger to its log.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from ledger.app.submission.other_ids import OtherIds
from ledger.claims.events import DomainEvent


def _as_decided(_: int, event: DomainEvent) -> DomainEvent:
    return event


@attrs.frozen(kw_only=True)
class Terms:
    """What is asked of one submission, next to its commands."""

    dry_run: bool = False
    """Everything is checked, and nothing recorded."""
    replace: bool = False
    """Descriptions may change what was described otherwise before."""
    other_ids: OtherIds | None = None
    """The ids under which the ledger has what the commands call otherwise."""
    only_at: int | None = None
    """The position that the log must still end at."""
    importing: bool = False
    """All of it is one import, with an id by which it can be taken back; what an import that was
    taken back had recorded stands again."""
    gaps: frozenset[str] = frozenset()
    """What may be named though nothing is known of it: erased, by proof, where it comes from."""
    finished: Callable[[int, DomainEvent], DomainEvent] = _as_decided
    """Each event as it is to be recorded, from the place of its command and the event."""
