"""A PDF becomes the lines of its pages. Runs as a program of its own, which can be stopped.

Takes the bytes of a PDF that may be hostile on standard input; writes JSON: the text of each
page, or why there is none. `pdf` starts it.
"""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

from ledger.sources.limits import PAGES_LIMIT

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LOCKED = 5  # FPDF_ERR_SECURITY


def pages_of(data: bytes) -> dict[str, Any]:
    """``pages``, ``title`` and ``language`` of a PDF; or ``fault`` and a number."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        return {"fault": "password" if code in {_PASSWORD, _LOCKED} else "broken"}
    count = len(document)
    if not 0 < count <= PAGES_LIMIT:
        return {"fault": "pages", "count": count}
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError:
        return {"fault": "broken"}
    return {"pages": pages, "title": document.get_metadata_value("Title")}


def main(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Read a PDF, write its pages as JSON (ASCII, so that nothing can break it)."""
    stdout.write(json.dumps(pages_of(stdin.read())).encode())


if __name__ == "__main__":  # pragma: no cover  the same lines run in a process of their own
    from ledger.sources.pages.page import bound_memory

    bound_memory()
    main(sys.stdin.buffer, sys.stdout.buffer)
