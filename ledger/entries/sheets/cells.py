"""A cell becomes a node, as its field wants it: text, a number, a date, a list, a group.

Takes a value as a spreadsheet has it, how it is shown, and the field; gives a node at the cell's
column. A date is never more precise than it is shown; what a spreadsheet made of a text is refused.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import category

from ledger.entries.sheets.mistakes import (
    CellError,
    DateMade,
    FormulaWithoutValue,
    PercentCell,
    SerialNumber,
    VagueDateCell,
)
from ledger.entries.sheets.table import Shape
from ledger.entries.specs import FieldSpec, Sort
from ledger.entries.text.json_text import json_tree
from ledger.entries.text.tree import Fields, Items, Node, NotRead, Origin, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.entries.sheets.table import Value
    from ledger.errors import ClaimsError

ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet takes for a formula."""

_APART = re.compile(r"[;\n]")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 100_000  # the days from 1927 to 2173 as Excel counts them
_SERIAL = re.compile(r"[0-9]{5}(\.[0-9]+)?")
_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def node_of(
    spec: FieldSpec | None, value: Value, column: int, shape: tuple[Shape, str] | None
) -> Node | None:
    """The node of a cell at its column; None where the cell is empty: its field is not given.

    Without a field the value is taken as text; why it has none is said elsewhere.
    """
    try:
        return _node(spec, value, column, shape)
    except _Wrong as wrong:
        return NotRead(wrong.error, column, column + 1)


def apart(text: str) -> list[str]:
    """The values of a list in one cell: what stands between semicolons and ends of lines."""
    return [part.strip() for part in _APART.split(text) if part.strip()]


def is_wrapped(text: str, *, whole: bool) -> bool:
    """Whether a text stands in a cell as JSON has it, in quotation marks, to read back to itself.

    ``whole``: it may have a semicolon, and is one value all the same.
    """
    return (
        text != text.strip()
        or text.startswith((*FORMULA, '"'))
        or text in ERRORS
        or (whole and _APART.search(text) is not None)
        or any(map(is_hidden, text))
    )


def is_hidden(letter: str) -> bool:
    """Whether a letter is neither seen nor a blank: a control sign, a mark of direction."""
    return not (letter.isprintable() or letter in "\n\t" or category(letter) == "Zs")


def unwrapped(text: str, *, whole: bool = False) -> str:
    """The text of a cell: without the quotation marks of JSON, where those alone keep it whole."""
    stripped = text.strip()
    if len(stripped) > 1 and stripped.startswith('"') and stripped.endswith('"'):
        try:
            inner = json.loads(stripped)
        except ValueError:
            return stripped
        if isinstance(inner, str) and is_wrapped(inner, whole=whole):
            return inner
    return stripped


class _Wrong(Exception):
    """A cell that is no value."""

    def __init__(self, error: ClaimsError) -> None:
        super().__init__()
        self.error = error


def _node(
    spec: FieldSpec | None, value: Value, column: int, shape: tuple[Shape, str] | None
) -> Node | None:
    if shape is not None and shape[0] is Shape.NO_VALUE:
        raise _Wrong(FormulaWithoutValue())
    if shape is not None and shape[0] is Shape.ERROR:
        raise _Wrong(CellError(shape[1]))
    match value:
        case None:
            return None
        case bool():
            return _listed(spec, Scalar(value, column, column + 1))
        case int() | float():
            return _listed(spec, Scalar(_number(spec, value, shape), column, column + 1))
        case datetime() | date():
            return Scalar(_date(spec, value, shape), column, column + 1)
        case time() | timedelta():
            raise _Wrong(VagueDateCell(shape[1] if shape else str(value)))
    if not value.strip():
        return None
    if value.strip() in ERRORS:
        raise _Wrong(CellError(value.strip()))
    return _of_text(spec, value, column)


def _listed(spec: FieldSpec | None, node: Scalar) -> Node:
    return Items((node,), node.start, node.end) if spec is not None and spec.many else node


def _of_text(spec: FieldSpec | None, value: str, column: int) -> Node:
    text = value.strip()
    if spec is not None and (spec.many or spec.sort in {Sort.RECORD, Sort.ENTRY}):
        read = json_tree(Origin(source="", text=text, typed=True)) if text[0] in "[{" else None
        if spec.sort not in {Sort.RECORD, Sort.ENTRY} and isinstance(read, NotRead):
            read = None  # words that begin with a bracket
        if read is not None:
            placed = _placed(read, column)
            single = spec.many and isinstance(placed, Fields)
            return Items((placed,), column, column + 1) if single else placed
        if spec.many:
            return _items(apart(text), column)
        return Scalar(text, column, column + 1)
    if spec is not None and spec.sort is Sort.DATE and _SERIAL.fullmatch(text):
        raise _Wrong(_serial(text))
    whole = spec is not None and spec.sort is Sort.PARTY
    return Scalar(unwrapped(value, whole=whole), column, column + 1)


def _items(texts: Sequence[str], column: int) -> Items:
    items = tuple(Scalar(text, column, column + 1) for text in texts)
    return Items(items, column, column + 1)


def _placed(node: Node, column: int) -> Node:
    """The same tree with every node at the cell; texts stay as JSON has them."""
    match node:
        case Scalar(value=value):
            return Scalar(value, column, column + 1)
        case Items(items=items):
            return Items(tuple(_placed(item, column) for item in items), column, column + 1)
        case Fields(pairs=pairs):
            return Fields(
                tuple(
                    (Scalar(name.value, column, column + 1), _placed(each, column))
                    for name, each in pairs
                ),
                column,
                column + 1,
            )
        case NotRead(error=error):
            return NotRead(error, column, column + 1)


def _number(spec: FieldSpec | None, value: float, shape: tuple[Shape, str] | None) -> str:
    """A number as a spreadsheet shows it, with the 15 digits that it keeps."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if shape is not None and shape[0] is Shape.PERCENT:
        percent = _plain(number * 100)
        if spec is None or spec.sort is not Sort.SHARE:
            raise _Wrong(PercentCell(spec.name if spec else "this", percent))
        return percent
    text = _plain(number)
    is_year = number == int(number) and _FIRST_YEAR <= number <= _LAST_YEAR
    if spec is not None and spec.sort is Sort.DATE and not is_year:
        raise _Wrong(_serial(text))
    return text


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _serial(text: str) -> ClaimsError:
    number = Decimal(text)
    if _FIRST_SERIAL <= number < _LAST_SERIAL:
        return SerialNumber(text, _EPOCH + timedelta(days=int(number)))
    return VagueDateCell(text)


def _date(spec: FieldSpec | None, value: date, shape: tuple[Shape, str] | None) -> str:
    """A date as far as the cell shows it."""
    day = value.date() if isinstance(value, datetime) else value
    if spec is None or spec.sort is not Sort.DATE:
        raise _Wrong(DateMade(spec.name if spec else "this", day))
    match shape:
        case (Shape.DAY, _):
            return day.isoformat()
        case (Shape.MONTH, _):
            return f"{day:%Y-%m}"
        case (Shape.YEAR, _):
            return f"{day:%Y}"
    raise _Wrong(VagueDateCell(shape[1] if shape else day.isoformat()))
