"""Which file a brief becomes: by the ending of its name.

Takes a ``Brief`` and a file's name; gives bytes. Each format's library is loaded for it alone.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from ledger.errors import InvalidInput
from ledger.late import late
from ledger.views.briefs.html import html
from ledger.views.briefs.markdown import markdown

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.publishing.briefs import pdf, word
    from ledger.views.briefs.brief import Brief
else:  # extras
    pdf = late("ledger.publishing.briefs.pdf")
    word = late("ledger.publishing.briefs.word")

ENDINGS = (".md", ".html", ".pdf", ".docx")
_LIBRARIES = {".pdf": "typst", ".docx": "docx"}


class NoSuchFormat(InvalidInput):
    """A file whose ending names no format of a brief."""

    code = "no-such-format"

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file.name} has no ending that a brief can have; nothing was written",
            fix=f"name a file with one of: {', '.join(ENDINGS)}",
        )


def format_of(file: Path) -> str:
    """The ending of a file, which says what it is.

    Raises:
        NoSuchFormat: a brief has none of that kind.
    """
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise NoSuchFormat(file)
    return ending


def missing() -> frozenset[str]:
    """The endings whose library is not installed."""
    return frozenset(ending for ending, name in _LIBRARIES.items() if find_spec(name) is None)


def made(brief: Brief, ending: str, *, fonts: Path | None = None) -> bytes:
    """A brief as the content of a file.

    Raises:
        ExtraMissing: the library of that format is not installed.
        NoFonts: of a PDF, no font has some of its letters.
    """
    match ending:
        case ".pdf":
            return pdf.pdf(brief, fonts)
        case ".docx":
            return word.docx(brief)
        case ".html":
            return html(brief).encode()
        case _:
            return markdown(brief).encode()
