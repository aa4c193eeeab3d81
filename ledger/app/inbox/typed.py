"""What a person typed or pasted becomes an arrival, by the same capture as a file.

Takes the fields of a form; gives an ``Arrival``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.app.desk.documents import is_address, read_address
from ledger.app.inbox.files import checked
from ledger.errors import InvalidInput
from ledger.intake.inbox.item import Arrival, Door
from ledger.sources.capture import CaptureTerms, capture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_PASTED = "the text"
_FIELDS = ("title", "url", "publisher", "published", "language", "kind")


class NoText(InvalidInput):
    """A form without the words of the document."""

    code = "no-text"

    def __init__(self) -> None:
        super().__init__(
            "there is no text to keep",
            fix="give its address or paste its words; saved pages: claims inbox add",
        )


def arrival_of(fields: Mapping[str, str], *, today: date) -> Arrival:
    """The arrival that a form holds: its ``text``, or else what stands at its ``url``.

    An address is fetched from public machines only.

    Raises:
        NoText: there is neither.
        InvalidInput: they are no article's, or what is said of them cannot be.
    """
    text = fields.get("text") or ""
    url = fields.get("url") or ""
    terms = CaptureTerms(today=today)
    if text.strip():
        captured = capture(text.encode(), terms, filename=_PASTED)
    elif is_address(url):
        captured = read_address(url, terms)
    else:
        raise NoText
    stated = {name: fields.get(name) or None for name in _FIELDS}
    arrival = Arrival.of(captured, door=Door.BOOKMARKLET, **checked(stated))
    return attrs.evolve(arrival, quote=fields.get("quote") or None)
