"""What a reader is told beside an answer: that something next to the log was not believed.

Takes it in words; writes two lines to stderr. The answer itself stands, and its exit code.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ledger.cli.printing import limit, write
from ledger.views.text.lines import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def tell(doubts: Sequence[str]) -> None:
    """Tell what was not believed, and that the answer does not rest on it."""
    write(sys.stderr, fitted(_notice(doubts), limit(sys.stderr)))


def _notice(doubts: Sequence[str]) -> Iterator[str]:
    others = f", and {len(doubts) - 1} more" if len(doubts) > 1 else ""
    yield f"claims: {doubts[0]}{others}; this answer was made from the log alone"
    yield "  try: claims verify names all of it; claims rebuild makes the board again"
