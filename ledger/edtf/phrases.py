"""The phrase table: what the news says of a date, to the days that its words allow.

Takes a source's words, the publication date and, where it is known, whether they speak of
the past or the future; gives an `Edtf` that contains every day the words can mean, or
refuses. Nothing is guessed: relative words need the publication date, and a weekday
without a tense may be the one before or the one after it. `StatedDate` comes next.

How wide a vague word is
    early and first half: the first half of the month or year; late and second half: the
    second; mid: the middle half; start and end: the first and last third. A week runs from
    a Sunday to a Sunday, since some count it from Monday. "last Monday" may be this week's
    or the week's before. "N years ago" is about that year; "more than N years" is on or
    before the day N years earlier, when a lasting state began; "since 2007" is 2007 or
    later, and its `Edtf.start` is when it began.
"""

from __future__ import annotations

import re
from datetime import date

from ledger.edtf.absolute import LIMITS, NAMED
from ledger.edtf.reading import FIX, Reading, Tense
from ledger.edtf.refusals import BadDate, outside_calendar
from ledger.edtf.relative import RELATIVE
from ledger.edtf.value import Edtf
from ledger.edtf.vocabulary import fold

_RULES = LIMITS + NAMED + RELATIVE
_WRITTEN = re.compile(r"[0-9XTZ:.+/?~%\[\]{}\u2013-]*")
_TWO_YEARS = re.compile(r"([0-9]{4})[-\u2013]([0-9]{2}|[0-9]{4})")
_LONGEST = 200
_DECEMBER = 12


def from_words(
    words: str, published: Edtf | date | None = None, tense: Tense | None = None
) -> Edtf:
    """The date that the words of a source allow, in English, Spanish or EDTF.

    ``published`` is the day of publication, for relative words; ``tense`` says whether they
    speak of the past or the future. Raises BadDate for words that are not in the table, and
    for relative words without a firm publication date.

    >>> from_words("more than fifteen years", published=date(2022, 6, 30)).display
    'by 30 June 2007'
    """
    text = words.strip()
    if len(text) > _LONGEST:
        raise BadDate(words, f"it is longer than {_LONGEST} characters", fix=FIX)
    if _WRITTEN.fullmatch(text):
        return _as_written(text)
    day = Edtf.exactly(published) if isinstance(published, date) else published
    reading = Reading(words=words, published=day, tense=tense, rules=_RULES)
    try:
        return reading.read(fold(words))
    except (OverflowError, ValueError):
        raise outside_calendar(words) from None
    except BadDate as refusal:
        raise BadDate(words, refusal.reason, fix=refusal.fix) from None


def _as_written(text: str) -> Edtf:
    """EDTF as it stands; two years joined by a dash are the span from one to the other."""
    years = _TWO_YEARS.fullmatch(text)
    if years and len(years[2]) == len(years[1]):
        return Edtf(f"{years[1]}/{years[2]}")
    if years and int(years[2]) > _DECEMBER and int(years[2]) == (int(years[1]) + 1) % 100:
        # 2024-25 is the northern spring of 2024 in EDTF, and two years in the news
        fix = f"write {years[1]}/{int(years[1]) + 1}, or the part in words"
        raise BadDate(text, "it may be two years, or a part of one", fix=fix)
    return Edtf(text)
