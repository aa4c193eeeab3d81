"""A date in English, as a sentence says it or as a table cell shows it.

Takes EDTF text that the grammar has accepted; gives words that are never more precise
than it: no day that is not stated, `by the end of June` where a month bounds it.
"""

from __future__ import annotations

from datetime import timedelta

from ledger.edtf.grammar import OPEN, QUALIFIERS, read_date
from ledger.edtf.gregorian import MONTHS, PARTS, SEASONS

_SEASONS = ("spring", "summer", "autumn", "winter")
_HEMISPHERES = ("", " (northern)", " (southern)")
_FIRST_QUARTER, _FIRST_THIRD, _FIRST_HALF = 33, 37, 40

# For a sentence and for a cell: what a qualifier adds before and after.
_DOUBTS = {
    "~": (("about ", ""), ("c. ", "")),
    "?": (("possibly ", ""), ("", "?")),
    "%": (("possibly about ", ""), ("c. ", "?")),
}
_THIRDS = (
    ("the first four months of", "Jan-Apr"),
    ("the middle four months of", "May-Aug"),
    ("the last four months of", "Sep-Dec"),
)
_HALVES = (("the first half of", "H1"), ("the second half of", "H2"))


def sentence(text: str) -> str:
    """The date in full: ``between 27 and 30 September 2024``."""
    return _said(text, short=False)


def cell(text: str) -> str:
    """The date for a table: ``27-30 Sep 2024``."""
    return _said(text, short=True)


def _said(text: str, *, short: bool) -> str:
    start, slash, end = text.partition("/")
    if not slash or start == end:
        return _one(start, short=short)
    if start in ("", OPEN):
        return _by(end, short=short) + ("" if start or short else " (start unknown)")
    if end in ("", OPEN):
        return f"{_one(start, short=short)} or later" + ("" if end or short else " (end unknown)")
    return _between(start, end, short=short)


def _by(text: str, *, short: bool) -> str:
    """The latest day; a longer unit is included to its end, which a sentence must say."""
    whole_day = read_date(text, text)
    if short or whole_day.earliest == whole_day.latest:
        return f"by {_one(text, short=short)}"
    return f"by the end of {_one(text, short=False)}"


def _between(start: str, end: str, *, short: bool) -> str:
    doubtful = start[-1] in QUALIFIERS or end[-1] in QUALIFIERS
    if _unit(start) != _unit(end) and not doubtful:
        # 2004-02-01/2005: the same days, both said as days
        start, end = str(read_date(start, start).earliest), str(read_date(end, end).latest)
    if start == end:
        return _one(start, short=short)
    first, last = _one(start, short=short), _one(end, short=short)
    if not doubtful:
        first = _without_shared_tail(first, last)
    either = not doubtful and _are_neighbours(start, end)
    if short and " " not in first:
        return f"{first}/{last}" if either else f"{first}-{last}"
    if either:
        return f"{first} or {last}"
    return f"{first} - {last}" if short else f"between {first} and {last}"


def _unit(text: str) -> tuple[int, bool, bool]:
    """What a date counts in: days, months, years, parts of years, unspecified ones."""
    return len(text), "X" in text, _is_part(text)


def _is_part(text: str) -> bool:
    month = text[5:7]
    return month.isdecimal() and int(month) in PARTS


def _are_neighbours(start: str, end: str) -> bool:
    """Two days, months or years with nothing between them: the one or the other."""
    last_of_first, first_of_last = read_date(start, start).latest, read_date(end, end).earliest
    if last_of_first is None or first_of_last is None or "X" in start:
        return False
    return first_of_last - last_of_first == timedelta(1)


def _without_shared_tail(first: str, last: str) -> str:
    """27 [September 2024] and 30 September 2024."""
    words, others = first.split(" "), last.split(" ")
    while len(words) > 1 and words[-1] == others[-1]:
        words, others = words[:-1], others[:-1]
    return " ".join(words)


def _one(text: str, *, short: bool) -> str:
    if text[-1] in QUALIFIERS:
        before, after = _DOUBTS[text[-1]][short]
        return f"{before}{_one(text[:-1], short=short)}{after}"
    if "X" in text:
        return _unspecified(text, short=short)
    if _is_part(text):
        return _part(int(text[:4]), int(text[5:]), short=short)
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if not month:
        return str(year)
    name = MONTHS[month - 1][: 3 if short else None]
    return f"{day} {name} {year}" if day else f"{name} {year}"


def _unspecified(text: str, *, short: bool) -> str:
    """201X, 20XX, 2004-XX, 1985-04-XX, 1985-XX-XX: which unit is not told, and of what."""
    year, _, rest = text.partition("-")
    if not rest:
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if year.endswith("XX"):
            return f"{first}-{last}" if short else f"some year from {first} to {last}"
        return f"{first}s" if short else f"the {first}s"
    period = _one(text.partition("-XX")[0], short=short)
    unit = "month" if rest == "XX" else "day"
    return period if short else f"some {unit} in {period}"


def _part(year: int, code: int, *, short: bool) -> str:
    """A season, quarter, third or half of a year."""
    if code in SEASONS:
        hemisphere, season = divmod(code - SEASONS[0], len(_SEASONS))
        return f"{_SEASONS[season]} {year}{_HEMISPHERES[hemisphere]}"
    if code < _FIRST_THIRD:
        return f"Q{code - _FIRST_QUARTER + 1} {year}"
    if code < _FIRST_HALF:
        return f"{_THIRDS[code - _FIRST_THIRD][short]} {year}"
    return f"{_HALVES[code - _FIRST_HALF][short]} {year}"
