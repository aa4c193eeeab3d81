"""A page that a browser saved as one file (MHTML, RFC 2557) gives the page in it.

Takes the bytes of such a file; gives its HTML, the charset of that part and the address that it
was saved from. Pictures, styles and frames in it are not the article and are left.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import attrs

from ledger.sources.containers.truncation import is_cut_off
from ledger.sources.text.formats import is_mail

if TYPE_CHECKING:
    from email.message import EmailMessage, Message

_HEADER = 65_536
_SAVED_PAGE = re.compile(
    r"^(?:snapshot-content-location:|from:\s*<?saved by)", re.IGNORECASE | re.MULTILINE
)
_PACKED = re.compile(
    r"^(?:content-type:\s*multipart/related|x-mimeole:)", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(  # a mail with pictures in it is packed as a saved page is, and went somewhere
    r"^(?:to|cc|received|delivered-to|return-path|message-id):", re.IGNORECASE | re.MULTILINE
)


@attrs.frozen(kw_only=True)
class SavedPage:
    """The page in a saved file: its bytes, what the file says of them, whether it ends there."""

    html: bytes = attrs.field(repr=False)
    is_cut_off: bool
    charset: str | None
    url: str | None


def saved_page(data: bytes) -> SavedPage | None:
    """The page in a file that is one saved page, or None for any other file.

    The part that the file calls its start is the page; without one, its first part of HTML.
    """
    start = data[:_HEADER].decode("latin-1").lstrip("\r\n")
    header = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    is_page = _SAVED_PAGE.search(header) or (_PACKED.search(header) and not _SENT.search(header))
    if not (is_page and is_mail(start)):
        return None
    message = message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
    part = _page_part(message)
    content = None if part is None else part.get_payload(decode=True)
    if part is None or not isinstance(content, bytes):
        return None
    return SavedPage(
        html=content,
        is_cut_off=is_cut_off(message, part),
        charset=part.get_content_charset(),
        url=_text(message["Snapshot-Content-Location"]) or _text(part["Content-Location"]),
    )


def _page_part(message: Message | EmailMessage) -> Message | EmailMessage | None:
    parts = [part for part in message.walk() if part.get_content_type() in _HTML]
    wanted = message.get_param("start")
    named = [part for part in parts if wanted and part["Content-ID"] == wanted]
    return next(iter(named or parts), None)


_HTML = ("text/html", "application/xhtml+xml")


def _text(value: object) -> str | None:
    return None if value is None else "".join(str(value).split())
