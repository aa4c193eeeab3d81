"""The clocks of a page in words: as of which day it stands, and what it leaves unread.

Takes ``Clocks``, gives the text that stands in a page's head. Who comes next: every page.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from datetime import date

    from ledger.clock import Clocks
    from ledger.views.words import Words


def day(when: date | None) -> str:
    """A day as a reader of English writes it."""
    return ENGLISH.day(when)


def ahead(words: Words) -> str:
    """What marks a page as of a day in the future."""
    return words("ahead-page")


def as_of(clocks: Clocks, words: Words = ENGLISH) -> str:
    """The clocks that were set: the valid one always, the two others where they leave news out.

    ``as of 1 October 2024 · published by 1 December 2024 · position 41``. Where all three stand
    at the end of one day: ``as one would have briefed on 1 October 2024``.
    """
    if clocks.briefed_on is not None:
        return words("head-briefed", day=words.day(clocks.briefed_on))
    parts = [words("head-as-of", day=words.day(clocks.valid_at), zone=clocks.zone)]
    if clocks.published_by is not None:
        parts.append(words("head-published-by", day=words.day(clocks.published_by)))
    if isinstance(clocks.known_at, datetime):
        moment = clocks.known_at.astimezone(UTC)
        spoken = f"{words.day(moment.date())}, {moment:%H:%M} UTC"
        parts.append(words("head-known-at", moment=spoken))
    elif clocks.known_at is not None:
        parts.append(words("head-position", position=position_name(clocks.known_at)))
    return " · ".join(parts)


def clock_flags(clocks: Clocks, position: int) -> str:
    """What asks a command the same again, also later: the days, and the position that was read.

    >>> from datetime import date
    >>> from ledger.clock import Clocks
    >>> clock_flags(Clocks(valid_at=date(2024, 6, 12)), 51)
    ' --valid-at 2024-06-12 --known-at @51'
    """
    published = clocks.published_by
    by = "" if published is None else f" --published-by {published.isoformat()}"
    return f" --valid-at {clocks.valid_at.isoformat()}{by} --known-at {position_name(position)}"


def sentence(clocks: Clocks, position: int, words: Words) -> str:
    """The three clocks in a reader's language, without a full stop; what is not set is left out.

    Where no moment of the recorded clock is set, the position that was read stands for it.
    """
    parts = [words("as-of", day=words.day(clocks.valid_at))]
    if clocks.published_by is not None:
        parts.append(words("published-by", day=words.day(clocks.published_by)))
    known_at = clocks.known_at
    if isinstance(known_at, datetime):
        moment = f"{words.day(known_at.date())}, {known_at:%H:%M} UTC"
        parts.append(words("known-at", moment=moment))
    elif position < 0:
        parts.append(words("nothing-recorded"))
    else:
        parts.append(words("at-position", position=position_name(position)))
    return words("sentence-join").join(parts)
