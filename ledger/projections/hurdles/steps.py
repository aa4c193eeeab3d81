"""The way of an agreement between named sides, from negotiation until only its entry is left.

Takes an instrument's state; gives ``TreatyStep`` values: negotiated, signed, approved or ratified
by each side, exchanged (VCLT arts. 9 to 16). Who comes next: ``graph``, where the hurdle
itself is the last step, entry into force.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Stage
from ledger.edtf import Tristate
from ledger.projections.treaties.instruments import InstrumentState
from ledger.projections.treaties.participation import Participation
from ledger.projections.treaties.periods import Position
from ledger.projections.weighing.dates import happened_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.projections.weighing.answer import DateAnswer


class StepState(StrEnum):
    """Where a step stands; ``waiting`` is for the step before."""

    CLEARED = "cleared"
    UNDER_WAY = "under-way"
    NOT_BEGUN = "not-begun"
    WAITING = "waiting"


@attrs.frozen(kw_only=True)
class TreatyStep:
    """One step. ``before`` are the steps that wait for it, none for the last."""

    id: str
    act: str
    party: str | None
    state: StepState
    on: tuple[str, ...]
    before: tuple[str, ...]
    claims: tuple[str, ...]


def steps(state: InstrumentState, between: Sequence[str], valid_at: date) -> tuple[TreatyStep, ...]:
    """The steps of an instrument as of ``valid_at`` (occurred clock), the first one first.

    A step is cleared by its own acts, and by a later step that cannot be without it.
    """
    done = _CertainActs(
        state,
        {participation.party: participation for participation in state.participation},
        valid_at,
    )
    sides = tuple(between)
    ratified = {side: done.ratified(side) for side in sides}
    exchanged = done.reached(Stage.IN_FORCE) or all(done.bound(side) for side in sides)
    signed = (
        exchanged
        or any(done.bound(side) for side in sides)
        or all(done.stood(side, Position.SIGNATURE) for side in sides)
    )
    some = any(done.stood(side, Position.SIGNATURE) for side in sides)
    negotiated = signed or some or done.reached(Stage.NEGOTIATED)
    ends = {name: f"{state.id}/{name}" for name in ("negotiated", "signed", "exchanged")}
    own = {side: f"{state.id}/ratified/{side}" for side in sides}
    opened = done.reached(Stage.NEGOTIATION)
    all_steps = [
        TreatyStep(
            id=ends["negotiated"],
            act="negotiated",
            party=None,
            state=_state(cleared=negotiated, begun=opened, ready=True),
            on=sides,
            before=(ends["signed"],),
            claims=done.milestone(Stage.NEGOTIATION, Stage.NEGOTIATED, Stage.ADOPTED),
        ),
        TreatyStep(
            id=ends["signed"],
            act="signed",
            party=None,
            state=_state(cleared=signed, begun=some, ready=negotiated),
            on=sides,
            before=tuple(own.values()),
            claims=done.claims("signature", sides),
        ),
        *(
            TreatyStep(
                id=own[side],
                act="ratified",
                party=side,
                state=_state(cleared=exchanged or ratified[side], begun=False, ready=signed),
                on=(side,),
                before=(ends["exchanged"],),
                claims=tuple(
                    dict.fromkeys(
                        claim
                        for act in ("approval", "ratified", "consent")
                        for claim in done.claims(act, (side,))
                    )
                ),
            )
            for side in sides
        ),
        TreatyStep(
            id=ends["exchanged"],
            act="exchanged",
            party=None,
            state=_state(
                cleared=exchanged,
                begun=any(done.bound(side) for side in sides),
                ready=all(ratified.values()),
            ),
            on=sides,
            before=(),
            claims=done.claims("consent", sides),
        ),
    ]
    return tuple(all_steps)


def _state(*, cleared: bool, begun: bool, ready: bool) -> StepState:
    if cleared:
        return StepState.CLEARED
    if begun:
        return StepState.UNDER_WAY
    return StepState.NOT_BEGUN if ready else StepState.WAITING


@attrs.frozen
class _CertainActs:
    """What the parties and the instrument certainly did by a day."""

    state: InstrumentState
    parties: dict[str, Participation]
    valid_at: date

    def acts(self, party: str) -> Participation | None:
        return self.parties.get(party)

    def did(self, acts: Participation | None, act: str) -> bool:
        when: DateAnswer | None = getattr(acts, act, None)
        return when is not None and self.by_now(when) is Tristate.YES

    def stood(self, party: str, position: Position) -> bool:
        acts = self.acts(party)
        return acts is not None and acts.stood(position, self.valid_at) is Tristate.YES

    def by_now(self, when: DateAnswer) -> Tristate:
        """Whether it happened by the day that is asked about."""
        return Tristate.NO if when.span is None else happened_by(when.span, self.valid_at)

    def bound(self, party: str) -> bool:
        return self.stood(party, Position.CONSENT)

    def ratified(self, party: str) -> bool:
        acts = self.acts(party)
        approved = self.stood(party, Position.APPROVAL)
        return self.bound(party) or approved or self.did(acts, "ratified")

    def reached(self, stage: Stage) -> bool:
        return self.state.stage.rank >= stage.rank

    def milestone(self, *stages: Stage) -> tuple[str, ...]:
        milestones = [milestone for milestone in self.state.milestones if milestone.stage in stages]
        return self.told(milestone.when for milestone in milestones)

    def claims(self, act: str, parties: Sequence[str]) -> tuple[str, ...]:
        participations = [self.acts(party) for party in parties]
        return self.told(getattr(acts, act) for acts in participations if acts is not None)

    def told(self, answers: Iterable[DateAnswer]) -> tuple[str, ...]:
        """The claims of what happened by then, or may have."""
        generator = (answer for answer in answers if self.by_now(answer) is not Tristate.NO)
        return tuple(dict.fromkeys(claim for answer in generator for claim in answer.claims))
