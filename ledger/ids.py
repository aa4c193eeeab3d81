"""Names of things: slugs that people choose, and ids that follow from content.

An id made from content is the same in whatever order facts arrive, which is what lets an
import run twice and a projection be equal to the byte however it was computed.
"""

from __future__ import annotations

import hashlib
import re
from typing import NewType

PartyId = NewType("PartyId", str)
PartnershipId = NewType("PartnershipId", str)
InstrumentId = NewType("InstrumentId", str)
DocumentId = NewType("DocumentId", str)
ClaimId = NewType("ClaimId", str)
HurdleId = NewType("HurdleId", str)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_MAX = 80

_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")  # one spelling; of more digits none is ours

ACTS = ("claim", "document", "correction", "retraction", "dispute")
REVISED = ("party", "partnership", "instrument", "judgement")
"""Kinds of thing that are described again: their events' ids end in the description's number."""

# Crockford's base 32: no i, l, o, u, so that an id can be read aloud and typed.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 16  # 80 bits; a clash is refused as a conflict, never merged
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]
_TENS = tuple(range(70, -1, -10))  # where each two digits begin, in bits from the right


def is_slug(text: str) -> bool:
    """Whether a text can name a party, partnership, instrument, document or hurdle.

    >>> is_slug("mexico-korea-space"), is_slug("Mexico"), is_slug("a--b")
    (True, False, False)
    """
    return len(text) <= SLUG_MAX and SLUG.fullmatch(text) is not None


def content_id(prefix: str, content: bytes) -> str:
    """An id that follows from content: a letter and 80 bits of its SHA-256.

    >>> content_id("c", b"")
    'cwerc8gmrzge196qv'
    """
    number = int.from_bytes(hashlib.sha256(content).digest()[:10], "big")
    return prefix + "".join([_PAIRS[number >> bits & 1023] for bits in _TENS])


def is_made(text: str) -> bool:
    """Whether an id was made from content (``content_id``), as far as its form says.

    >>> is_made("cweh32hyrt6e2x5kg"), is_made("mexico-korea-space")
    (True, False)
    """
    made = len(text) == _LENGTH + 1 and text[0] in "cdixrs" and any(map(str.isdigit, text))
    return made and "-" not in text


def position_name(position: int) -> str:
    """A position of the log as it is printed and typed; no id begins so (``SLUG``).

    >>> position_name(40)
    '@40'
    """
    return f"@{position}"


def position_of(text: str) -> int | None:
    """The position that a text names, None if it is written otherwise.

    >>> position_of("@40"), position_of("40"), position_of("@-1"), position_of("@040")
    (40, None, None, None)
    """
    return number_of(text[1:]) if text.startswith("@") else None


def number_of(text: str) -> int | None:
    """The number that a text is the one spelling of: digits, and no zero before them.

    >>> number_of("40"), number_of("0"), number_of("040"), number_of("+40")
    (40, 0, None, None)
    """
    return int(text) if _NUMBER.fullmatch(text) else None


def short_id(event_id: str) -> str:
    """An event's id as it is read and typed: without its kind, where analysts name it.

    >>> short_id("claim:c7x2k9"), short_id("erasure:3")
    ('c7x2k9', 'erasure:3')
    """
    kind, _, rest = event_id.partition(":")
    return rest if kind in {*ACTS, *REVISED} else event_id
