"""Words that make another name of a name: "Mexico City" is no Mexico, "Golfo de México" neither.

Gives ``is_part``, which reads a table: words before and after the name of a State, in English and
Spanish, in the capitals in which they stand. A headline in capitals ("Mexico Signs Pact With
Bank") names Mexico: a verb between the two makes no name.
"""

from __future__ import annotations

import re
from typing import Final

_AFTER_AT_ONCE: Final = (
    "City", "Canal", "Strait", "Times", "Herald", "Post", "Daily", "Airport", "Airlines", "Air",
    "Beach", "Street", "Avenue", "Square", "Town", "Valley",
)  # fmt: skip
"""Words that stand right behind: Panama Canal, Korea Herald."""

_AFTER: Final = (
    "University",
    "Institute",
    "Foundation",
    "Hospital",
    "College",
    "Museum",
    "Stadium",
)
"""Words that may stand two words on: Korea Aerospace Research Institute."""

_BEFORE: Final = (
    "New", "Nuevo", "Nueva",
    "Gulf of", "Sea of", "City of", "Bay of", "Valley of", "University of",
    "Golfo de", "Ciudad de", "Valle de", "Canal de", "Estado de", "Estrecho de", "Universidad de",
    "Bahía de",
)  # fmt: skip
"""Words that stand right before: New Mexico, Ciudad de México."""

_BETWEEN: Final = r"(?: (?![\w]*(?:s|ed|Of|And|In|With|To)\b)[A-ZÁÉÍÓÚÑ][\w'-]*)"
_FOLLOWED: Final = re.compile(
    rf"(?: (?:{'|'.join(_AFTER_AT_ONCE)})|{_BETWEEN}{{0,2}} (?:{'|'.join(_AFTER)}))\b"
)
_PRECEDED: Final = re.compile(rf"(?:^|[^\w])(?:{'|'.join(_BEFORE)}) (?:la )?$")
_REACH: Final = 24


def is_part(text: str, start: int, end: int) -> bool:
    """Whether the name at this place is part of a longer one, which means something else.

    >>> is_part("in Mexico City", 3, 9), is_part("Mexico Signs Pact", 0, 6)
    (True, False)
    """
    if _FOLLOWED.match(text, end) is not None:
        return True
    return _PRECEDED.search(text[max(0, start - _REACH) : start]) is not None
