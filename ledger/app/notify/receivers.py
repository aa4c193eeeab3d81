"""Receivers added, looked at, tried and forgotten: their file and their outbox together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.app.clocks import Clocks
from ledger.app.notify.delivery import send_webhook
from ledger.app.notify.outbox import ReceiverState
from ledger.app.notify.outcome import DeliveryOutcome
from ledger.app.notify.place import outbox_of
from ledger.app.notify.receiver import Means, Receiver, receivers_of
from ledger.errors import ClaimsError
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email import message

    from ledger.app.ledger import Ledger
    from ledger.app.notify import mail as notify_mail
    from ledger.app.notify.mail import Post
else:
    message = late("email.message")
    notify_mail = late("ledger.app.notify.mail")


@attrs.frozen(kw_only=True)
class Overview:
    """A receiver, and how far it was told: None where the ledger has no row of it."""

    receiver: Receiver
    standing: ReceiverState | None


def add_receiver(ledger: Ledger, receiver: Receiver) -> Receiver:
    """Tell a receiver of what is recorded from now on; gives it with its secret.

    Raises:
        BadReceiver, ReceiverExists: it cannot be one.
        NoSuchSubject: the ledger follows no such partnership.
    """
    for subject in receiver.subjects:
        ledger.view(subject, Clocks(valid_at=ledger.today))
    subjects = tuple(sorted(set(receiver.subjects)))
    made = receivers_of(ledger).add(msgspec.structs.replace(receiver, subjects=subjects))
    outbox = outbox_of(ledger.log)
    outbox.forget(made.name)  # what an earlier one of the name left
    outbox.begin(made.name, ledger.size() - 1)
    return made


def remove_receiver(ledger: Ledger, name: str) -> int:
    """Forget a receiver; gives how many messages waited for it.

    Raises:
        NoSuchReceiver: there is none.
    """
    receivers_of(ledger).remove(name)
    outbox = outbox_of(ledger.log)
    waiting = len(outbox.messages(name))
    outbox.forget(name)
    return waiting


def overview(ledger: Ledger) -> Sequence[Overview]:
    """Every receiver, by name, with how far it was told."""
    standing = {each.name: each for each in outbox_of(ledger.log).standing()}
    receivers = receivers_of(ledger).all()
    return [Overview(receiver=each, standing=standing.get(each.name)) for each in receivers]


def retry_receiver(ledger: Ledger, name: str) -> int:
    """Send again, from now on, what was given up or waits; gives how much it is.

    Raises:
        NoSuchReceiver: there is none.
    """
    receivers_of(ledger).one(name)
    return outbox_of(ledger.log).retry(name)


def try_receiver(ledger: Ledger, name: str, post: Post | None) -> DeliveryOutcome:
    """Send a message that says that it is a test.

    Raises:
        NoSuchReceiver: there is none.
        NoMailServer: it is one for mail, and no server is set.
    """
    receiver = receivers_of(ledger).one(name)
    now = ledger.now()
    if receiver.means is Means.MAIL:
        if post is None:
            raise notify_mail.NoMailServer
        mail = message.EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = "A test", post.sender, receiver.address
        mail.set_content(f"A test by the ledger {ledger.origin}.\n")
        return notify_mail.handed_over(post, mail)
    content = {"type": "test", "timestamp": now.isoformat(), "data": {"ledger": ledger.origin}}
    name = f"msg_test_{int(now.timestamp())}"
    try:
        return send_webhook(receiver, name, msgspec.json.encode(content), now)
    except ClaimsError as error:
        return DeliveryOutcome(error=f"{error.code}: {receiver.unnamed(error.message)}")
