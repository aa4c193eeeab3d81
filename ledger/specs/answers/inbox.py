"""What waits in the inbox, as a step looks at it."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class ArrivedData:
    """What came to the inbox."""

    title: str | None
    publisher: str | None


@attrs.frozen(kw_only=True)
class ItemData:
    """An item of the inbox."""

    id: str
    state: str
    arrival: ArrivedData


@attrs.frozen(kw_only=True)
class SuggestionData:
    """How an item seems to derive."""

    root: str
    lineage: str
    share: int


@attrs.frozen(kw_only=True)
class WaitingData:
    """An item with what the inbox says of it."""

    item: ItemData
    suggestion: SuggestionData | None
