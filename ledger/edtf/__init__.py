"""Dates as the news gives them: EDTF (ISO 8601-2), kept as vague as they are.

Takes EDTF text or the words of the news; gives days that are possible, and yes, no or
maybe to "had it happened by then?". Sources and claims come next.
"""

from ledger.edtf.phrases import from_words
from ledger.edtf.reading import Tense
from ledger.edtf.refusals import BadDate
from ledger.edtf.stated import StatedDate
from ledger.edtf.value import Edtf, Tristate

__all__ = ["BadDate", "Edtf", "StatedDate", "Tense", "Tristate", "from_words", "parse"]


def parse(text: str) -> Edtf:
    """A date from its EDTF text; ``parse(str(date)) == date``. Raises BadDate.

    >>> parse("2024-09-27/2024-09-28").display
    '27 or 28 September 2024'
    """
    return Edtf(text)
