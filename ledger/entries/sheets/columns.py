"""The header of a sheet: which field, or which part of one, each column holds.

Takes the cells of a header row; gives columns by kind, and what is wrong with the header. A field
with parts has a column for each (``figure.value``), a list can have one for each of its values
(``parties.1``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ledger.entries.document import DocumentEntry
from ledger.entries.languages import field_meant
from ledger.entries.sheets.mistakes import DuplicateColumn, NoHeader, UnknownColumn
from ledger.entries.sheets.table import is_empty, letter, words_of
from ledger.entries.specs import KIND_NAMES, FieldSpec, Sort, written_specs
from ledger.entries.text.scalars import word_of
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.entries.sheets.table import Row

KIND = "kind"
NOTE = "#"
"""How a header begins whose column is for people alone."""

_BETWEEN = re.compile(r"[\s_-]+")
_PLURALS = {
    "parties": "party",
    "partnerships": "partnership",
    "instruments": "instrument",
    "documents": DocumentEntry.kind,
    "retractions": "retraction",
    "corrections": "correction",
    "disputes": "dispute",
}

Path = tuple[str, ...]


@attrs.frozen(kw_only=True)
class Column:
    """One column: its number from 1, its header, and the path of the field that it holds."""

    number: int
    header: str
    path: Path


@attrs.frozen(kw_only=True)
class Header:
    """The columns of a sheet, and what is wrong in their row, each with its column."""

    columns: tuple[Column, ...]
    mistakes: tuple[tuple[int, ClaimsError], ...] = ()
    aside: frozenset[int] = frozenset()
    """The columns of notes."""

    @property
    def kind(self) -> Column | None:
        """The column that says of what kind each row is."""
        return next((column for column in self.columns if column.path == (KIND,)), None)


def plain_header(text: str) -> str:
    """A header as fields are spelled.

    >>> plain_header(" Asserted by "), plain_header("Figure.Value")
    ('asserted_by', 'figure.value')
    """
    return ".".join(_BETWEEN.sub("_", part.strip()) for part in text.strip().lower().split("."))


def field_called(text: str) -> str:
    """The field that a header names, in the words of any language.

    >>> field_called("Asserted by"), field_called("Según"), field_called("당사자")
    ('asserted_by', 'asserted_by', 'party')
    >>> field_called("Nombre"), field_called("otros nombres")
    ('name', 'aliases')
    """
    name = plain_header(text)
    if name.partition(".")[0] in whole_fields():
        return name
    meant = field_meant(name)
    return "publisher" if meant == "source" else meant  # as tables of specs call it


def kind_called(name: str) -> str | None:
    """The kind that the name of a sheet or of a file says.

    >>> kind_called("Workshop held"), kind_called("Parties"), kind_called("Sheet1")
    ('workshop-held', 'party', None)
    """
    word = word_of(name, KIND_NAMES, KIND)
    word = _PLURALS.get(word.strip().lower(), word)
    return word if word in KIND_NAMES else None


@cache
def whole_fields() -> frozenset[str]:
    """The names that a header can begin with, of any kind."""
    return frozenset({KIND, *(spec.name for kind in KIND_NAMES for spec in written_specs(kind))})


def columns_of(kind: str) -> tuple[str, ...]:
    """The header of a kind: its own fields, one column for each part that has one value.

    >>> columns_of("retraction")[:4]
    ('kind', 'target', 'by', 'reason')
    """
    return (KIND, *(name for spec in written_specs(kind) for name in _parts(spec)))


def spec_at(kind: str, path: Path) -> FieldSpec | None:
    """The field that a path leads to; None where the kind has none."""
    specs: Sequence[FieldSpec] = written_specs(kind)
    spec: FieldSpec | None = None
    for step in path:
        if step.isdecimal() and spec is not None and spec.many:
            spec = attrs.evolve(spec, many=False)
            continue
        spec = next((each for each in specs if each.name == step), None)
        if spec is None:
            return None
        specs = spec.parts
    return spec


def header_of(row: Row, kinds: Sequence[str]) -> Header:
    """The columns of a header row; ``kinds`` are those that its sheet can have."""
    columns: list[Column] = []
    mistakes: list[tuple[int, ClaimsError]] = []
    aside: set[int] = set()
    taken: dict[Path, int] = {}
    for number, cell in enumerate(row, start=1):
        header = "" if is_empty(cell) else words_of(cell).strip()
        if not header:
            continue
        if header.startswith(NOTE):
            aside.add(number)
            continue
        path = tuple(field_called(header).split("."))
        if not _is_field(path, kinds):
            unknown = UnknownColumn(header, kinds, _names(kinds))
            mistakes.append((number, unknown))
            if unknown.near is None:
                aside.add(number)
                continue
            path = tuple(unknown.near.split("."))  # what stands below is looked at all the same
        if path in taken:
            if _is_field(tuple(field_called(header).split(".")), kinds):
                mistakes.append((number, DuplicateColumn(header, letter(taken[path]))))
            aside.add(number)
            continue
        taken[path] = number
        columns.append(Column(number=number, header=header, path=path))
    return Header(columns=tuple(columns), mistakes=tuple(mistakes), aside=frozenset(aside))


def beyond(header: Header, row: Row) -> Iterator[tuple[int, ClaimsError]]:
    """The first value of a row that stands in a column without a header."""
    headed = {column.number for column in header.columns} | header.aside
    for number, cell in enumerate(row, start=1):
        if number not in headed and not is_empty(cell):
            yield number, NoHeader(letter(number))
            return


def _is_field(path: Path, kinds: Sequence[str]) -> bool:
    return path == (KIND,) or any(spec_at(kind, path) is not None for kind in kinds)


def _names(kinds: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(name for kind in kinds for name in columns_of(kind)))


def _parts(spec: FieldSpec) -> Iterator[str]:
    if spec.sort is Sort.RECORD and not spec.many:
        for part in spec.parts:
            yield from (f"{spec.name}.{name}" for name in _parts(part))
    else:
        yield spec.name
