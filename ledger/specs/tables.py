"""A table of a feature becomes entries: rows that read like an analyst's sentences.

Takes the cells of a table and the names that the scenario knows; gives entries in the import
format. A row needs its kind and its source; the document that it comes from, with words to
quote, is made from the rest where the table does not give it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ledger.claims.commands import RecordClaim
from ledger.entries.languages import canonical, field_meant
from ledger.entries.mistakes import UnknownKind
from ledger.entries.reader import from_mapping
from ledger.entries.specs import CLAIM_KINDS, KIND_NAMES, Sort, field_specs
from ledger.errors import ClaimsError, Where
from ledger.letters import bare
from ledger.specs.drivers import Entry
from ledger.specs.refusals import MissingColumn, RepeatedColumn
from ledger.views.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_OF_DOCUMENT = ("source", "source_kind", "published", "root", "lineage", "text")
_CLOSED = ("kind", "source_kind", "lineage", "modality", "stage", "each")
_SPLIT = re.compile(r"\s*[,、]\s*")


@attrs.frozen(kw_only=True)
class StepRow:
    """One row of a table: the line it stands on, and its cells that hold something, by column."""

    line: int | None
    cells: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Naming:
    """What rows may leave out: their partnership, and the documents that sources have."""

    partnership: str | None
    documents: Mapping[str, str]


def rows_of(
    table: Sequence[Sequence[str]],
    lines: Sequence[int] = (),
    columns: Sequence[str] = (),
    *,
    as_written: bool = False,
) -> list[StepRow]:
    """The rows below the first, by what their columns mean; ``columns`` must all be there.

    ``as_written`` leaves the names of columns and what is in cells as they are.

    Raises:
        MissingColumn: a column is not there, or is empty in a row.
        RepeatedColumn: two columns mean the same.
    """
    heading = [written if as_written else _column(written) for written in table[0]]
    head = StepRow(line=next(iter(lines), None), cells={column: column for column in heading})
    for column in heading:
        if heading.count(column) > 1:
            raise _placed(RepeatedColumn(column), head)
    require([head], columns)
    rows = []
    for index, cells in enumerate(table[1:], start=1):
        filled = {
            column: cell.strip() if as_written else _cell(column, cell.strip())
            for column, cell in zip(heading, cells, strict=True)
            if cell.strip()
        }
        rows.append(StepRow(line=lines[index] if index < len(lines) else None, cells=filled))
    require(rows, columns)
    return rows


def require(rows: Iterable[StepRow], columns: Iterable[str]) -> None:
    """Raise ``MissingColumn`` for what every row must have."""
    for row in rows:
        missing = [column for column in columns if column not in row.cells]
        if missing:
            raise _placed(MissingColumn(missing), row)


def entries_of(rows: Sequence[StepRow], naming: Naming) -> list[Entry]:
    """The entries of a table of claims: entities as they are, documents first, then claims."""
    described = [row for row in rows if _kind(row) in KIND_NAMES and _kind(row) not in CLAIM_KINDS]
    stated = [row for row in rows if row not in described]
    for row in stated:
        if _kind(row) not in CLAIM_KINDS:
            raise _placed(UnknownKind(_kind(row), KIND_NAMES), row)
    require(stated, ["source"])
    documents = _Documents(naming)
    claims = [documents.claim(row) for row in stated]
    return [*map(_plain_entry, described), *documents.entries(), *claims]


def documents_of(rows: Sequence[StepRow], naming: Naming) -> list[Entry]:
    """The entries of a table of documents."""
    documents = _Documents(naming)
    for row in rows:
        documents.take(row)
    return documents.entries()


def fields_of(row: StepRow, kind: str) -> Entry:
    """The fields that a row gives to a kind of entry; several values stand between commas."""
    many = {spec.name for spec in field_specs(kind) if spec.many and spec.sort is not Sort.RECORD}
    fields: Entry = {
        name: _SPLIT.split(value) if name in many else value
        for name, value in row.cells.items()
        if name not in _OF_DOCUMENT and name != "claim"
    }
    return fields | ({"id": row.cells["claim"]} if "claim" in row.cells else {})


def slug(name: str) -> str:
    """A name as an id: ``La Jornada`` is ``la-jornada``; other scripts keep their code points.

    >>> slug("La Jornada, México"), slug("통신")
    ('la-jornada-mexico', 'u1110-u1169-u11bc-u1109-u1175-u11ab')
    """
    letters = (letter if letter.isascii() else f" u{ord(letter):x} " for letter in bare(name))
    words = "".join(letters)
    return "-".join(re.findall(r"[a-z0-9]+", words))[:60].strip("-") or "x"


@attrs.define
class _Documents:
    """The documents that a table speaks of, each with the words that its rows quote."""

    naming: Naming
    made: dict[str, Entry] = attrs.Factory(dict)
    quotes: dict[str, list[str]] = attrs.Factory(dict)

    def take(self, row: StepRow) -> str:
        """The document of a row, made if it is new; gives its id."""
        cells = row.cells
        name = cells.get("document") or self._name(cells)
        if name not in self.made and cells.get("document") not in self.naming.documents.values():
            entry: Entry = {
                "kind": "document",
                "id": name,
                "title": cells["source"],
                "publisher": cells["source"],
                "source_kind": cells.get("source_kind", "news"),
                "published": cells.get("published"),
            }
            if "root" in cells:
                entry["root"] = self._root(cells["root"])
                entry["lineage"] = cells.get("lineage", "syndicated")
            self.made[name] = {key: value for key, value in entry.items() if value is not None}
            self.quotes[name] = [cells["text"]] if "text" in cells else []
        return name

    def _name(self, cells: Mapping[str, str]) -> str:
        wanted = slug(f"{cells['source']} {cells.get('published', '')}")
        taken = set(self.naming.documents.values())
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}-{number}", number + 1
        return name

    def _root(self, name: str) -> str:
        own = [document for document, entry in self.made.items() if entry["publisher"] == name]
        return own[-1] if own else self.naming.documents.get(name, name)

    def claim(self, row: StepRow) -> Entry:
        """The entry of a row's claim; without a quote, its document says it in a few words."""
        name = self.take(row)
        entry = fields_of(row, _kind(row)) | {"document": name}
        if "partnership" not in entry and self.naming.partnership is not None:
            entry["partnership"] = self.naming.partnership
        spoken = self.quotes.setdefault(name, [])
        stated = _words(entry, row)
        quote = row.cells.get("quote") or stated
        if quote not in spoken and not any(
            quote in words for words in spoken if "quote" in row.cells
        ):
            if any(quote in words or words in quote for words in spoken):
                quote = f"{quote} ({len(spoken) + 1})"
            spoken.append(quote)
        return {**entry, "quote": quote}

    def entries(self) -> list[Entry]:
        """The documents, each with a text that holds the words of its claims."""
        return [
            {**entry, "text": "\n".join([_head(entry), *self.quotes[name]])}
            for name, entry in self.made.items()
        ]


def _head(entry: Entry) -> str:
    """The first line of a document: no two sources print the same text on the same day."""
    return " · ".join(str(entry[name]) for name in ("publisher", "published") if name in entry)


def _words(entry: Entry, row: StepRow) -> str:
    """What a claim says, in the words that a status page would use."""
    try:
        command = from_mapping({**entry, "quote": "x"}, "a row").command
    except ClaimsError as error:
        raise _placed(error, row) from None
    if not isinstance(command, RecordClaim):
        raise TypeError(command)
    return phrase(command.development)


def _plain_entry(row: StepRow) -> Entry:
    entry = fields_of(row, _kind(row))
    return entry | {name: row.cells[name] for name in _OF_DOCUMENT if name in row.cells}


def _placed(error: ClaimsError, row: StepRow) -> ClaimsError:
    error.where = Where(source="the table", line=row.line)
    return error


def _kind(row: StepRow) -> str:
    return row.cells.get("kind", "")


def _column(written: str) -> str:
    name = field_meant(written)
    if name == written:
        return written.strip().replace(" ", "_").replace("-", "_")
    return "source" if name == "publisher" else name  # as sheets call it


def _cell(column: str, cell: str) -> str:
    return canonical(column, cell) if column in _CLOSED else cell
