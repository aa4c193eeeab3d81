"""Which clock a change is told on: a word of its own, for whoever reads it from an option."""

from __future__ import annotations

from enum import StrEnum


class ChangedClock(StrEnum):
    """Which clock lies between then and now; the other two are those of now."""

    RECORDED = "recorded"
    PUBLISHED = "published"
    OCCURRED = "occurred"
