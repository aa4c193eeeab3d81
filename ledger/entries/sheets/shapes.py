"""How the cells of a workbook show their values: what a reader of the sheet sees of a date.

Takes the parts of an ``.xlsx`` file; gives for each cell that needs it a ``Shape``. A day that is
shown as "March 2024" states a month: what the program filled in is no part of the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # no entity is resolved: a DOCTYPE is refused first

from ledger.entries.sheets.mistakes import BadSheet
from ledger.entries.sheets.table import Shape

if TYPE_CHECKING:
    from zipfile import ZipFile

Shapes = dict[tuple[int, int], tuple[Shape, str]]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_APART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|AM/PM|A/P', re.IGNORECASE)
_WORDS = re.compile(rb"<(?:\w+:)?v>([^<]*)")
_TYPE_TEXT = b't="str"'
_ERROR = b't="e"'

_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
"""The formats that a workbook names by their number alone, as far as they show a date or part."""

_LOCAL = (*range(27, 37), *range(50, 59))
"""The numbers of formats that differ from country to country: what they show is not certain."""


def shape_of(code: str) -> Shape | None:
    """What a number format shows of its value; None where it is a plain number or a text.

    >>> [shape_of(code) for code in ("mmm yyyy", 'yyyy"년" m"월" d"일"', "0.0%", "#,##0")]
    [<Shape.MONTH: 'a month'>, <Shape.DAY: 'a day'>, <Shape.PERCENT: 'a percentage'>, None]
    >>> shape_of("d mmm"), shape_of("hh:mm"), shape_of("yyyy")
    (<Shape.UNCLEAR: 'unclear'>, <Shape.UNCLEAR: 'unclear'>, <Shape.YEAR: 'a year'>)
    """
    signs = set(_APART.sub("", code.partition(";")[0]).lower())
    if "%" in signs:
        return Shape.PERCENT
    if "g" in signs or signs.isdisjoint("ymdhse"):  # General
        return None
    if "0" in signs or "#" in signs:
        return None if signs.isdisjoint("ymdh") else Shape.UNCLEAR
    if "y" not in signs and "e" not in signs:
        return Shape.UNCLEAR
    if "d" in signs:
        return Shape.DAY if "m" in signs else Shape.UNCLEAR
    return Shape.MONTH if "m" in signs else Shape.YEAR


def styles(archive: ZipFile) -> list[tuple[Shape, str] | None]:
    """The shape of each style that cells refer to by number."""
    root = _xml(archive, "xl/styles.xml")
    if root is None:
        return []
    codes = dict(_BUILT_IN)
    for element in _all(root, "numFmt"):
        format_id, code = element.get("numFmtId", ""), element.get("formatCode", "")
        if format_id.isdecimal():
            codes[int(format_id)] = code
    shapes: list[tuple[Shape, str] | None] = []
    cells = next(iter(_all(root, "cellXfs")), None)
    for element in () if cells is None else cells:
        name = element.get("numFmtId", "0")
        number = int(name) if name.isdecimal() else 0
        if number in _LOCAL and number not in codes:
            shapes.append((Shape.UNCLEAR, f"format {number}"))
            continue
        code = codes.get(number, "")
        shape = shape_of(code)
        shapes.append(None if shape is None else (shape, code))
    return shapes


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Where each sheet lies in a workbook, by its name."""
    book = _xml(archive, "xl/workbook.xml")
    links = _xml(archive, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts: dict[str, str] = {}
    for sheet in _all(book, "sheet"):
        names = (value for name, value in sheet.attrib.items() if name.endswith("}id"))
        target = targets.get(next(names, None), "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        parts[sheet.get("name", "")] = path
    return parts


def shapes_in(data: bytes, shapes: list[tuple[Shape, str] | None]) -> Shapes:
    """The cells of a sheet that show a date or a part, or are a formula without a value."""
    cells: Shapes = {}
    for match in _CELL.finditer(data):
        style = _STYLE.search(match[1])
        number = int(style[1]) if style else 0
        shape = shapes[number] if number < len(shapes) else None
        body = match[2] or b""
        error = _ERROR in match[1]
        empty = bool(_FORMULA.search(body)) and not _VALUE.search(body)
        if shape is None and not empty and not error:
            continue
        place = _PLACE.search(match[1])
        if place is None:
            continue  # where it stands is not written: it counts as unclear
        row, column = int(place[2]), _column(place[1])
        if error:
            words = _WORDS.search(body)
            cells[row, column] = (Shape.ERROR, words[1].decode(errors="replace") if words else "")
        elif empty and _TYPE_TEXT not in match[1]:
            cells[row, column] = (Shape.NO_VALUE, "")
        elif shape is not None:
            cells[row, column] = shape
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + sign - ord("A") + 1
    return number


def _all(root: ET.Element, name: str) -> list[ET.Element]:
    return [*root.iter(_MAIN + name), *root.iter(_STRICT + name)]


def _xml(archive: ZipFile, part: str) -> ET.Element | None:
    try:
        data = archive.read(part)
    except KeyError:
        return None
    if b"<!DOCTYPE" in data:
        raise BadSheet("it declares a document type, which no workbook does")
    try:
        return ET.fromstring(data)  # noqa: S314 - without a DOCTYPE there is no entity
    except (ET.ParseError, LookupError, ValueError) as error:  # of its encoding, the latter two
        raise BadSheet(f"{part} is no XML ({error})") from None
