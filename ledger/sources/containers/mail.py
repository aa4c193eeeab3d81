"""A mail (RFC 5322, ``.eml``) becomes its words; what is attached is named, and not taken.

Takes bytes; gives the subject, the sender and the day of the header with the body: its plain
text, or the page in it. A mailbox of many mails is split before (``intake/inbox``).
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from typing import TYPE_CHECKING, Final

import attrs

from ledger.sources.containers.contents import BrokenFile
from ledger.sources.containers.truncation import cut_off, is_cut_off
from ledger.sources.header_date import header_date

if TYPE_CHECKING:
    from email.message import EmailMessage

MAIL: Final = "message/rfc822"
_WHAT: Final = "a mail"
_BODIES: Final = ("plain", "html")
_PARTS: Final = 200  # of one mail; a mail has a handful


@attrs.frozen(kw_only=True)
class Mail:
    """What a mail says: its body as bytes with their encoding, and its header in words."""

    body: bytes = attrs.field(repr=False)
    is_page: bool
    charset: str | None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    notes: tuple[str, ...] = ()


def mail(data: bytes, *, source: str) -> Mail:
    """The words of a mail; raises `BrokenFile` for one without any, or cut off in them."""
    message = message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
    try:
        parts = list(message.walk())
        body = message.get_body(_BODIES) if len(parts) <= _PARTS else None
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError):
        parts, body = [], None
    content = None if body is None else body.get_payload(decode=True)
    if body is None or not isinstance(content, bytes) or not content.strip():
        reason = "has no words of its own"
        fix = "save what is attached to it, and capture that"
        raise BrokenFile(source=source, what=_WHAT, reason=reason, fix=fix)
    if is_cut_off(message, body):
        raise cut_off(source, _WHAT)
    return Mail(
        body=content,
        is_page=body.get_content_subtype() == "html",
        charset=body.get_content_charset(),
        title=_line(message, "subject"),
        publisher=_sender(message),
        published=_day(message),
        notes=tuple(_attached(message)),
    )


def _line(message: EmailMessage, name: str) -> str | None:
    try:
        text = str(message[name] or "")
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return None  # a header so broken that the library cannot read it
    return " ".join("".join(filter(str.isprintable, text.replace("\n", " "))).split()) or None


def _sender(message: EmailMessage) -> str | None:
    """The name in ``From``, as it is printed: who sent it, which a person may know better."""
    try:
        addresses = message["from"].addresses
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return None
    name = addresses[0].display_name or addresses[0].addr_spec if addresses else ""
    return " ".join(filter(str.isprintable, name.split())) or None


def _day(message: EmailMessage) -> str | None:
    """The day on which it was sent, by the sender's own clock."""
    try:
        written = str(message["date"])
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        return None
    moment = header_date(written)
    return None if moment is None else moment.date().isoformat()


def _attached(message: EmailMessage) -> list[str]:
    names = []
    try:
        for part in message.iter_attachments():
            name = part.get_filename() or "without a name"
            shown = "".join(filter(str.isprintable, name))[:80]
            names.append(f"{shown} ({part.get_content_type()})")
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        names.append("parts that cannot be read")
    return [f"attached, and not taken: {'; '.join(names[:10])}"] if names else []
