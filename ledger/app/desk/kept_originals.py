"""The bytes that a document was captured from: kept next to a ledger, and given back.

Takes a ledger and what was captured; gives bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.late import late
from ledger.sources.document import Document

if TYPE_CHECKING:
    from ledger.app.ledger import Ledger
    from ledger.claims.commands import CaptureDocument
    from ledger.intake import originals
    from ledger.sources.capture import Captured
else:
    originals = late("ledger.intake.originals")


def keep_original_of(ledger: Ledger, captured: Captured, command: CaptureDocument) -> None:
    """Keep the bytes that a command names, before it is recorded; not where nothing will be.

    A document that is there already stays as it was captured.
    """
    (outcome,) = ledger.submit([command], dry_run=True)
    if outcome.new and captured.original is not None:
        originals.originals_of(ledger.log).keep(captured.original)


def original_bytes(ledger: Ledger, name: str) -> bytes:
    """The bytes that a document was captured from.

    Raises:
        NoOriginal: they were not kept, or it is no document.
        OriginalDamaged: they are gone, or others.
    """
    record = ledger.show(name)
    document = getattr(record.event, "document", None)
    if not isinstance(document, Document) or document.original is None:
        raise originals.NoOriginal(name)
    return originals.originals_of(ledger.log).bytes_of(document.original)
