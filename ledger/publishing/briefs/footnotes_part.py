"""The footnotes of a DOCX: their part, their styles, and the references to them.

Takes a document of ``python-docx`` and notes; gives ``Notes``, which cites them. A note stands
where it is cited first; a later place refers to its number by a field (NOTEREF), as Word does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from ledger.late import late
from ledger.views.briefs.text import address, language_tag, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx import shared
    from docx.opc import packuri
    from docx.opc import part as opc_part

    from ledger.views.briefs.brief import Footnote
else:
    opc_part = late("docx.opc.part")
    packuri = late("docx.opc.packuri")
    shared = late("docx.shared")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "http://www.w3.org/XML/1998/namespace"
_PART = "/word/footnotes.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EASTERN = frozenset({"ja", "ko", "zh"})
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def _w(tag: str, parent: Any | None = None, **values: str) -> Any:  # noqa: ANN401 - an element
    """An element of WordprocessingML; ``val`` becomes ``w:val``."""
    attributes = {f"{{{_W}}}{name}": value for name, value in values.items()}
    if parent is None:
        return etree.Element(f"{{{_W}}}{tag}", attributes, nsmap={"w": _W, "r": _R})
    return etree.SubElement(parent, f"{{{_W}}}{tag}", attributes)


class Notes:
    """The notes of one document, and which were cited so far."""

    def __init__(self, document: Any, notes: Sequence[Footnote]) -> None:  # noqa: ANN401 - of python-docx
        self._document = document
        self._notes = notes
        self._cited: set[int] = set()
        self._style()

    def cite(self, paragraph: Any, number: int) -> None:  # noqa: ANN401 - of python-docx
        """Refer to a note at the end of a paragraph."""
        if number in self._cited:
            self._refer(paragraph, number)
            return
        self._cited.add(number)
        name = f"_Note{number}"
        _w("bookmarkStart", paragraph._p, id=str(number), name=name)  # noqa: SLF001 - its element
        run = _run(paragraph, "FootnoteReference")
        _w("footnoteReference", run, id=str(number))
        _w("bookmarkEnd", paragraph._p, id=str(number))  # noqa: SLF001 - its element

    def _refer(self, paragraph: Any, number: int) -> None:  # noqa: ANN401 - of python-docx
        """The number of a note that stands elsewhere, as a field that leads there."""
        _w("fldChar", _run(paragraph, "FootnoteReference"), fldCharType="begin")
        instruction = _w("instrText", _run(paragraph, "FootnoteReference"))
        instruction.set(f"{{{_XML}}}space", "preserve")
        instruction.text = f" NOTEREF _Note{number} \\f \\h "
        _w("fldChar", _run(paragraph, "FootnoteReference"), fldCharType="separate")
        _w("t", _run(paragraph, "FootnoteReference")).text = str(number)
        _w("fldChar", _run(paragraph, "FootnoteReference"), fldCharType="end")

    def repeated_head(self, row: Any) -> None:  # noqa: ANN401 - of python-docx
        """The first row of a table stands on each page that the table goes over."""
        _w("tblHeader", row._tr.get_or_add_trPr())  # noqa: SLF001 - its element

    def attach(self) -> None:
        """Put the notes that were made into the document."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        package = self._document.part.package
        part = opc_part.Part(packuri.PackURI(_PART), _TYPE, b"", package)
        root = _w("footnotes")
        for kind, number in _SEPARATORS:
            run = _w("r", _w("p", _w("footnote", root, type=kind, id=str(number))))
            _w(kind, run)
        for note in self._notes:
            self._note(root, note, part)
        part._blob = etree.tostring(  # noqa: SLF001 - the part has no other way
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        properties = _w("footnotePr")
        for _, number in _SEPARATORS:
            _w("footnote", properties, id=str(number))
        # CT_Settings is a sequence: `footnotePr` comes before `compat`.
        compat = settings.find(f"{{{_W}}}compat")
        if compat is None:
            settings.append(properties)
        else:
            compat.addprevious(properties)

    def _note(self, root: Any, note: Footnote, part: Any) -> None:  # noqa: ANN401 - elements
        from docx.opc.constants import RELATIONSHIP_TYPE

        paragraph = _w("p", _w("footnote", root, id=str(note.number)))
        _w("pStyle", _w("pPr", paragraph), val="FootnoteText")
        mark = _w("r", paragraph)
        _w("rStyle", _w("rPr", mark), val="FootnoteReference")
        _w("footnoteRef", mark)
        _text(paragraph, " \u201c")
        _text(paragraph, printable(note.words), language_tag(note.language))
        translation = f" [{printable(note.translation)}]" if note.translation else ""
        _text(paragraph, f"\u201d{translation} {printable(note.source)}. ")
        target = paragraph
        if note.url is not None:
            leads = part.relate_to(address(note.url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            target = etree.SubElement(paragraph, f"{{{_W}}}hyperlink", {f"{{{_R}}}id": leads})
        _text(target, printable(note.claim))

    def _style(self) -> None:
        """The styles by which programs know footnotes; the template of python-docx lacks them."""
        from docx.enum.style import WD_STYLE_TYPE

        styles = self._document.styles
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = styles["Normal"], shared.Pt(8)
        text.element.set(f"{{{_W}}}styleId", "FootnoteText")
        text.paragraph_format.space_after = shared.Pt(0)
        reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        reference.font.superscript = True
        reference.element.set(f"{{{_W}}}styleId", "FootnoteReference")
        for style in (text, reference):  # built into Word under these names, not custom
            style.element.attrib.pop(f"{{{_W}}}customStyle", None)


def _run(paragraph: Any, style: str) -> Any:  # noqa: ANN401 - elements
    run = _w("r", paragraph._p)  # noqa: SLF001 - its element
    _w("rStyle", _w("rPr", run), val=style)
    return run


def _text(parent: Any, text: str, language: str | None = None) -> None:  # noqa: ANN401 - an element
    """A run of text; ``language`` is that of its words, where it is not that of the brief."""
    run = _w("r", parent)
    if language is not None:
        letters = "eastAsia" if language.partition("-")[0] in _EASTERN else "val"
        _w("lang", _w("rPr", run), **{letters: language})
    element = _w("t", run)
    element.set(f"{{{_XML}}}space", "preserve")
    element.text = text
