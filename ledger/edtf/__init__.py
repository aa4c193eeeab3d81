"""Dates as the news gives them: EDTF (ISO 8601-2), kept as vague as they are.

Takes EDTF text or the words of the news; gives days that are possible, and yes, no or
maybe to "had it happened by then?". Absent: guesses, documents and claims.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ledger.edtf.refusals import BadDate
from ledger.edtf.stated import StatedDate
from ledger.edtf.value import Edtf, Tristate

if TYPE_CHECKING:
    from ledger.edtf.phrases import from_words
    from ledger.edtf.reading import Tense

__all__ = ["BadDate", "Edtf", "StatedDate", "Tense", "Tristate", "from_words", "parse"]

_OF_WORDS = {"from_words": "phrases", "Tense": "reading"}
"""What reads the words of the news, loaded when it is asked for: most readers of dates do not."""


def __getattr__(name: str) -> object:
    if name not in _OF_WORDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_OF_WORDS[name]}"), name)


def parse(text: str) -> Edtf:
    """A date from its EDTF text; ``parse(str(date)) == date``. Raises BadDate.

    >>> parse("2024-09-27/2024-09-28").display
    '27 or 28 September 2024'
    """
    return Edtf(text)
