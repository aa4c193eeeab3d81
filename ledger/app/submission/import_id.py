"""The id of an import: it follows from the ids of all events that the import records.

Takes events; gives a name. An event is recorded once, so no two imports of a ledger have one id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ledger.ids import content_id
from ledger.log.format import codec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.claims.events import DomainEvent


def import_id_of(events: Iterable[DomainEvent]) -> str | None:
    """The id of the import that records these events, whatever their order; None of no events."""
    ids = sorted(map(codec.event_id, events))
    return content_id("i", msgspec.json.encode(ids)) if ids else None
