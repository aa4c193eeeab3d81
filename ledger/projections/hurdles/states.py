"""The states of a hurdle: which of them clear it, and which are less far than others."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class HurdleState(StrEnum):
    """Where a hurdle stands."""

    IDENTIFIED = "identified"
    POSSIBLE = "possible"
    REQUIRED = "required"
    APPLIED = "applied"
    UNDER_REVIEW = "under-review"
    GRANTED = "granted"
    GRANTED_WITH_CONDITIONS = "granted-with-conditions"
    GRANTED_IN_PART = "granted-in-part"
    DENIED = "denied"
    APPEALED = "appealed"
    WAIVED = "waived"
    WAIVED_IN_PART = "waived-in-part"
    INAPPLICABLE = "inapplicable"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    OPINION_GIVEN = "opinion-given"
    FOUND_COMPATIBLE = "found-compatible"
    FOUND_INCOMPATIBLE = "found-incompatible"
    MET = "met"
    OVERTAKEN = "overtaken"

    @property
    def cleared(self) -> bool:
        """Whether it stands in the way no more."""
        return self in _CLEARED


_CLEARED = frozenset(
    {
        HurdleState.GRANTED,
        HurdleState.GRANTED_WITH_CONDITIONS,
        HurdleState.WAIVED,
        HurdleState.INAPPLICABLE,
        HurdleState.SUPERSEDED,
        HurdleState.FOUND_COMPATIBLE,
        HurdleState.MET,
        HurdleState.OVERTAKEN,
    }
)

_REFUSED = (
    HurdleState.DENIED,
    HurdleState.FOUND_INCOMPATIBLE,
    HurdleState.APPEALED,
    HurdleState.LAPSED,
    HurdleState.WITHDRAWN,
)


def least_advanced(states: Sequence[HurdleState]) -> HurdleState:
    """The state that decides for all: a refusal first, then what is least far, cleared last."""
    refused = [state for state in _REFUSED if state in states]
    outstanding = [state for state in HurdleState if state in states and not state.cleared]
    return next(iter((*refused, *outstanding)), states[0])
