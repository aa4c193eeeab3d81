"""How much is too much of what is fetched: limits for each purpose, and the time that is left.

Gives constants and the clock of one exchange to the modules of this room.
"""

from __future__ import annotations

from time import monotonic
from typing import Final

import attrs

from ledger.intake.fetching.refusals import TooSlow

CONNECT_SECONDS: Final = 10.0
"""For one address of a name: the next is tried then."""

REDIRECTS: Final = 8
"""More than any page needs; browsers allow twenty."""


@attrs.frozen(kw_only=True)
class FetchLimits:
    """Of one purpose: bytes unpacked, seconds from the first name to the last byte, media types.

    A ``size`` of 0 leaves the body unread: the status is all that matters.
    ``types`` may end in ``/*``; empty, any type will do. An answer without a type always will.
    """

    size: int
    seconds: float
    types: tuple[str, ...] = ()
    redirects: int = REDIRECTS

    def takes(self, media_type: str) -> bool:
        """Whether a media type is one of those that are read."""
        family = media_type.partition("/")[0] + "/*"
        return not (self.types and media_type) or not {media_type, family}.isdisjoint(self.types)


SMALL: Final = FetchLimits(size=64 * 1024, seconds=20.0, redirects=0)
"""For what is sent: a cosignature or a receipt comes back, and is short."""

STATUS: Final = attrs.evolve(SMALL, size=0)
"""For what is sent, where the status says all: a body of any length makes no difference."""


class Deadline:
    """The moment by which an exchange has come to its end, redirects and all."""

    def __init__(self, url: str, seconds: float) -> None:
        self.url = url
        self.seconds = seconds
        self._end = monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """The seconds that are left, at most so many; raises `TooSlow` where none are."""
        left = self._end - monotonic()
        if left <= 0:
            raise TooSlow(url=self.url, seconds=self.seconds)
        return left if most is None else min(left, most)
