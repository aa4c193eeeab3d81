"""Several authorities of one hurdle: each has its own step, and all of them must decide.

Takes the steps of a hurdle in their order; gives ``AuthorityState`` values. Who comes next:
``hurdles``, where the least advanced decides for the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.developments import HurdleStep, RequirementStated
from ledger.projections.hurdles.states import HurdleState, least_advanced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.facts.facts import RecordedClaim

StateOf: TypeAlias = "Callable[[list[RecordedClaim]], HurdleState]"
"""The state of a hurdle after steps, the latest last."""


@attrs.frozen(kw_only=True)
class AuthorityState:
    """Where one of several authorities stands, and the claims of its steps, the latest last."""

    authority: str
    state: HurdleState
    claims: tuple[str, ...]


def authorities_of(
    stated: Sequence[RecordedClaim], steps: Sequence[RecordedClaim], state_of: StateOf
) -> tuple[AuthorityState, ...]:
    """Where each authority stands; none where a hurdle has but one.

    They are those that a requirement names, and those that a step names together.
    """
    names: dict[str, None] = {}
    for claim in (*stated, *steps):
        match claim.claim.development:
            case RequirementStated(authorities=authorities) | HurdleStep(authorities=authorities):
                names.update(dict.fromkeys(authorities))
    if len(names) < 2:  # noqa: PLR2004 - one authority is the hurdle's own
        return ()
    return tuple(
        AuthorityState(
            authority=name,
            state=state_of(own := [step for step in steps if _concerns(step, name)]),
            claims=tuple(step.claim.id for step in own),
        )
        for name in names
    )


def together(authorities: Sequence[AuthorityState]) -> HurdleState:
    """The state of the whole: that of the authority which is least far."""
    return least_advanced([authority.state for authority in authorities])


def _concerns(step: RecordedClaim, name: str) -> bool:
    """Whether a step is this authority's, or nobody's by name."""
    development = step.claim.development
    assert isinstance(development, HurdleStep)  # noqa: S101 - steps of a hurdle
    named = {*development.authorities, development.authority} - {None}
    return not named or name in named
