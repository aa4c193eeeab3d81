"""The day on which a page says it was published, where it can be one.

Takes what a page declares, best first; gives a day or None, and says why another was not
taken. No day is taken that a program wrote in place of one, or that no news can have.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

import attrs

from ledger.edtf import BadDate, Edtf, parse
from ledger.errors import InvalidInput

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?=T|\s|$)")
_EARLIEST: Final = date(1605, 1, 1)  # the first newspaper, Strasbourg
_WRITTEN: Final = date(1000, 1, 1)  # before it no text of a treaty that is followed today
# What programs write where nobody gave a day: zero of Unix, of Excel, of DOS, of databases.
_ZEROS: Final = {
    *(date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1899, 12, 30)),
    *(date(1899, 12, 31), date(1980, 1, 1), date(1904, 1, 1), date(1753, 1, 1)),
}
_AHEAD: Final = timedelta(days=1)  # it is tomorrow already in half of the world
_SHOWN: Final = 60
_PLACEHOLDER: Final = "was not taken: programs write it where nobody gave a day"


class NoDayOfNews(InvalidInput):
    """A day of publication that is centuries before anything could be published."""

    code = "no-day-of-news"

    def __init__(self, published: Edtf) -> None:
        self.published = published
        super().__init__(
            f"it is said to be published {_on(published)}, which programs write where nobody "
            "gave a day",
            fix="give the day on which it was published, or none if it is not known",
        )
        self.field = "published"


class PublishedLater(InvalidInput):
    """A day of publication after the day on which the document, or the act, is recorded."""

    code = "published-later"

    def __init__(self, *, published: Edtf, today: date) -> None:
        self.published = published
        self.today = today
        super().__init__(
            f"it is said to be published {_on(published)}, and today is {today}",
            fix="give the day on which it was published, or none if it is not known; if this "
            "machine's clock is behind, set it",
        )
        self.field = "published"


def _on(published: Edtf) -> str:
    return f"on {published}" if published.is_day else published.display


@attrs.frozen(kw_only=True)
class Publication:
    """The day that was taken, or None; and a sentence for each that was not."""

    day: Edtf | None = None
    notes: tuple[str, ...] = ()


def publication(declared: list[str], today: date | None = None) -> Publication:
    """The first day of those declared that can be a day of publication.

    It is the publisher's own day: an offset from UTC is not applied. `today` is the day on
    which the page is captured, in UTC; without it no day is too late.
    """
    notes: list[str] = []
    for text in declared:
        why = _why_not(text, today)
        if why is None:
            return Publication(day=parse(text[:10]), notes=tuple(notes))
        if why == _PLACEHOLDER:  # shown as a day in words, so that nobody takes it for a date
            notes.append(f"its day of publication, {parse(text[:10]).display}, {why}")
            continue
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        notes.append(f"it declares its publication as “{shown}”, which was not taken: {why}")
    return Publication(notes=tuple(notes))


def check_published(published: Edtf | None, today: date) -> None:
    """Refuse a day of publication that is certainly after today (UTC), or of no age that wrote.

    A vague or doubtful day that may be past is taken, and so is an old treaty's own.

    Raises:
        PublishedLater: it is certainly after today.
        NoDayOfNews: it is certainly before the year 1000.
    """
    if published is None:
        return
    if comes_later(published, today):
        raise PublishedLater(published=published, today=today)
    if of_no_age_that_wrote(published):
        raise NoDayOfNews(published)


def comes_later(published: Edtf, day: date) -> bool:
    """Whether a day of publication is certainly after a day, wherever on the earth that is."""
    return published.not_before is not None and published.not_before > day + _AHEAD


def of_no_age_that_wrote(day: Edtf) -> bool:
    """Whether a day is certainly before the year 1000, of which nothing followed today is left."""
    return day.not_after is not None and day.not_after < _WRITTEN


def before_print(published: Edtf) -> bool:
    """Whether a day of publication is certainly before there were newspapers."""
    return published.not_after is not None and published.not_after < _EARLIEST


def _why_not(text: str, today: date | None) -> str | None:
    """Why a declared moment is no day of publication, or None if it can be one."""
    stated = _DAY.match(text)
    if stated is None:
        return "it is no day in the form 2024-06-12; give it with --published"
    try:
        day = date.fromisoformat(stated[1])
        parse(stated[1])
    except (ValueError, BadDate):
        return "there is no such day"
    if day in _ZEROS or day < _EARLIEST:
        return _PLACEHOLDER
    if today is not None and day > today + _AHEAD:
        return f"it lies after {today}, the day of the capture"
    return None
