"""Words of dates: what the news says, to the days that its words allow.

Takes a source's words, the publication date and, where it is known, whether they speak of
the past or the future; gives an `Edtf` that contains every day the words can mean, or
refuses. Nothing is guessed: relative words need the publication date, and a weekday
without a tense may be the one before or the one after it. `languages` has a table of words
for each language; `limits`, `absolute` and `relative` are the one grammar over them.

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

from ledger.edtf.absolute import NAMED, SHORTENED
from ledger.edtf.languages import candidates
from ledger.edtf.languages.digits import is_printed
from ledger.edtf.limits import LIMITS
from ledger.edtf.reading import FIX, UNKNOWN_WORDS, Reading, Tense
from ledger.edtf.refusals import BadDate, outside_calendar
from ledger.edtf.relative import RELATIVE
from ledger.edtf.value import Edtf

_RULES = SHORTENED + LIMITS + NAMED + RELATIVE
_WRITTEN = re.compile(r"[0-9XTZ:.+/?~%\[\]{}\u2013-]*")
_TWO_YEARS = re.compile(r"([0-9]{4})[-\u2013]([0-9]{2}|[0-9]{4})")
_LONGEST = 200
_DECEMBER = 12


def from_words(
    words: str, published: Edtf | date | None = None, tense: Tense | None = None
) -> Edtf:
    """The date that the words of a source allow, in English, Spanish, Korean or EDTF.

    ``published`` is the day of publication, for relative words; ``tense`` says whether they
    speak of the past or the future. Raises BadDate for words that are not in the table, for
    relative words without a firm publication date, and for all that can be read in two ways.

    >>> from_words("more than fifteen years", published=date(2022, 6, 30)).display
    'by 30 June 2007'
    >>> str(from_words("지난 11일", published=date(2024, 6, 12)))
    '2024-06-11'
    """
    text = words.strip()
    if len(text) > _LONGEST:
        raise BadDate(words, f"it is longer than {_LONGEST} characters", fix=FIX)
    if _WRITTEN.fullmatch(text) and not is_printed(text):
        return _as_written(text)
    day = Edtf.exactly(published) if isinstance(published, date) else published
    reading = Reading(words=words, published=day, tense=tense, rules=_RULES)
    return _agreed(reading)


def _agreed(reading: Reading) -> Edtf:
    """What the words mean in the languages in which they can be read, if it is one thing."""
    dates: dict[Edtf, str] = {}
    refusals: list[BadDate] = []
    for language in candidates(reading.words):
        try:
            dates.setdefault(reading.read(language.fold(reading.words)), language.name)
        except (OverflowError, ValueError):
            refusals.append(outside_calendar(reading.words))
        except BadDate as refusal:
            refusals.append(BadDate(reading.words, refusal.reason, fix=refusal.fix))
    if len(dates) > 1:
        both = " and ".join(f"{date.display} in {name}" for date, name in dates.items())
        raise reading.refused(f"it is {both}")
    if dates:
        return next(iter(dates))
    # What a language says of a date that it understood tells more.
    raise max(refusals, key=lambda refusal: refusal.reason != UNKNOWN_WORDS)


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
