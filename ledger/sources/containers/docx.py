"""A Word document (DOCX) becomes its words: paragraphs, tables, notes, as a reader sees them.

Takes bytes; gives `Contents`. What a tracked change took out is left out, with a note; what one
put in is there. Heads and feet of pages, comments and pictures are no part of the text.
"""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from ledger.late import late
from ledger.sources import limits
from ledger.sources.containers.contents import BrokenFile, Contents, NotInstalled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree
else:
    etree = late("lxml.etree")

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WHAT: Final = "a Word document (docx)"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SIGNS: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\xad",
}
_TAKEN_OUT: Final = {f"{_W}del", f"{_W}moveFrom"}
_PASSED_OVER: Final = {_DRAWN, f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"}


def docx_contents(data: bytes, *, source: str) -> Contents:
    """The words of a Word document; raises `BrokenFile` or `NotInstalled`."""
    if find_spec("docx") is None:
        raise NotInstalled(source=source, what=_WHAT, extra="docx")
    _check_size(data, source)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        body: Any = document.element.body
        properties = document.core_properties
        title, language = properties.title, properties.language
        feet = _footnotes(document)
    except (
        KeyError,
        ValueError,
        OSError,
        AttributeError,
        etree.LxmlError,
        zipfile.BadZipFile,
    ):
        raise _broken(source) from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] == "docx":
            raise _broken(source) from None
        raise
    if any(_has_own_names(root) for root in (body, properties._element, *feet)):  # noqa: SLF001
        raise _with_own_names(source)
    blocks = [*_blocks(body), *chain.from_iterable(map(_notes, feet))]
    changes = ("words that a tracked change took out are left out",) if _changed(body) else ()
    return Contents(
        text="\n".join(blocks).strip("\n"),
        media_type=DOCX,
        title=" ".join(title.split()) or _heading(body),
        language=language or None,
        notes=changes,
    )


def _heading(body: Any) -> str | None:  # noqa: ANN401 - an element of lxml
    """The first words, where they are set as a title or a heading: few files name their title."""
    for paragraph in body.iterchildren(f"{_W}p"):
        words = " ".join(_words(paragraph).split())
        if words:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            name = "" if style is None else str(style.get(f"{_W}val"))
            return words if name.startswith(("Title", "Heading")) else None
    return None


def _check_size(data: bytes, source: str) -> None:
    """Refuse what is no archive, or one that unpacks to more than any document has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _broken(source) from None
    if size > limits.UNPACKED_LIMIT:
        reason = f"unpacks to more than {limits.UNPACKED_LIMIT // 1_000_000} MB"
        fix = "open it, copy the words, and capture them as plain text"
        raise BrokenFile(source=source, what=_WHAT, reason=reason, fix=fix)


def _broken(source: str) -> BrokenFile:
    fix = "open it in a word processor, save it as plain text (UTF-8), and capture that file"
    return BrokenFile(source=source, what=_WHAT, reason="is broken: it cannot be opened", fix=fix)


def _with_own_names(source: str) -> BrokenFile:
    reason = "declares names of its own (a DOCTYPE), behind which words may stand that nobody sees"
    fix = "open it in a word processor, save it again, and capture that file"
    return BrokenFile(source=source, what=_WHAT, reason=reason, fix=fix)


def _has_own_names(root: Any) -> bool:  # noqa: ANN401 - an element of lxml
    """Whether a part has what no Word document may have (ISO/IEC 29500-2): a DOCTYPE.

    What its entities stand for is not unpacked, and no word is lost without a word on it.
    """
    return root.getroottree().docinfo.internalDTD is not None


def _blocks(parent: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml
    """A line for each paragraph and each row of a table, in the order of the document."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _words(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = row.iterchildren(f"{_W}tc", f"{_W}sdt")
                yield "\t".join(" ".join(_blocks(cell)).strip() for cell in cells)
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo"}:
            yield from _blocks(child)


def _words(paragraph: Any) -> str:  # noqa: ANN401 - an element of lxml
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml
    """The words and signs below an element; raised marks of notes stand in brackets."""
    for child in element:
        tag = child.tag
        if tag in _TAKEN_OUT or tag in _PASSED_OVER:
            continue
        if tag == f"{_W}t":
            yield "".join((child.text or "", *(part.tail or "" for part in child)))
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            yield f"[{child.get(f'{_W}id')}]"
        else:
            yield from _pieces(child)


def _changed(body: Any) -> bool:  # noqa: ANN401 - an element of lxml
    return next(body.iter(*_TAKEN_OUT), None) is not None


def _footnotes(document: Any) -> list[Any]:  # noqa: ANN401 - python-docx's own class
    """The parts in which the notes at the foot of its pages stand."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == _NOTES]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return [etree.fromstring(part.blob, parser) for part in parts]


def _notes(foot: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml
    """The notes of a part, which go to the end of the text, each after its mark."""
    for note in foot.iter(f"{_W}footnote"):
        if note.get(f"{_W}type") is None:
            yield f"[{note.get(f'{_W}id')}] " + " ".join(_blocks(note)).strip()
