"""A brief as PDF: tagged, PDF/A-2a and PDF/UA-1, through typst.

Takes a ``Brief`` and perhaps a folder of fonts; gives bytes, the same for the same brief and fonts.
The document is fixed; what was written by anyone goes into it as data, never as markup.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.errors import StorageError
from ledger.publishing.briefs.extras import extra
from ledger.publishing.briefs.fonts import NoFonts, fonts
from ledger.views.briefs.text import address, printable

if TYPE_CHECKING:
    from ledger.publishing.briefs.fonts import FontSet
    from ledger.views.briefs.brief import Brief, Footnote, Statement

_DOCUMENT = Path(__file__).with_name("brief.typ")
_STANDARDS = ("a-2a", "ua-1")
_UNSHOWN = re.compile(r"the text `?\"?(.+?)\"?`? could not be displayed", re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class NotSet(StorageError):
    """A brief that typst would not set: a fault of this program."""

    code = "brief-not-set"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the brief could not be set as PDF: {reason}",
            fix="write .html or .docx in its place, and report this with the sentence above",
        )


def pdf(brief: Brief, folder: Path | None = None) -> bytes:
    """The PDF of a brief, in the fonts of the machine or of a folder.

    Raises:
        ExtraMissing: typst is not installed.
        NoFontFolder: the folder has no fonts.
        NoFonts: no font has some of the letters.
        NotSet: typst refused the document.
    """
    typst = extra("typst", "typst", "a PDF")
    at_hand = fonts(folder)
    inputs = {"brief": json.dumps(_data(brief, at_hand), ensure_ascii=False)}
    compiler = typst.Compiler(
        input=_DOCUMENT.read_bytes(), font_paths=at_hand.fonts, sys_inputs=inputs
    )
    try:
        made = compiler.compile(
            format="pdf", pdf_standards=list(_STANDARDS), timestamp=int(brief.dated.timestamp())
        )
    except typst.TypstError as error:
        if letters := _letters(error.message):
            raise NoFonts(letters) from error
        raise NotSet(error.message) from error
    assert isinstance(made, bytes)  # noqa: S101 - one document, one file
    return made


def _letters(message: str) -> str:
    """The letters of a text that, as typst says, no font could show."""
    quoted = _UNSHOWN.search(message)
    if quoted is None:
        return ""
    text = _CODE.sub(lambda code: chr(int(code[1], 16)), quoted[1])
    return "".join(letter for letter in text if not letter.isascii()) or text


def _data(brief: Brief, at_hand: FontSet) -> dict[str, object]:
    """A brief as what the document reads: texts, numbers, and where each note is cited first."""
    places = _StatementPlaces()
    moment = brief.dated
    comparison = brief.comparison
    compared = comparison and {
        "heading": printable(comparison.heading),
        "heads": list(map(printable, comparison.heads)),
        "rows": [[places.of(cell) for cell in row] for row in comparison.rows],
    }
    return {
        "title": printable(brief.title),
        "language": brief.language,
        "origin": printable(brief.origin),
        "dated": [
            *(moment.year, moment.month, moment.day),
            *(moment.hour, moment.minute, moment.second),
        ],
        "fonts": list(at_hand.korean),
        "clocks": printable(brief.clocks),
        "alone": len(brief.parts) == 1,
        "comparison": compared,
        "parts": [
            {
                "title": printable(part.title),
                "freshness": printable(part.freshness),
                "sections": [
                    {
                        "heading": printable(section.heading),
                        "statements": list(map(places.of, section.statements)),
                        "nothing": printable(section.nothing),
                        "rest": printable(section.rest),
                    }
                    for section in part.sections
                ],
            }
            for part in brief.parts
        ],
        "footnotes": list(map(_note, brief.footnotes)),
        "closing": list(map(printable, brief.closing)),
        "first": places.first,
    }


def _note(note: Footnote) -> dict[str, object]:
    tag = (note.language or "").partition("-")[0].lower()
    return {
        "words": printable(note.words),
        "translation": None if note.translation is None else printable(note.translation),
        "source": printable(note.source),
        "claim": printable(note.claim),
        "language": tag if _LANGUAGE.fullmatch(tag) else None,
        "url": None if note.url is None else address(note.url),
    }


@attrs.define
class _StatementPlaces:
    """Where each statement stands, so that a note is set where it is cited first."""

    first: dict[str, str] = attrs.Factory(dict)
    _count: int = 0

    def of(self, statement: Statement) -> dict[str, object]:
        place = str(self._count)
        self._count += 1
        for index, number in enumerate(statement.notes):
            self.first.setdefault(str(number), f"{place}/{index}")
        return {
            "text": printable(statement.text),
            "notes": list(statement.notes),
            "place": place,
        }
