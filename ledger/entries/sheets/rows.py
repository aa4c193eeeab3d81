"""The rows of tables become trees of entries, each node at its cell.

Takes tables; gives pairs of a tree and its origin, names and documents before what is said of
them, and the mistakes of headers in the place of an entry.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

import attrs

from ledger.entries.sheets.cells import apart, node_of
from ledger.entries.sheets.columns import (
    KIND,
    Header,
    beyond,
    field_called,
    header_of,
    kind_called,
    spec_at,
)
from ledger.entries.sheets.mistakes import MergedCells, NoKindHere
from ledger.entries.sheets.table import Row, RowOrigin, Shape, SheetTable, area, is_empty
from ledger.entries.specs import KIND_NAMES, PARTIES, takes_several
from ledger.entries.text.scalars import word_of
from ledger.entries.text.tree import Fields, Items, Node, NotRead, Origin, Scalar
from ledger.errors import ClaimsError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.entries.sheets.columns import Column

Placed = tuple[Node, Origin]
Branch = dict[str, "Branch | Node"]

_RANKS = {kind: rank for rank, kind in enumerate(KIND_NAMES)}
_CLAIM = _RANKS["document"] + 1
_UNREAD = {Shape.NO_VALUE, Shape.ERROR}  # of cells that have something, and no value


def placed_rows(tables: Sequence[SheetTable]) -> Iterator[Placed]:
    """The entries of all tables: who there is first, then documents, then what they state.

    Rows of one rank stay in the order of the sheets. A row waits as its cells alone: its nodes are
    made when it is its turn, so that a table of hundreds of thousands fits.
    """
    waiting: defaultdict[int, list[_WaitingRow | Placed]] = defaultdict(list)
    for table in tables:
        for rank, row in _of_table(table):
            waiting[rank].append(row)
    for rank in sorted(waiting):
        for row in waiting.pop(rank):
            yield row.placed() if isinstance(row, _WaitingRow) else row


@attrs.frozen
class _Sheet:
    """A table whose header is read; the kind that its name says, if it says one."""

    table: SheetTable
    header: Header
    kind: str | None


@attrs.frozen
class _WaitingRow:
    """A row that waits for its turn, with its number."""

    sheet: _Sheet
    number: int
    cells: Row

    def placed(self) -> Placed:
        """The entry of the row and where it stands."""
        return _entry(self), _origin(self.sheet.table, self.number, self.cells)


def _of_table(table: SheetTable) -> Iterator[tuple[int, _WaitingRow | Placed]]:
    rows = table.rows
    first = next(((number, row) for number, row in rows if not all(map(is_empty, row))), None)
    if first is None:
        return
    number, head = first
    name = table.name or PurePath(table.source).stem
    kind = kind_called(name)
    kinds = _kinds(head, kind)
    header = header_of(head, kinds)
    origin = _origin(table, number, head)
    if header.kind is None and kind is None:
        yield -1, _mistake(NoKindHere(name, KIND_NAMES), 0, origin)
        return
    for column, error in header.mistakes:
        yield -1, _mistake(error, column, origin)
    for merged in table.merged:
        if merged[2] >= number:
            place = attrs.evolve(origin, line=merged[0], cells=())
            yield -1, _mistake(MergedCells(area(*merged)), merged[1], place)
    yield from _of_rows(_Sheet(table, header, kind), rows)


def _of_rows(
    sheet: _Sheet, rows: Iterator[tuple[int, Row]]
) -> Iterator[tuple[int, _WaitingRow | Placed]]:
    """The rows below a header; a file that breaks off gives what stands before."""
    table = sheet.table
    try:
        for number, cells in rows:
            if _is_blank(table, sheet.header, number, cells):
                continue
            for column, error in beyond(sheet.header, cells):
                yield -1, _mistake(error, column, _origin(table, number, cells))
            row = _WaitingRow(sheet, number, cells)
            yield _rank(_kind_word(_kind_node(row))), row
    except ClaimsError as error:
        line = None if error.where is None else error.where.line
        yield len(_RANKS), _mistake(error, 0, _origin(table, line or 1, ()))


def _is_blank(table: SheetTable, header: Header, number: int, row: Row) -> bool:
    """Whether a row has nothing but notes; a formula without a value is something."""
    return all(
        is_empty(cell) and (table.shape(number, column) or (None,))[0] not in _UNREAD
        for column, cell in enumerate(row, start=1)
        if column not in header.aside
    )


def _kinds(head: Row, kind: str | None) -> Sequence[str]:
    """The kinds that the rows of a sheet can have."""
    has_column = any(not is_empty(cell) and field_called(str(cell)) == KIND for cell in head)
    return KIND_NAMES if has_column or kind is None else (kind,)


def _rank(kind: str) -> int:
    """When rows of a kind have their turn."""
    if kind in {"correction", "retraction", "dispute"}:
        return _CLAIM + 1
    return min(_RANKS.get(kind, _CLAIM), _CLAIM)


def _entry(row: _WaitingRow) -> Node:
    table, header = row.sheet.table, row.sheet.header
    written = _kind_node(row)
    kind = _kind_word(written)
    fields: Branch = {KIND: written}
    for column in header.columns:
        if column.path == (KIND,) or column.number > len(row.cells):
            continue
        spec = spec_at(kind, column.path) if kind in _RANKS else None
        shape = table.shape(row.number, column.number)
        node = node_of(spec, row.cells[column.number - 1], column.number, shape)
        if node is not None:
            _put(fields, _several(kind, column, node), node)
    return _tree(fields, 0)


def _kind_node(row: _WaitingRow) -> Scalar | NotRead:
    column, kind = row.sheet.header.kind, row.sheet.kind
    if column is not None and column.number <= len(row.cells):
        shape = row.sheet.table.shape(row.number, column.number)
        node = node_of(None, row.cells[column.number - 1], column.number, shape)
        if isinstance(node, Scalar | NotRead):
            return node
    return Scalar(kind, 0, 0) if kind else Scalar(None, column.number if column else 0, 0)


def _kind_word(written: Scalar | NotRead) -> str:
    return word_of(str(written.value), KIND_NAMES, KIND) if isinstance(written, Scalar) else ""


def _several(kind: str, column: Column, node: Node) -> tuple[str, ...]:
    """The path of a cell; several parties in the column of one are parties."""
    if column.path != ("party",) or not isinstance(node, Scalar) or kind not in KIND_NAMES:
        return column.path  # a kind that is none is named at its own cell
    several = takes_several(kind) and len(apart(str(node.value))) > 1
    return (PARTIES,) if several else column.path


def _put(fields: Branch, path: tuple[str, ...], node: Node) -> None:
    """Put a cell where its path leads."""
    if path == (PARTIES,) and isinstance(node, Scalar):
        texts = apart(str(node.value))
        items = tuple(Scalar(text, node.start, node.end) for text in texts)
        node = Items(items, node.start, node.end)
    branch = fields
    for step in path[:-1]:
        inner = branch.setdefault(step, {})
        if not isinstance(inner, dict):
            return  # the whole of it stands in a cell of its own
        branch = inner
    branch.setdefault(path[-1], node)


def _tree(branch: Branch, start: int) -> Node:
    """The node of nested cells; numbered parts are a list in the order of their numbers."""
    nodes = {
        name: _tree(each, _first(each)) if isinstance(each, dict) else each
        for name, each in branch.items()
    }
    if nodes and all(name.isdecimal() for name in nodes):
        ordered = sorted(nodes, key=int)
        return Items(tuple(nodes[name] for name in ordered), start, start + 1)
    pairs = tuple((Scalar(name, node.start, node.start + 1), node) for name, node in nodes.items())
    return Fields(pairs, start, start + 1 if start else 0)


def _first(branch: Branch) -> int:
    first = next(iter(branch.values()))
    return _first(first) if isinstance(first, dict) else first.start


def _origin(table: SheetTable, number: int, row: Row) -> RowOrigin:
    return RowOrigin(source=table.source, sheet=table.name, line=number, cells=row)


def _mistake(error: ClaimsError, column: int, origin: RowOrigin) -> Placed:
    if error.where is not None and not error.where.source:
        error.where = Where(source=origin.source, line=error.where.line)
    return NotRead(error, column, column + 1), origin
