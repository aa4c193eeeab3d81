"""What was recorded of parties, or of all that has a name, read once and folded to any position.

Takes the events; gives the facts at a position. Every answer on a partnership needs all parties
and what was judged of them, and most need them as they are since long.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ledger.facts.facts import Facts, Recorded, fold

if TYPE_CHECKING:
    from datetime import datetime


@attrs.define
class FoldedEvents:
    """Events in log order, and the facts that were folded last, after so many of them."""

    events: Sequence[Recorded]
    _folded: tuple[int, Facts] | None = attrs.field(default=None, init=False)

    def last_at(self, moment: datetime, upto: int) -> int:
        """The last position, up to one, of what was recorded at a moment; -1 where nothing was."""
        count = min(
            self.count(upto),
            bisect_right(self.events, moment, key=lambda recorded: recorded.recorded_at),
        )
        last = self.events[count - 1] if count else None
        return last.position if last is not None and last.recorded_at == moment else -1

    def at(self, position: int) -> Facts:
        """The facts at a position; to be read and not changed."""
        count = self.count(position)
        if self._folded is None or self._folded[0] != count:
            self._folded = count, fold(self.events[:count])
        return self._folded[1]

    def count(self, position: int) -> int:
        """How many of the events stand up to a position."""
        return bisect_right(self.events, position, key=lambda recorded: recorded.position)
