"""The id of an import: it follows from the ids of all events that the import records.

Takes ids; gives a name. An event is recorded once, so no two imports of a ledger have one id.
Which it is, is known once all is decided; until then a word holds its place in each event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ledger.ids import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN_IMPORT = "i" + "0" * 16
"""What stands in the place of an import's id while that is not known."""


def import_id_of(ids: Iterable[str]) -> str:
    """The id of the import that records the events with these ids, whatever their order."""
    return content_id("i", msgspec.json.encode(sorted(ids)))
