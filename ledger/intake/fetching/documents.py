"""An address becomes a captured text: fetched, then read as a file from the desk would be.

Takes the address of an article, a PDF, a Word document; gives `Captured`, with the address at
which it stood in the end.
"""

from __future__ import annotations

from typing import Final

import attrs

from ledger.intake.fetching.address_guard import PUBLIC, Network
from ledger.intake.fetching.client import fetch
from ledger.intake.fetching.limits import FetchLimits
from ledger.sources.capture import NO_TERMS, Captured, CaptureTerms, capture
from ledger.sources.limits import CAPTURE_LIMIT

DOCUMENT: Final = FetchLimits(
    size=CAPTURE_LIMIT,
    seconds=30.0,
    types=(
        "text/html",
        "application/xhtml+xml",
        "application/pdf",
        "text/*",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
        "multipart/related",
        "application/octet-stream",
        # What is none of these says what it is, and is refused by name.
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
    ),
)
"""What is captured from the web, and how much of it."""


@attrs.frozen(kw_only=True)
class Fetched:
    """A captured text, and the bytes that it was read from."""

    captured: Captured
    original: bytes = attrs.field(repr=False)


def document_at(url: str, terms: CaptureTerms = NO_TERMS, *, network: Network = PUBLIC) -> Fetched:
    """What stands at an address, as a captured text.

    The address of the document is the one that the page declares, else the one at which it stood
    in the end. Raises the errors of ``refusals`` and of ``capture``.
    """
    answer = fetch(url, bounds=DOCUMENT, network=network).expected()
    captured = capture(
        answer.body,
        terms,
        served=answer.headers.get("content-type"),
        filename=answer.url,
    )
    return Fetched(
        captured=attrs.evolve(captured, url=captured.url or answer.url), original=answer.body
    )
