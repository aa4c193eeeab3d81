"""A decision on one command: the events that follow, or what is there already.

Takes nothing; gives the values that ``decide`` answers with where it refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ledger.claims.decision.refusals import shown
from ledger.claims.events import DomainEvent


@attrs.frozen(kw_only=True)
class StatedFields:
    """What a command states of a thing that has one state: its fields, with parties by id."""

    kind: str
    name: str
    values: Mapping[str, object]


@attrs.frozen(kw_only=True)
class Overtaken:
    """What came later than something that is there already, so that it does not hold today.

    ``field`` is the field of a description, None of an act; ``now`` what holds in its place;
    ``position`` where that was recorded, None in the same batch.
    """

    field: str | None
    now: object
    position: int | None

    def __str__(self) -> str:
        where = "" if self.position is None else f" since position {self.position}"
        return f"{self.field} is {shown(self.now)}{where}" if self.field else f"{self.now}{where}"


@attrs.frozen(kw_only=True)
class Decision:
    """The id of what a command speaks of, and the events that follow: none if nothing is new.

    ``overtaken`` is what came after something that is there already; ``statement`` is of those
    commands that must not contradict each other in one file; ``notes`` tell, of what is new,
    what was not taken as it was given, a sentence each. With ``stands_again`` the events take back
    what had taken it back.
    """

    id: str
    events: tuple[DomainEvent, ...]
    notes: tuple[str, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()
    statement: StatedFields | None = None
    stands_again: bool = False
