"""A brief as DOCX with real footnotes: what Word, LibreOffice and others show under each page.

Takes a ``Brief``; gives bytes, the same for the same brief. ``python-docx`` makes the document; it
knows no footnotes, so their part is made here, as ISO/IEC 29500-1, 17.11 has it.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import attrs

from ledger.late import late
from ledger.publishing.briefs.extras import extra
from ledger.publishing.briefs.footnotes_part import Notes
from ledger.views.briefs.text import printable

if TYPE_CHECKING:
    from datetime import datetime

    from docx import shared

    from ledger.views.briefs.brief import Brief, BriefPart, Comparison, Section, Statement
else:
    shared = late("docx.shared")

_WESTERN, _EASTERN = {"en": "en-GB", "es": "es-ES"}, {"ko": "ko-KR"}
_EASTERN_FONT = "Malgun Gothic"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(brief: Brief) -> bytes:
    """The DOCX of a brief.

    Raises:
        ExtraMissing: python-docx is not installed.
    """
    library = extra("docx", "docx", "a DOCX")
    document = library.Document()
    writing = _WordDocument(document=document, notes=Notes(document, brief.footnotes))
    _styled(document, brief)
    writing.brief(brief)
    writing.notes.attach()
    _dated(document, brief)
    made = io.BytesIO()
    document.save(made)
    return _steady(made.getvalue())


@attrs.define(kw_only=True)
class _WordDocument:
    """A document as it is written, from the first paragraph to the last."""

    document: Any
    notes: Notes

    def brief(self, brief: Brief) -> None:
        self.document.add_heading(printable(brief.title), level=1)
        self._emphasised(brief.clocks)
        if brief.comparison is not None:
            self._table(brief.comparison)
        for part in brief.parts:
            self._part(part, alone=len(brief.parts) == 1)
        for line in brief.closing:
            self.document.add_paragraph(printable(line), style="Footer")

    def _part(self, part: BriefPart, *, alone: bool) -> None:
        if not alone:
            self.document.add_heading(printable(part.title), level=2)
        self._emphasised(part.freshness)
        for section in part.sections:
            self._section(section, 2 if alone else 3)

    def _section(self, section: Section, level: int) -> None:
        self.document.add_heading(printable(section.heading), level=level)
        for statement in section.statements:
            self._statement(self.document.add_paragraph(style="List Bullet"), statement)
        if not section.statements:
            self.document.add_paragraph(printable(section.nothing))
        if section.rest:
            self.document.add_paragraph(printable(section.rest))

    def _table(self, comparison: Comparison) -> None:
        self.document.add_heading(printable(comparison.heading), level=2)
        table = self.document.add_table(
            rows=1 + len(comparison.rows), cols=len(comparison.heads), style="Table Grid"
        )
        for cell, head in zip(table.rows[0].cells, comparison.heads, strict=True):
            cell.paragraphs[0].add_run(printable(head)).bold = True
        self.notes.repeated_head(table.rows[0])
        # `rows` makes each row anew when it is asked for: only once for all of them
        for row, statements in zip(list(table.rows)[1:], comparison.rows, strict=True):
            for cell, statement in zip(row.cells, statements, strict=True):
                self._statement(cell.paragraphs[0], statement)

    def _statement(self, paragraph: Any, statement: Statement) -> None:  # noqa: ANN401 - of python-docx
        paragraph.add_run(printable(statement.text))
        for place, number in enumerate(statement.notes):
            if place:
                paragraph.add_run(",").font.superscript = True
            self.notes.cite(paragraph, number)

    def _emphasised(self, text: str) -> None:
        self.document.add_paragraph().add_run(printable(text)).italic = True


def _styled(document: Any, brief: Brief) -> None:  # noqa: ANN401 - of python-docx
    """Letters of 10 points, the language of the brief, and a font for Korean.

    Latin letters are never said to be Korean: programs would break their lines within words.
    """
    from docx.oxml.ns import qn

    normal = document.styles["Normal"]
    normal.font.size = shared.Pt(10)
    normal.paragraph_format.space_after = shared.Pt(4)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), _EASTERN_FONT)
    language = properties.makeelement(
        qn("w:lang"),
        {
            qn("w:val"): _WESTERN.get(brief.language, _WESTERN["en"]),
            qn("w:eastAsia"): _EASTERN["ko"],
        },
    )
    properties.append(language)
    for section in document.sections:
        section.page_width, section.page_height = shared.Mm(210), shared.Mm(297)
        section.left_margin = section.right_margin = shared.Mm(22)
        section.top_margin = section.bottom_margin = shared.Mm(20)


def _dated(document: Any, brief: Brief) -> None:  # noqa: ANN401 - of python-docx
    """The properties of the file: the moment of the ledger, never of the machine."""
    properties = document.core_properties
    moment: datetime = brief.dated.replace(tzinfo=None, microsecond=0)
    properties.title = printable(brief.title)[:255]
    properties.author = properties.last_modified_by = printable(brief.origin)[:255]
    properties.comments = ""
    properties.created = properties.modified = moment
    properties.language = brief.language


def _steady(content: bytes) -> bytes:
    """The same package with its parts in order and without the moment of its making."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as steady,
    ):
        names = package.namelist()
        first = "[Content_Types].xml"
        for name in [first, *sorted(name for name in names if name != first)]:
            part = zipfile.ZipInfo(name, date_time=_EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            steady.writestr(part, package.read(name))
    return made.getvalue()
