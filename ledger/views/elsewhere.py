"""Where something was recorded before this ledger took it over, in words, and what vouches for it.

Takes an ``Elsewhere``; gives a sentence. It says on what it rests: on a key, or on nobody's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.views.words import words as words_of

if TYPE_CHECKING:
    from ledger.claims.elsewhere import Elsewhere
    from ledger.views.words import Words


def elsewhere_words(elsewhere: Elsewhere, words: Words | None = None) -> str:
    """The ledger, the place in it, and whether a trusted key signed for it.

    >>> from ledger.claims.elsewhere import Elsewhere
    >>> there = Elsewhere(ledger="a.desk", position=7, recorded_at="2024-06-12T", size=9)
    >>> elsewhere_words(there)
    'a.desk @7, recorded there 2024-06-12; it stands in its 9 events, for which no key vouched'
    """
    words = words or words_of("en")
    key = "elsewhere-signed" if elsewhere.key else "elsewhere-unsigned"
    return words(
        key,
        ledger=elsewhere.ledger,
        position=position_name(elsewhere.position),
        day=elsewhere.day,
        size=elsewhere.size,
        signer=(elsewhere.key or "").rpartition("+")[2],
    )
