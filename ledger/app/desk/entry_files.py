"""Files of entries on the way to the ledger: read to their end, recorded together or not at all.

Takes files or texts of YAML, JSON or JSON Lines, or sheets; gives the outcomes, or every mistake
of every file where it was written. The command line and Python import by it.
"""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import attrs

from ledger.app.desk.mistakes import all_mistakes, mistakes_of, noted, parts_of
from ledger.app.desk.named_files import files_named_in
from ledger.app.submission.terms import Terms
from ledger.claims.decision.refusals import NotKnown
from ledger.entries.entry_list import EntryList
from ledger.entries.exported import ExportMarks
from ledger.entries.mistakes import SheetFile, UnknownFormat
from ledger.entries.reader import IMPORT_LIMIT, EntryFile, EntryFormat, read_entries
from ledger.entries.sheets.separated import is_table, text_of
from ledger.errors import ClaimsError, Problems
from ledger.facts.log_reader import uncollected
from ledger.sources.reading import opened, read_bounded
from ledger.sources.text.formats import binary_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.app.submission.submit import Outcome
    from ledger.claims.commands import Command
    from ledger.entries.document import FileText
    from ledger.entries.entry import BrokenEntry, Entry
    from ledger.entries.fragment import Fragment

TEXT = "<text>"
"""How messages name entries that are given as text."""

_RECORDED = Terms()
_SHEETS = frozenset({".xls", ".xlsb", ".ods", ".numbers"})  # that are not read
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # newer and older office files
_SEPARATORS = ",;\t|"
_COUNTED = 1 << 20  # bytes that are looked through together
_LOOKED_AT = 65_536  # bytes; an even number, so that no UTF-16 letter is cut
_NO_TABLE = re.compile(r"\s*[-\[{#%\"']|[^,;\t|]*:")  # how entries may begin


class EntryTaker(Protocol):
    """What takes entries: a ledger."""

    def submit_on(
        self, terms: Terms, commands: Sequence[Command | Fragment]
    ) -> tuple[Outcome, ...]:
        """Record what follows from commands, on terms: all of it or nothing, in one append."""
        ...


def import_entries(
    ledger: EntryTaker,
    source: Path | str,
    *,
    dry_run: bool = False,
    replace: bool = False,
    files_in: Sequence[Path] = (),
) -> tuple[Outcome, ...]:
    """Record the entries of a file or of a text, as ``Ledger.import_entries`` says."""
    if isinstance(source, Path):
        name = str(source)
        with opened_file(source, name, files_named_in(source, files_in)) as file:
            entries = EntryList(read_entries(file))
    else:
        name, data = TEXT, _no_sheet(source.encode(), TEXT)
        file_text = files_named_in(files_in[0] / TEXT, files_in) if files_in else None
        entries = EntryList(read_entries(entry_file(data, name, file_text)))
    terms = Terms(dry_run=dry_run, replace=replace, importing=True)
    return outcomes_of(ledger, entries, terms, source=name)


def entries_in(
    text: str, source: str, file_text: FileText | None = None
) -> list[Entry | BrokenEntry]:
    """The entries of a text, whole or with mistakes; ``source`` is how messages name it."""
    return list(read_entries(entry_file(text.encode(), source, file_text)))


def entry_file(
    data: bytes, name: str, file_text: FileText | None = None, limit: int = IMPORT_LIMIT
) -> EntryFile:
    """The bytes of a file of entries as one to be read, written as its name and its bytes say."""
    return EntryFile(
        file=io.BytesIO(data),
        source=name,
        form=format_of(name, data),
        file_text=file_text,
        limit=limit,
    )


def outcomes_of(
    ledger: EntryTaker,
    entries: Sequence[Entry | BrokenEntry],
    terms: Terms = _RECORDED,
    *,
    source: str,
) -> tuple[Outcome, ...]:
    """Record entries on terms, all or none; ``source`` is how messages name them.

    Raises:
        Problems: every mistake, each where its entry was written.
    """
    try:
        outcomes = ledger.submit_on(terms, parts_of(entries))
    except Problems as problems:
        raise Problems(source, all_mistakes(problems.problems, entries)) from None
    return noted(outcomes, entries)


@attrs.define
class EntryFiles:
    """What the files hold: entries, whole or with mistakes, and files that could not be read.

    ``size`` is in bytes that were read. ``marks`` takes what an export says of itself; without it,
    an export is refused.
    """

    entries: EntryList = attrs.Factory(EntryList)
    unreadable: list[ClaimsError] = attrs.Factory(list)
    size: int = 0
    marks: ExportMarks | None = None

    @uncollected()
    def take(self, file: EntryFile, advance: Callable[[int], None] = lambda _: None) -> None:
        """Add what one file holds; ``advance`` is called with 1 for each entry."""
        for entry in read_entries(file, self.marks):
            self.entries.append(entry)
            advance(1)
        self.size += file.file.tell()


def record_files(
    files: EntryFiles,
    submit: Callable[[Sequence[Entry | BrokenEntry], bool], tuple[Outcome, ...]],
    *,
    source: str,
) -> tuple[Outcome, ...]:
    """Record what the files hold; where anything is wrong, nothing, and all that is wrong is told.

    ``submit`` opens the ledger and submits entries; its second argument is true where nothing
    may be recorded.

    Raises:
        Problems: every mistake of every file, in their order.
        ClaimsError: the ledger could not be opened, and the files have no mistake.
    """
    mistakes = [*files.unreadable, *mistakes_of(files.entries)]
    if files.unreadable and not files.entries:
        raise Problems(source, mistakes)
    try:
        outcomes = submit(files.entries, bool(files.unreadable))
    except Problems as refused:
        mistakes = [*files.unreadable, *refused.problems]
        if files.unreadable:  # what they would have named is not known
            mistakes = [mistake for mistake in mistakes if not isinstance(mistake, NotKnown)]
        raise Problems(source, mistakes) from None
    except ClaimsError:
        if mistakes:  # they can be mended without the ledger
            raise Problems(source, mistakes) from None
        raise
    if files.unreadable:
        raise Problems(source, files.unreadable)
    return outcomes


def format_of(name: str, data: bytes) -> EntryFormat:
    """How a file is written: by its name; where that does not say, by how it begins."""
    if _is_workbook(data):
        return EntryFormat.WORKBOOK
    try:
        return EntryFormat.of(name)
    except UnknownFormat:
        if _has_our_header(data):
            return EntryFormat.SEPARATED
        start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(b"["):
            return EntryFormat.JSON
        if not start.startswith(b"{"):
            return EntryFormat.YAML
        first = start.partition(b"\n")[0].rstrip()
        return EntryFormat.JSON_LINES if first.endswith(b"}") else EntryFormat.JSON


@contextmanager
def opened_file(
    source: Path, name: str, file_text: FileText | None, limit: int = IMPORT_LIMIT
) -> Iterator[EntryFile]:
    """A file of entries, open meanwhile; of JSON Lines a line is read at a time.

    Raises:
        UnreadableFile: it cannot be read.
        SheetFile: it is a table or an office file, by its name or by how it begins.
    """
    if Path(name).suffix.lower() in EntryFormat.JSON_LINES.value and _is_file(source):
        with opened(source, limit) as stream:
            start = stream.read(_LOOKED_AT)
            if not start.startswith(_OFFICE):
                form = format_of(name, _no_sheet(start, name))
                stream.seek(0)
                yield EntryFile(
                    file=stream, source=name, form=form, file_text=file_text, limit=limit
                )
                return
    yield entry_file(read_file(source, name, limit), name, file_text, limit)


def _is_file(source: Path) -> bool:
    """Whether it is a file, and no pipe; what may not be looked at is for its reader to refuse."""
    try:
        return source.is_file()
    except OSError:
        return False


def read_file(source: Path | BinaryIO, name: str, limit: int = IMPORT_LIMIT) -> bytes:
    """The bytes of a file of entries, or of a stream, no more than an import takes.

    Raises:
        UnreadableFile: it cannot be read.
        SheetFile: it is a table or an office file, by its name or by how it begins.
    """
    return _no_sheet(read_bounded(source, limit), name)


def _no_sheet(data: bytes, name: str) -> bytes:
    ending = Path(name).suffix.lower()
    office = binary_format(data) if data.startswith(_OFFICE) else None
    if ending in _SHEETS:
        raise SheetFile(name, f"a sheet ({ending})")
    if office is not None and not _is_workbook(data):
        raise SheetFile(name, office.what)
    by_name = ending in {*EntryFormat.SEPARATED.value, *EntryFormat.WORKBOOK.value}
    if not by_name and _is_table(data) and format_of(name, data) is not EntryFormat.SEPARATED:
        raise SheetFile(name, "a table of separated values")
    return data


def _is_workbook(data: bytes) -> bool:
    """Whether it is an ``.xlsx`` file, whatever its name."""
    office = binary_format(data) if data.startswith(_OFFICE[0]) else None
    return office is not None and "(xlsx)" in office.what


def _has_our_header(data: bytes) -> bool:
    """Whether it is a table of separated values that begins with names of fields."""
    try:
        return is_table(text_of(data[:_LOOKED_AT]))
    except ClaimsError:
        return False


def _is_table(data: bytes) -> bool:
    """Whether a text begins with two lines of as many values, and so as no entry can begin."""
    start = data[:65_536].removeprefix(b"\xef\xbb\xbf").decode(errors="replace").strip()
    first, _, rest = start.partition("\n")
    second = rest.partition("\n")[0]
    if _NO_TABLE.match(first):
        return False
    return any(first.count(sign) == second.count(sign) > 0 for sign in _SEPARATORS)


def about(file: EntryFile) -> tuple[int, int]:
    """About how many entries a file has, to show how far a reading is; and its bytes."""
    sign = b"\n- " if ".yaml" in file.form.value else b"\n"
    count, size = 1, 0
    while data := file.file.read(_COUNTED):
        count, size = count + data.count(sign), size + len(data)
    file.file.seek(0)
    return count, size
