"""How many consented of how many that are required, in words.

Takes a count as a row of the board, a status or a treaty has it; gives words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ledger.views.words import Words


class Counted(Protocol):
    """A count from the least to the highest, and how many are required; None: not known."""

    @property
    def count(self) -> int | None:
        """How many consented at least."""
        ...

    @property
    def highest(self) -> int | None:
        """How many at most."""
        ...

    @property
    def required(self) -> int | None:
        """How many it takes."""
        ...


def counted_words(counted: Counted, words: Words) -> str:
    """How many of how many, as the board and the status say it."""
    count = f"{counted.count}"
    if counted.highest is not None and counted.highest != counted.count:
        count = f"{count}\u2013{counted.highest}"
    if counted.required is None:
        return words("consents-one" if count == "1" else "consents", count=count)
    return words("consents-of", count=count, required=counted.required)
