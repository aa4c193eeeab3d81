"""One message on its way: what it says, how it is signed, and what the answer means.

Takes a ledger, a receiver and a message; gives ``DeliveryOutcome``. Webhooks are signed as Standard
Webhooks has it and go out by the one guarded client; a redirect is not followed. The id of a
message stays the same however often it is sent, so a receiver knows a repeat.
"""

from __future__ import annotations

import base64
import hmac
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from ledger.app.clocks import Clocks
from ledger.app.notify.mail import send
from ledger.app.notify.outcome import DeliveryOutcome, identity
from ledger.app.notify.receiver import Means
from ledger.errors import ClaimsError
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.client import post
from ledger.intake.fetching.limits import STATUS
from ledger.sources.header_date import header_date
from ledger.views.data import data
from ledger.views.public import without_analysts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.app.ledger import Ledger
    from ledger.app.notify.mail import Post
    from ledger.app.notify.outbox import Message, SubjectChange
    from ledger.app.notify.receiver import Receiver

BACK_OFF = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Seconds before each further attempt, three days in all; after the last a message is given up."""
LONGEST = timedelta(days=1)
"""No answer makes a message wait longer."""
_GONE = 410
_SUCCESS = range(200, 300)


def deliver(
    ledger: Ledger, receiver: Receiver, message: Message, mail: Post | None
) -> DeliveryOutcome:
    """Send a message once; whatever goes wrong on the way is an outcome."""
    try:
        if receiver.means is Means.MAIL:
            return send(ledger, receiver, message, mail)
        body = body_of(ledger, message.change)
        return send_webhook(receiver, identity(ledger.origin, message), body, ledger.now())
    except ClaimsError as error:
        return DeliveryOutcome(error=f"{error.code}: {receiver.unnamed(error.message)}")


def send_webhook(receiver: Receiver, name: str, body: bytes, now: datetime) -> DeliveryOutcome:
    """Post a body, signed; gives what the answer means.

    Raises:
        ClaimsError: the address may not be met, or nobody answers there.
    """
    headers = signed(receiver.key, name, now, body) | {"content-type": "application/json"}
    answer = post(
        receiver.address,
        body,
        headers=headers,
        bounds=STATUS,
        network=Network(allow_private=receiver.private),
    )
    if answer.status in _SUCCESS:
        return DeliveryOutcome()
    if answer.status == _GONE:
        return DeliveryOutcome(error="410: the receiver wants nothing any more", gone=True)
    wait = _asked(answer.headers.get("retry-after", ""), now)
    return DeliveryOutcome(error=f"it answered {answer.status}", wait=wait)


def signed(key: bytes, name: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers of a webhook (Standard Webhooks 1.0: id, timestamp, HMAC-SHA256)."""
    moment = str(int(now.timestamp()))
    content = f"{name}.{moment}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, content, "sha256")).decode()
    return {
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature}",
    }


def body_of(ledger: Ledger, change: SubjectChange) -> bytes:
    """What a webhook carries: the changes as ``claims diff --json`` has them, without analysts."""
    clocks = Clocks(valid_at=change.day, known_at=change.upto)
    content: Mapping[str, object] = {
        "type": "partnership.changed",
        "timestamp": _moment(ledger, change.upto),
        "data": {
            "ledger": ledger.origin,
            "partnership": change.subject,
            "after": change.after,
            "position": change.upto,
            "valid_at": change.day.isoformat(),
            "changes": without_analysts(data(ledger.diff(change.subject, change.after, clocks))),
        },
    }
    return msgspec.json.encode(content)


def _moment(ledger: Ledger, position: int) -> str:
    record = ledger.log.at(position)
    when = datetime.now(UTC) if record is None else record.recorded_at
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _asked(header: str, now: datetime) -> timedelta | None:
    """How long a receiver asks to be left alone: seconds, or a moment (RFC 9110, 10.2.3)."""
    if header.isascii() and header.isdecimal():
        return min(timedelta(seconds=int(header[:9])), LONGEST)
    moment = header_date(header)
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(timedelta(0), min(moment - now, LONGEST))
