"""A PDF becomes its words, page by page, so that a quote can say on which page it stands.

Takes bytes; gives `Contents`. Lines stay as they are printed, a word that is broken at a line's
end with its hyphen: quotes are found over line ends, hyphens and pages as they are over others.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, Final

from ledger.sources import limits
from ledger.sources.containers import pdf_pages
from ledger.sources.containers.contents import BrokenFile, Contents, NotInstalled
from ledger.sources.containers.page_text import joined

PDF: Final = "application/pdf"
_WHAT: Final = "a PDF"
_FEWEST: Final = 12  # letters and figures on a page of a document that has words at all
_SCAN: Final = "have its text recognised (OCR), and capture that; or type the words to be quoted"


def pdf_contents(data: bytes, *, source: str) -> Contents:
    """The words of a PDF; raises `BrokenFile` or `NotInstalled`."""
    if find_spec("pypdfium2") is None:
        raise NotInstalled(source=source, what=_WHAT, extra="pdf")
    read = _in_a_process(data, source)
    if (fault := read.get("fault")) is not None:
        raise _refusal(fault, read.get("count", 0), source)
    pages: list[str] = read["pages"]
    wordless = [number for number, page in enumerate(pages, 1) if not _has_words(page)]
    if len(wordless) == len(pages):
        raise BrokenFile(
            source=source, what=_WHAT, reason="has no text: its pages are pictures", fix=_SCAN
        )
    text, starts, notes = joined(pages)
    if wordless:
        notes = (*notes, f"without words: {_pages(wordless)}, pictures or empty")
    return Contents(
        text=text, media_type=PDF, pages=starts, title=_title(read.get("title")), notes=notes
    )


def _in_a_process(data: bytes, source: str) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603  no shell, and no argument of the user's
            [sys.executable, "-P", pdf_pages.__file__],
            input=data,
            capture_output=True,
            check=True,
            timeout=limits.EXTRACTION_SECONDS,
        )
    except subprocess.TimeoutExpired:
        reason = f"takes more than {limits.EXTRACTION_SECONDS:g} seconds to read"
        fix = "take out the pages that are needed, and capture those"
        raise BrokenFile(source=source, what=_WHAT, reason=reason, fix=fix) from None
    except subprocess.CalledProcessError:
        raise _refusal("broken", 0, source) from None
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def _refusal(fault: str, count: int, source: str) -> BrokenFile:
    match fault:
        case "password":
            reason = "is locked with a password"
            fix = "open it with the password, print or save it without one, and capture that"
        case "pages" if count:
            reason = f"has {count:,} pages, more than the {limits.PAGES_LIMIT:,} that are read"
            fix = "take out the pages that are needed (qpdf IN.pdf --pages . 10-20 -- OUT.pdf)"
        case _:
            reason = "is broken: it cannot be opened"
            fix = "get the file again; or open it, copy the text, and capture that"
    return BrokenFile(source=source, what=_WHAT, reason=reason, fix=fix)


def _has_words(page: str) -> bool:
    """Whether a page has more than its number; pages of a scan often carry that much."""
    return sum(map(str.isalnum, page)) >= _FEWEST


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""  # noqa: PLR2004
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"


_PROGRAMS: Final = (".doc", ".docx", ".indd", ".qxd", ".pdf", ".tex", ".odt", ".rtf", ".pub")


def _title(title: str | None) -> str | None:
    """The title that a PDF declares, where it is one, and not the name of a file."""
    title = " ".join((title or "").split())
    is_file = title.lower().endswith(_PROGRAMS) or title.startswith("Microsoft ")
    bad = is_file or not title.isprintable() or title.lower() in {"", "untitled", "sin título"}
    return None if bad or len(title) > limits.LINE_LIMIT else title
