"""An entry as its format gives it, before it is judged among the others of its feed.

Both readers, of XML and of JSON, give these; ``listing`` judges them.
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Final

import attrs

from ledger.errors import ClaimsError
from ledger.sources.document import check_url

_TAG: Final = re.compile(r"<[^>]*>")


@attrs.frozen(kw_only=True)
class Raw:
    """One entry: ``stamp`` is what changes when it does, ``words`` are those of its own."""

    id: str | None
    url: str | None
    title: str | None
    day: date | None
    stamp: str
    words: str
    language: str | None = None


def plain_words(markup: str) -> str:
    """The words of a piece of HTML, for looking names up in them: tags out, entities read."""
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


def address(value: object) -> str | None:
    """The address that a field of an entry holds, if it is one that a document may have."""
    try:
        return check_url(value.strip()) if isinstance(value, str) else None
    except ClaimsError:
        return None
