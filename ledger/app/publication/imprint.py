"""The imprint of a ledger at a position: what everything that leaves the desk says of itself."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ledger.log.proving.checkpoints import Checkpoint
from ledger.views.publication.imprint import Imprint, SignedFor

if TYPE_CHECKING:
    from ledger.app.ledger import Ledger

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def imprint(ledger: Ledger, position: int) -> Imprint:
    """The ledger's name, its first moment and that of a position, and its last checkpoint."""
    note = ledger.kept_note()
    signed = None
    if note is not None:
        checkpoint = Checkpoint.parse(note.text)
        signed = SignedFor(
            size=checkpoint.size,
            root=b64encode(checkpoint.root).decode(),
            signers=tuple(dict.fromkeys(signature.name for signature in note.signatures)),
        )
    return Imprint(
        origin=ledger.origin,
        began=_moment(ledger, 0),
        position=position,
        moment=_moment(ledger, position),
        checkpoint=signed,
    )


def _moment(ledger: Ledger, position: int) -> datetime:
    """When an event was recorded; of a ledger without events, the beginning of time."""
    record = ledger.log.at(position) if position >= 0 else None
    return _EPOCH if record is None else record.recorded_at
