"""One reading of a source's words: what they are read against, and how it fails.

Takes the words, the publication date and the tense; gives each rule of the grammar the
means to read a part of the words, to count from the publication, and to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.edtf.refusals import BadDate
from ledger.edtf.value import Edtf

if TYPE_CHECKING:
    from datetime import date

FIX = "give the date as EDTF (2022-06-29, 2022-06, ../2022-06-29) and keep these words next to it"
UNKNOWN_WORDS = "the phrase table does not know these words"
_FIX_PUBLISHED = "give the day of publication, or the date itself"


class Tense(Enum):
    """Whether the words speak of what happened or of what is to happen.

    The day of publication itself belongs to both.
    """

    PAST = "past"
    FUTURE = "future"


@attrs.frozen(kw_only=True)
class Reading:
    """The words of a source, and what they are read against."""

    words: str
    published: Edtf | None
    tense: Tense | None
    rules: tuple[Rule, ...]

    def read(self, folded: str) -> Edtf:
        """The date of some folded words: the first rule whose pattern fits decides."""
        for pattern, rule in self.rules:
            if match := re.fullmatch(pattern, folded):
                return rule(self, *match.groups())
        raise self.refused(UNKNOWN_WORDS)

    def refused(self, reason: str, fix: str = FIX) -> BadDate:
        """The refusal of these words, to be raised."""
        return BadDate(self.words, reason, fix=fix)

    def from_publication(self, meaning: Callable[[date], Edtf]) -> Edtf:
        """What relative words mean, counted from any day on which they may have appeared."""
        published = self.published
        if published is None:
            reason = "it is relative to the day of publication, which is not given"
            raise self.refused(reason, _FIX_PUBLISHED)
        first, last = published.earliest, published.latest
        if first is None or last is None or published.uncertain or published.approximate:
            vague = published.display
            reason = f"it is relative to the day of publication, which is vague ({vague})"
            raise self.refused(reason, _FIX_PUBLISHED)
        return spanning(meaning(first), meaning(last))


# A pattern over folded words (all of them must fit), and what its groups mean.
Rule: TypeAlias = tuple[str, Callable[..., Edtf]]


def start_of(span: Edtf) -> str:
    """The text of its first date; the whole of it where it is no interval."""
    return span.text.partition("/")[0]


def end_of(span: Edtf) -> str:
    """The text of its last date; the whole of it where it is no interval."""
    return span.text.rpartition("/")[2]


def spanning(first: Edtf, last: Edtf) -> Edtf:
    """From the start of the one to the end of the other."""
    return first if first == last else Edtf(f"{start_of(first)}/{end_of(last)}")
