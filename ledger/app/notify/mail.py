"""A digest by mail: what changed over all partnerships, in the words of ``claims diff``.

Takes a ledger, a receiver and a message; gives the outcome of one delivery by SMTP. Text alone,
without attachments: nothing of what sources say is markup there.
"""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import attrs

from ledger.app.clocks import Clocks
from ledger.app.notify.outcome import DeliveryOutcome, identity
from ledger.errors import InvalidInput
from ledger.views.pages.changes import all_changes_page
from ledger.views.text.layout import text_lines
from ledger.views.text.letters import safe
from ledger.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from ledger.app.ledger import Ledger
    from ledger.app.notify.outbox import Message
    from ledger.app.notify.receiver import Receiver

SECONDS = 20.0
_WIDTH = 72
_FOR_GOOD = range(500, 600)
_NO_ADDRESS = "CLAIMS_SMTP is no address of a server for mail: smtp:// or smtps://, then its name"
_NO_SENDER = "CLAIMS_MAIL_FROM is not set: mail has to say who sends it"


class NoMailServer(InvalidInput):
    """A digest to send, and no server to send it by: none is set, or what is set names none."""

    code = "no-mail-server"

    def __init__(self, what: str = "no server for mail is set") -> None:
        super().__init__(
            what,
            fix="set CLAIMS_SMTP=smtps://user@mail.example.org, CLAIMS_SMTP_PASSWORD, and "
            "CLAIMS_MAIL_FROM=ledger@example.org",
        )


@attrs.frozen(kw_only=True)
class Post:
    """The server that mail goes out by. ``secure`` is TLS from the first byte.

    ``words`` are those of the language in which a digest is written.
    """

    host: str
    port: int
    secure: bool
    sender: str
    user: str | None = None
    password: str | None = attrs.field(default=None, repr=False)
    words: Words = ENGLISH

    @classmethod
    def of(
        cls, url: str | None, *, sender: str | None, password: str | None, words: Words = ENGLISH
    ) -> Post | None:
        """The server of a URL, ``smtp://`` or ``smtps://``; None where none is set.

        Raises:
            NoMailServer: the URL is none, or nobody is named as the sender.
        """
        if not url:
            return None
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise NoMailServer(_NO_ADDRESS) from None
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise NoMailServer(_NO_ADDRESS)
        if not sender:
            raise NoMailServer(_NO_SENDER)
        secure = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=port or (465 if secure else 587),
            secure=secure,
            sender=sender,
            user=None if parts.username is None else unquote(parts.username),
            password=password,
            words=words,
        )


def send(
    ledger: Ledger, receiver: Receiver, message: Message, post: Post | None
) -> DeliveryOutcome:
    """Send a digest once.

    Raises:
        NoMailServer: none is set.
    """
    if post is None:
        raise NoMailServer
    mail = digest(ledger, receiver, message, post.sender, post.words)
    return DeliveryOutcome() if mail is None else handed_over(post, mail)


def digest(
    ledger: Ledger, receiver: Receiver, message: Message, sender: str, words: Words = ENGLISH
) -> EmailMessage | None:
    """The mail of a message; None where what changed was undone or erased since."""
    change = message.change
    clocks = Clocks(valid_at=change.day, known_at=change.upto)
    changed = ledger.diff_all(change.after, clocks)
    if receiver.subjects:
        wanted = [each for each in changed.changes if each.partnership in receiver.subjects]
        changed = attrs.evolve(changed, changes=tuple(wanted))
    if not changed.changes:
        return None
    since = words("mail-position", position=f"@{change.after}")
    page = all_changes_page(changed, since=since, words=words)
    lines = map(safe, text_lines(page, _WIDTH))
    count = len(changed.changes)
    titles = changed.changes[0].title if count == 1 else words.counted("partnership", count)
    mail = EmailMessage()
    mail["Subject"] = safe(words("mail-changed", titles=titles))
    mail["From"], mail["To"] = sender, receiver.address
    mail["Date"] = format_datetime(ledger.now())
    mail["Message-ID"] = f"<{identity(ledger.origin, message)}@claims.invalid>"
    mail["Auto-Submitted"] = "auto-generated"
    stands = words("mail-position", position=f"@{change.upto}")
    mail.set_content("\n".join(lines) + f"\n\n-- \n{ledger.origin}, {stands}\n")
    mail["Content-Language"] = words.language
    return mail


def handed_over(post: Post, mail: EmailMessage) -> DeliveryOutcome:
    """Give a mail to the server, over TLS where it has it and there is a password."""
    try:
        with _connected(post) as server:
            if not post.secure and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            if post.user is not None:
                if not post.secure and not isinstance(server.sock, ssl.SSLSocket):
                    return DeliveryOutcome(
                        error="the server for mail has no TLS to send a password by"
                    )
                server.login(post.user, post.password or "")
            server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        return DeliveryOutcome(
            error=f"the server for mail refuses the receiver ({codes[0]})",
            gone=all(code in _FOR_GOOD for code in codes),
        )
    except smtplib.SMTPResponseException as error:
        return DeliveryOutcome(error=f"the server for mail answered {error.smtp_code}")
    except (smtplib.SMTPException, OSError) as error:
        return DeliveryOutcome(
            error=f"the server for mail does not answer ({type(error).__name__})"
        )
    return DeliveryOutcome()


def _connected(post: Post) -> smtplib.SMTP:
    if post.secure:
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            post.host, post.port, timeout=SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(post.host, post.port, timeout=SECONDS)
    server.ehlo()
    return server
