"""How far the values of a sheet reach, before a reader makes room for all cells between them.

Takes the part of an ``.xlsx`` file that is a sheet; refuses one whose values lie so far apart
that the cells between would fill the memory: one value in the last cell is 17 billion cells.
"""

from __future__ import annotations

import re
from typing import Final

from ledger.entries.sheets.mistakes import BadSheet
from ledger.entries.sheets.table import area

CELLS: Final = 10_000_000
"""The most cells, empty ones and all, between the first and the last value of a sheet."""

_TAG: Final = re.compile(rb"<(?:\w+:)?(?:(row)|c)(?=[\s/>])([^>]*)>(</)?")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,10})["']""")


def check_extent(data: bytes) -> None:
    """Refuse a sheet whose values lie too far apart.

    Raises:
        BadSheet: with the last of its rows and columns that have a value.
    """
    row = column = 0
    top = left = bottom = right = 0
    for match in _TAG.finditer(data):
        place = _PLACE.search(match[2])
        if match[1]:
            row, column = (int(place[2]) if place else row + 1), 0
            continue
        column += 1
        if place:
            row, column = int(place[2]), _number(place[1])
        if match[2].endswith(b"/") or match[3]:
            continue  # a cell that is only formatted
        top, left = min(top or row, row), min(left or column, column)
        bottom, right = max(bottom, row), max(right, column)
    if (bottom - top + 1) * (right - left + 1) > CELLS:
        raise BadSheet(
            f"its values lie so far apart ({area(top, left, bottom, right)}) that there are more "
            f"than {CELLS:,} cells between them; delete those that stand far from the others"
        )


def _number(letters: bytes) -> int:
    number = 0
    for sign in letters.upper():
        number = number * 26 + sign - ord("A") + 1
    return number
