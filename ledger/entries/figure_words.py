"""A figure as a source prints it: "$1 billion", "A$800 million", "1.2 to 1.3 boats a year".

Takes words, gives a ``Figure``; what does not certainly mean one is refused, never guessed. A
sign that several currencies share (``$``) stays the sign that was printed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ledger.claims.developments.fields import Figure
from ledger.claims.vocabulary import Comparator
from ledger.errors import InvalidInput

_NUMBER = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,30}(?:\.[0-9]{1,30})?"
_FIGURE = re.compile(
    rf"(?:(?P<how>about|around|some|more than|over|at least|less than|under|at most|up to) )?"
    rf"(?P<sign>[A-Z]{{0,3}}[$€£¥₩]|[A-Z]{{3}} )?"
    rf"(?P<low>{_NUMBER})"
    rf"(?:(?: ?[-\u2013] ?| to )(?:[A-Z]{{0,3}}[$€£¥₩])?(?P<high>{_NUMBER}))?"
    rf"(?P<size> ?(?:thousand|million|billion|trillion|bn|mn))?"
    rf"(?P<unit> ?%.*| .+|[^\W\d_a-zA-Z].*)?",
    re.DOTALL,
)
_COMPARATORS = re.compile(r"^(?:more-than|at-least|less-than|at-most)(?= )")
_SIZES = {
    "thousand": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_HOW = {
    "about": Comparator.ABOUT,
    "around": Comparator.ABOUT,
    "some": Comparator.ABOUT,
    "more than": Comparator.MORE_THAN,
    "over": Comparator.MORE_THAN,
    "at least": Comparator.AT_LEAST,
    "less than": Comparator.LESS_THAN,
    "under": Comparator.LESS_THAN,
    "at most": Comparator.AT_MOST,
    "up to": Comparator.AT_MOST,
}
_CURRENCIES = {
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "€": "EUR",
    "₩": "KRW",
}


class UnreadFigure(InvalidInput):
    """Words that do not certainly mean a figure."""

    code = "unread-figure"

    def __init__(self, words: str) -> None:
        super().__init__(
            f"no figure: {words[:60]!r}",
            fix='write "A$800 million" or "1.2 to 1.3 boats a year", or value, to and unit',
        )


def figure_of(words: str) -> Figure:
    """The figure that words mean.

    >>> str(figure_of("about $1 billion")), str(figure_of("1.2 to 1.3 boats a year"))
    ('about 1 billion $', '1.2 to 1.3 boats a year')

    Raises:
        UnreadFigure: there is no number, or nothing says what is counted.
    """
    match = _FIGURE.fullmatch(_COMPARATORS.sub(_spaced, " ".join(words.split())))
    sign = (match["sign"] or "").strip() if match else ""
    rest = (match["unit"] or "").strip() if match else ""
    if match is None or not (sign or rest):
        raise UnreadFigure(words)
    size = _SIZES[match["size"].strip()] if match["size"] else 1
    unit = _CURRENCIES.get(sign, sign)
    try:
        return Figure(
            value=_times(match["low"], size),
            to=None if match["high"] is None else _times(match["high"], size),
            unit=" ".join(word for word in (unit, rest) if word),
            comparator=_HOW.get(match["how"] or "", Comparator.EXACTLY),
        )
    except ValueError:
        raise UnreadFigure(words) from None


def _spaced(match: re.Match[str]) -> str:
    """A comparator as words: ``more-than`` is "more than"."""
    return match[0].replace("-", " ")


def _times(number: str, size: int) -> Decimal:
    """A number of so many thousands or millions, in plain digits, exactly."""
    value = Decimal(number.replace(",", "")) * size
    whole = value.to_integral_value()
    return Decimal(int(whole)) if size > 1 and value == whole else value
