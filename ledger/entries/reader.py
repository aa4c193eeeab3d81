"""A file of entries, in YAML, JSON, JSON Lines or as a sheet, becomes commands: the room's door.

Takes an ``EntryFile``: an open file, its name and a way to read the files that documents name.
Gives entries and mistakes in the order of the file, one at a time, so that a long file needs no
more memory than a short one. ``decide`` comes next.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO, assert_never

import attrs

from ledger.claims.decision.refusals import MISTAKES_READ, TooManyMistakes
from ledger.entries.decode import decoded
from ledger.entries.document import FileText
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.exported import AnExport, BrokenHead, ExportMarks, apart, head_of, is_head
from ledger.entries.fragment import Fragment
from ledger.entries.mistakes import (
    BrokenText,
    EmptyFile,
    FileTooLarge,
    NoTextFile,
    UnknownFormat,
)
from ledger.entries.plain_entry import plain_entry
from ledger.entries.quoted import with_quotes
from ledger.entries.short_form.blocks import whole_entries
from ledger.entries.text.json_text import json_tree, json_trees
from ledger.entries.text.tree import Node, NotRead, Origin, grown
from ledger.entries.text.yaml_text import yaml_trees
from ledger.errors import ClaimsError, Problems, Where
from ledger.late import late
from ledger.sources.text.formats import binary_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledger.entries.sheets import reader as sheets
else:  # few import one
    sheets = late("ledger.entries.sheets.reader")

IMPORT_LIMIT = 50_000_000
"""The most bytes that one file of entries may have."""


class EntryFormat(Enum):
    """How a file of entries is written, with the endings that say so."""

    YAML = (".yaml", ".yml")
    JSON = (".json",)
    JSON_LINES = (".jsonl", ".ndjson")
    SEPARATED = (".csv", ".tsv", ".tab")
    WORKBOOK = (".xlsx", ".xlsm")

    @classmethod
    def of(cls, name: str) -> EntryFormat:
        """The format that a file's name says; raises UnknownFormat."""
        for each in cls:
            if name.lower().endswith(each.value):
                return each
        raise UnknownFormat(name).at(Where(source=name))


_SHEETS = frozenset({EntryFormat.SEPARATED, EntryFormat.WORKBOOK})


def read_entries(
    file: EntryFile, marks: ExportMarks | None = None
) -> Iterator[Entry | BrokenEntry]:
    """The entries of a file, whole or with their mistakes placed, in the order of the file.

    Nothing is raised for a mistake: the caller collects them, so that all are named at once.
    A file that cannot be parsed to its end gives what stands before, and one mistake for the
    rest; in JSON Lines a broken line hides no other. After ``MISTAKES_READ``
    mistakes it is left. ``marks`` takes what an export says of itself; without it, one is refused.
    """
    empty = True
    mistakes = 0
    for quote in with_quotes(file.entries(marks), file.file_text):
        empty = False
        yield quote
        mistakes += len(quote.mistakes) if isinstance(quote, BrokenEntry) else 0
        if mistakes >= MISTAKES_READ:
            yield _broken_file(TooManyMistakes(), Origin(source=file.source))
            return
    if empty and (marks is None or marks.head is None):  # a head says itself how many there are
        yield _broken_file(EmptyFile(), Origin(source=file.source))


def from_mapping(
    mapping: Mapping[str, object], source: str, *, file_text: FileText | None = None
) -> Entry:
    """The entry of flags, prompts or a Python caller; text is read as its field wants it.

    Fields that are None are not given. Raises the mistake, or Problems where there are several.
    """
    entry = read_mapping(mapping, source, file_text=file_text)
    if isinstance(entry, Entry):
        return entry
    mistakes = list(entry.mistakes)
    raise mistakes[0] if len(mistakes) == 1 else Problems(source, mistakes)


def read_mapping(
    mapping: Mapping[str, object], source: str, *, file_text: FileText | None = None
) -> Entry | BrokenEntry:
    """The same as ``from_mapping``, with the mistakes in the place of an error."""
    return decoded(grown(dict(mapping)), Origin(source=source), file_text)


def read_mappings(
    mapping: Mapping[str, object], source: str, *, file_text: FileText | None = None
) -> tuple[Entry | BrokenEntry, ...]:
    """The entries that one mapping amounts to: several where it has several ``parties``."""
    origin = Origin(source=source)
    whole = whole_entries(grown(dict(mapping)))
    return tuple(decoded(node, origin, file_text) for node in whole)


def _broken_file(error: ClaimsError, origin: Origin) -> BrokenEntry:
    """A mistake of a file, or of a stretch of it, that is no entry."""
    node = NotRead(error)
    placed = error.at(origin.where(node))
    return BrokenEntry(mistakes=(placed,), fragment=Fragment(), origin=origin, node=node)


@attrs.frozen(kw_only=True)
class EntryFile:
    """A file of entries, open, and how it is to be read.

    ``source`` is how messages name it; ``file_text`` reads the files that its documents name.
    ``limit`` is in bytes: no more is read.
    """

    file: BinaryIO
    source: str
    form: EntryFormat
    file_text: FileText | None = None
    limit: int = IMPORT_LIMIT

    def entries(self, marks: ExportMarks | None) -> Iterator[Entry | BrokenEntry]:
        """Each entry as it stands, and each mistake: what ``read_entries`` looks through."""
        source, form, limit = self.source, self.form, self.limit
        first = True
        may_be_plain = form is EntryFormat.JSON_LINES and marks is None
        if form in _SHEETS:
            yield from self._of_sheet()
            return
        for line, offset, data in self._chunks():
            if offset + len(data) > limit:
                yield _broken_file(FileTooLarge(limit), Origin(source=source))
                return
            text = data.decode(errors="replace").removeprefix("\ufeff")
            origin = Origin(source=source, text=text, typed=form is not EntryFormat.YAML, line=line)
            broken = _broken(data, offset, origin) if "\ufffd" in text else None
            if broken is not None:
                if offset == 0 and (binary := binary_format(data)) is not None:
                    yield _broken_file(NoTextFile(binary), Origin(source=source))
                    return
                yield _broken_file(broken, origin)
                continue
            plain = plain_entry(origin, self.file_text) if may_be_plain else None
            if plain is not None:
                yield plain
                first = False
                continue
            try:
                yield from _of_text(form, origin, self.file_text, marks, first=first)
            except (AnExport, BrokenHead) as error:
                yield _broken_file(error, origin)
                return
            first = False

    def _chunks(self) -> Iterable[tuple[int, int, bytes]]:
        if self.form is EntryFormat.JSON_LINES:
            return _lines(self.file, self.limit)
        return [(1, 0, self.file.read(self.limit + 1))]

    def _of_sheet(self) -> Iterator[Entry | BrokenEntry]:
        data = self.file.read(self.limit + 1)
        if len(data) > self.limit:
            yield _broken_file(FileTooLarge(self.limit), Origin(source=self.source))
        elif self.form is EntryFormat.SEPARATED:
            yield from sheets.read_separated(data, self.source, self.file_text)
        else:
            yield from sheets.read_workbook(data, self.source, self.file_text)


def _of_text(
    form: EntryFormat,
    origin: Origin,
    file_text: FileText | None,
    marks: ExportMarks | None,
    *,
    first: bool,
) -> Iterator[Entry | BrokenEntry]:
    """The entries of a text that can be read; the ``first`` of a file may be an export's head."""
    for tree in _trees(form, origin):
        node, proofs = (tree, ()) if marks is None else apart(tree)
        if first and is_head(node):
            _take_head(node, origin, marks)
            first = False
            continue
        first = False
        for whole in whole_entries(node):
            entry = decoded(whole, origin, file_text)
            if form is EntryFormat.JSON_LINES and whole is node and isinstance(entry, Entry):
                entry = attrs.evolve(entry, node=None)
            yield entry
            if marks is not None:
                marks.proofs.append(proofs)


def _take_head(node: Node, origin: Origin, marks: ExportMarks | None) -> None:
    if marks is None:
        raise AnExport(origin.source).at(origin.where(node))
    marks.head, marks.where = head_of(node, origin), origin.where(node)


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, int, bytes]]:
    """The lines of a file that say something: number from 1, offset in bytes, the line."""
    offset = 0
    for number, data in enumerate(iter(lambda: file.readline(limit + 1), b""), start=1):
        if data.removeprefix(BOM_UTF8).strip():
            yield number, offset, data
        offset += len(data)


def _trees(form: EntryFormat, origin: Origin) -> Iterable[Node]:
    match form:
        case EntryFormat.YAML:
            return yaml_trees(origin)
        case EntryFormat.JSON:
            return json_trees(origin)
        case EntryFormat.JSON_LINES:
            return [json_tree(origin)]
        case EntryFormat.SEPARATED | EntryFormat.WORKBOOK:
            raise ValueError(form)  # no text of entries: it goes another way
        case _:
            assert_never(form)


def _broken(data: bytes, offset: int, origin: Origin) -> ClaimsError | None:
    """The first byte that is not UTF-8, at its place in the text as far as it can be read."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        place = len(data[: error.start].decode().removeprefix("\ufeff"))
        return BrokenText(offset + error.start, data[error.start]).at(origin.at(place))
    return None
