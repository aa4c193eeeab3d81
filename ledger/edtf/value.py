"""The date of a development: the days on which it may have happened, never sharpened.

Takes EDTF text; gives a frozen value that answers yes, no or maybe. Sources, claims and
projections come next; `display` says it in English.

What a date means here
    A development happens on one day. Its date is the set of days that the source leaves
    possible: ``2022-06`` is some day in June, ``2022-06-01/2022-06-05`` some day from the
    1st to the 5th. A lasting state is dated by its beginning; where it is written as an
    interval all the same (``2007/..``), `Edtf.start` is the date of its beginning.
Open and unknown ends
    ``..`` says that nothing bounds that side, an empty side that its bound was not told.
    Neither names a day, so both give None, and both answer maybe; the text keeps them apart.
Qualifiers
    ``~`` approximate, ``?`` uncertain, ``%`` both. They move no stated day: `Edtf.earliest`
    and `Edtf.latest` are the same with and without. They leave doubt around it, and inside
    the doubt every answer is maybe: a qualified date may be off by as much as it is wide, and
    by a week at least. ``2024-05~`` is surely over by 1 July, and on 3 June it is a maybe.
    EDTF gives no margin; this one is ours, and it never turns a maybe into a yes unnoticed.
Seasons
    ``2023-21`` names no hemisphere, so it spans the springs of both; ``2023-25`` (northern)
    spans the meteorological and the astronomical spring.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import total_ordering

import attrs

from ledger.edtf import display
from ledger.edtf.grammar import OPEN, read
from ledger.edtf.narrowing import narrowed, span


class Tristate(Enum):
    """An answer about a vague date. Compare it (``is Tristate.YES``); it has no truth value."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"

    def __bool__(self) -> bool:
        msg = "an answer is yes, no or maybe: compare it with Tristate.YES"
        raise TypeError(msg)

    def __str__(self) -> str:
        return self.value


@total_ordering
@attrs.frozen(order=False)
class Edtf:
    """A date as its text says it, valid by construction.

    Two dates are equal when their texts are: ``2004-XX`` allows the days of ``2004`` and is
    another statement. They sort by first day, last day, text; an end without a day sorts
    outermost. Raises BadDate for a text outside level 0, level 1 and the parts of a year.

    >>> Edtf("2022-06").happened_by(date(2022, 6, 10)).value
    'maybe'
    """

    text: str
    earliest: date | None = attrs.field(init=False, eq=False, repr=False)
    """The first day that is stated; None where that side is open or unknown."""
    latest: date | None = attrs.field(init=False, eq=False, repr=False)
    """The last day that is stated; None where that side is open or unknown."""
    not_before: date | None = attrs.field(init=False, eq=False, repr=False)
    """The first day that is possible, a qualifier's doubt included."""
    not_after: date | None = attrs.field(init=False, eq=False, repr=False)
    """The last day that is possible, a qualifier's doubt included."""

    def __attrs_post_init__(self) -> None:
        set_field = object.__setattr__
        earliest, latest, not_before, not_after = read(self.text)
        set_field(self, "earliest", earliest)
        set_field(self, "latest", latest)
        set_field(self, "not_before", not_before)
        set_field(self, "not_after", not_after)

    @classmethod
    def exactly(cls, day: date) -> Edtf:
        """That day."""
        return cls(day.isoformat())

    @classmethod
    def on_or_before(cls, day: date) -> Edtf:
        """That day, or any day before it."""
        return cls(f"{OPEN}/{day.isoformat()}")

    @classmethod
    def on_or_after(cls, day: date) -> Edtf:
        """That day, or any day after it."""
        return cls(f"{day.isoformat()}/{OPEN}")

    @classmethod
    def between(cls, first: date, last: date) -> Edtf:
        """Some day from the first to the last, both possible; whole years or months as such.

        >>> str(Edtf.between(date(2022, 6, 1), date(2022, 6, 30)))
        '2022-06'
        """
        return cls(span(first, last))

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Edtf):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, date, str]:
        return self.earliest or date.min, self.latest or date.max, self.text

    @property
    def width(self) -> int | None:
        """How many days are stated, both ends counted; None where an end names no day."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def is_day(self) -> bool:
        """Whether it is one day, without doubt."""
        return self.not_before is not None and self.not_before == self.not_after

    @property
    def uncertain(self) -> bool:
        """Whether the source doubts it (``?`` or ``%``, at either end)."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """Whether it is a rough figure (``~`` or ``%``, at either end)."""
        return "~" in self.text or "%" in self.text

    @property
    def start(self) -> Edtf | None:
        """The first date of an interval, when a lasting state began; the date itself if none.

        None where the start is open or unknown.
        """
        text = self.text.partition("/")[0]
        return None if text in ("", OPEN) else Edtf(text)

    @property
    def display(self) -> str:
        """How a reader sees it: ``29 June 2022``, ``by 12 June 2024``, ``about May 2024``."""
        return display.sentence(self.text)

    @property
    def short(self) -> str:
        """The same for a table: ``29 Jun 2022``, ``by 12 Jun 2024``, ``c. May 2024``."""
        return display.cell(self.text)

    def happened_by(self, day: date) -> Tristate:
        """Had it happened by the end of that day?

        >>> str(Edtf("2024-05~").happened_by(date(2024, 6, 3)))
        'maybe'
        """
        if self.not_after is not None and self.not_after <= day:
            return Tristate.YES
        if self.not_before is not None and self.not_before > day:
            return Tristate.NO
        return Tristate.MAYBE

    def overlaps(self, other: Edtf) -> bool:
        """Whether both can speak of one event: some day is possible, doubt included, for both."""
        return not (_over_before(self, other) or _over_before(other, self))

    def intersect(self, other: Edtf) -> Edtf | None:
        """The days that both allow, as narrow as either says; None if no stated day is left.

        At each end the bound counts that leaves less room, its doubt included, and it takes
        its qualifier along: ``2022`` and ``2022-06~`` give ``2022-06~``, ``2022-06~`` and
        ``2022-06-15`` give the 15th. Where two doubtful dates meet in their doubt only
        (about May, about June), they overlap, and there is nothing to state: None.

        The order of the two never matters, nor of three where all of it is defined, and no
        answer of `happened_by` becomes less certain.
        """
        text = narrowed(self, other)
        return None if text is None else Edtf(text)


def _over_before(date_: Edtf, other: Edtf) -> bool:
    """Whether the last day that is possible for one comes before the first for the other."""
    if date_.not_after is None or other.not_before is None:
        return False
    return date_.not_after < other.not_before
