"""How much of what could be tried is tried: a part with each change, all of it before a release.

``make test`` takes the same part each time, so that a failure comes back; ``make faults`` sets
CLAIMS_FAULTS=all and takes everything.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERYTHING = os.environ.get("CLAIMS_FAULTS") == "all"
Case = TypeVar("Case")
PART = 4
FEW = 8


def examples(most: int, **more: object) -> settings:
    """Hypothesis's settings for so many examples, the same ones each time; else a quarter."""
    some = most if EVERYTHING else max(most // PART, min(most, FEW))
    return settings(max_examples=some, deadline=None, derandomize=True, database=None, **more)


def part(cases: Sequence[Case], of: int = PART) -> Sequence[Case]:
    """All of the cases; else the first of each so many, so that none of their kinds is left out."""
    return cases if EVERYTHING else cases[::of]
