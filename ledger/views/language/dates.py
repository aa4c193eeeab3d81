"""A date of a source in a reader's language, never more precise than it.

Takes a date and a ``Catalogue``; gives text. English is that of ``Edtf.display``; every other
language has its patterns in its catalogue. Where a period bounds a date, its last day says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.edtf import Edtf

if TYPE_CHECKING:
    from ledger.views.language.catalogue import Catalogue

_OPEN = ".."
_STATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DOUBTS = {"~": "date-about", "?": "date-possibly", "%": "date-possibly-about"}
_MONTHS = 12
_SEASON, _QUARTER, _THIRD, _HALF, _END = 21, 33, 37, 40, 42
"""The first codes of the parts of a year (ISO 8601-2, 4.8)."""
_HEMISPHERES = (None, "date-north", "date-south")


def date_words(date: Edtf, words: Catalogue) -> str:
    """A date in the language of the words.

    >>> from ledger.edtf import parse
    >>> from ledger.views.language.catalogue import Catalogue
    >>> date_words(parse("2024-06"), Catalogue("es")), date_words(parse("202X"), Catalogue("ko"))
    ('junio de 2024', '2020년대')
    """
    if words.language == "en":
        return date.display
    return _interval(date, words) or date.display


def _interval(date: Edtf, words: Catalogue) -> str | None:
    start, slash, end = date.text.partition("/")
    if not slash or start == end:
        return _date(start, words)
    if start in {"", _OPEN}:
        last = _last(end, date, words)
        return last and _with_unknown(words("date-by", day=last), "" if start else "start", words)
    first = _date(start, words)
    if end in {"", _OPEN}:
        return first and _with_unknown(words("date-from", day=first), "" if end else "end", words)
    last = _date(end, words)
    if first is None or last is None:
        return None
    return words("date-between", first=first, last=last)


def _last(end: str, date: Edtf, words: Catalogue) -> str | None:
    """The last day of a date without a beginning; a doubtful end stands as it is doubted."""
    return _date(end, words) if end[-1] in _DOUBTS else words.day(date.latest)


def _with_unknown(text: str, end: str, words: Catalogue) -> str:
    return words(f"date-unknown-{end}", day=text) if end else text


def _date(text: str, words: Catalogue) -> str | None:
    if text[-1:] in _DOUBTS:
        day = _date(text[:-1], words)
        return day and words(_DOUBTS[text[-1]], day=day)
    if "X" in text:
        return _unspecified(text, words)
    stated = _STATED.fullmatch(text)
    if stated is None:
        return None
    year, month = int(stated[1]), int(stated[2] or 0)
    if stated[3]:
        return words.day(Edtf(text).earliest)
    if not month:
        return words("date-year", year=year)
    if month > _MONTHS:
        return _part(year, month, words)
    return words("date-month", month=words.month(month), year=year)


def _unspecified(text: str, words: Catalogue) -> str | None:
    """201X, 20XX, 2004-XX, 1985-04-XX: which of several is not said."""
    year, _, rest = text.partition("-")
    if not rest:
        first, last = year.replace("X", "0"), year.replace("X", "9")
        if year.endswith("XX"):
            return words("date-some-year", first=first, last=last)
        return words("date-decade", year=first)
    period = _date(text.partition("-XX")[0], words)
    return period and words("date-some-month" if rest == "XX" else "date-some-day", day=period)


def _part(year: int, code: int, words: Catalogue) -> str | None:
    """A season, quarter, third or half of a year."""
    if code < _SEASON or code >= _END:
        return None
    if code < _QUARTER:
        hemisphere, season = divmod(code - _SEASON, 4)
        text = words(f"date-season-{season + 1}", year=year)
        key = _HEMISPHERES[hemisphere]
        return words(key, day=text) if key else text
    if code < _THIRD:
        return words("date-quarter", quarter=code - _QUARTER + 1, year=year)
    if code < _HALF:
        return words(f"date-third-{code - _THIRD + 1}", year=year)
    return words(f"date-half-{code - _HALF + 1}", year=year)
