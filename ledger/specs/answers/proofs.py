"""What verifying and proving give, as a step looks at it."""

from __future__ import annotations

from datetime import datetime

import attrs


@attrs.frozen(kw_only=True)
class VerifyBreakData:
    """Where the ledger does not hold; ``position`` is None for the log as a whole."""

    position: int | None
    what: str


@attrs.frozen(kw_only=True)
class VerifiedData:
    """What recomputing the ledger found."""

    breaks: tuple[VerifyBreakData, ...]


@attrs.frozen(kw_only=True)
class QuoteData:
    """Whether the words of a proven claim stand; None where their document was erased."""

    stands: bool | None


@attrs.frozen(kw_only=True)
class ProvenData:
    """What a proof shows to one without the ledger."""

    quote: QuoteData | None


@attrs.frozen(kw_only=True)
class ShownData:
    """Where in the log something stands."""

    position: int
    recorded_at: datetime
    type: str
    id: str
    event: dict[str, object] | None
