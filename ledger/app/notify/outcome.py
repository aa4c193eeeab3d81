"""One attempt to deliver a message: the id that it goes by, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ledger.app.notify.outbox import Message


@attrs.frozen(kw_only=True)
class DeliveryOutcome:
    """What became of an attempt: it arrived, or why not. ``wait`` is what the receiver asks for.

    ``gone`` says that it wants nothing any more.
    """

    error: str | None = None
    wait: timedelta | None = None
    gone: bool = False


def identity(origin: str, message: Message) -> str:
    """The id of a message: the same each time it is sent, and in every run."""
    change = message.change
    place = f"{origin}\0{message.receiver}\0{change.subject}\0{change.after}\0{change.upto}"
    return f"msg_{sha256(place.encode()).hexdigest()[:32]}"
