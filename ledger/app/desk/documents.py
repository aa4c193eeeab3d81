"""Documents from files: read within the limit of a capture, and described.

Takes a file or a stream, and what a person says of it; gives the ``Document`` that is captured.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from ledger.claims.commands import CaptureDocument
from ledger.edtf import parse
from ledger.entries.text.scalars import word_of
from ledger.ids import DocumentId
from ledger.late import late
from ledger.sources.capture import NO_TERMS, Captured, CaptureTerms, capture
from ledger.sources.document import Document
from ledger.sources.kinds import Lineage, SourceKind
from ledger.sources.reading import read_bounded

__all__ = [
    "Captured",
    "Document",
    "capturing",
    "described",
    "is_address",
    "read_address",
    "read_document",
]

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from ledger.intake.fetching import address_guard, documents
else:
    documents = late("ledger.intake.fetching.documents")
    address_guard = late("ledger.intake.fetching.address_guard")

__all__ = [
    "CaptureTerms",
    "capturing",
    "described",
    "is_address",
    "read_address",
    "read_document",
]


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)  # RFC 3986 §3.1


def read_document(source: Path | BinaryIO, terms: CaptureTerms = NO_TERMS) -> Captured:
    """The text of a file or a stream, read no further than the limit of a capture.

    Raises:
        InvalidInput: it is no text, no page, or not what its name says.
    """
    name = str(source) if isinstance(source, Path) else None
    data = read_bounded(source)
    captured = capture(data, terms, filename=name)
    return attrs.evolve(captured, original=data)


def is_address(source: str) -> bool:
    """Whether what is to be captured is said to stand elsewhere, and not in a file.

    Which addresses are fetched, ``read_address`` says.

    >>> is_address("HTTPS://x.example"), is_address("gopher://x/"), is_address("saved/a.html")
    (True, True, False)
    """
    return _SCHEME.match(source) is not None


def read_address(
    url: str, terms: CaptureTerms = NO_TERMS, *, allow_private: bool = False
) -> Captured:
    """The text of what stands at an address; fetched from public machines only, unless asked.

    Raises:
        InvalidInput: it may not be fetched, or is no text.
        StorageError: nobody answers.
    """
    network = address_guard.Network(allow_private=allow_private)
    fetched = documents.document_at(url, terms, network=network)
    return attrs.evolve(fetched.captured, original=fetched.original)


def capturing(
    captured: Captured, details: Mapping[str, str | None], *, keep_original: bool = False
) -> CaptureDocument:
    """The command that captures a document, with what a person says of it.

    With ``keep_original`` it names the hash of the bytes; ``kept_originals`` keeps them.

    Raises:
        InvalidInput: what is said cannot be.
    """
    document = described(captured, details)
    if keep_original and captured.original is not None:
        document = attrs.evolve(document, original=sha256(captured.original).hexdigest())
    return CaptureDocument(document=document)


def described(captured: Captured, details: Mapping[str, str | None]) -> Document:
    """The document with what a person says of it; the rest comes from the page."""
    kind, lineage, published = (details[name] for name in ("kind", "lineage", "published"))
    root, name = details["root"], details["name"]
    return captured.document(
        kind=SourceKind.UNKNOWN if kind is None else SourceKind(_word(kind, SourceKind)),
        title=details["title"],
        publisher=details["publisher"],
        language=details["language"],
        url=details["url"],
        published=None if published is None else parse(published),
        lineage=Lineage.ORIGINAL if lineage is None else Lineage(_word(lineage, Lineage)),
        root=None if root is None else DocumentId(root),
        id=None if name is None else DocumentId(name),
    )


def _word(written: str, words: type[Enum]) -> str:
    """A word as its vocabulary spells it, where it can mean no other: News is news."""
    return word_of(written, [str(word.value) for word in words])
