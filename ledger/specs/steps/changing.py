"""Changing: what is otherwise now than it was at the end of a day, on one of the three clocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.projections.changes import ChangedClock
from ledger.specs.answers import Changes, Citation, cited, read
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from datetime import date

    from ledger.specs.world import World

_COUNTED = re.compile(r"(\d+)(?: of \d+)?")


@step("count-changed")
def count_changed(
    world: World, *, clock: str, day: date, instrument: str, before: int, after: int
) -> tuple[Citation, ...]:
    """So many had consented then, and so many have now."""
    found = _changes(world, clock, day)
    for value in found.values:
        counts = (_count(value.before), _count(value.after))
        if (value.subject, value.field, *counts) == (instrument, "consents", before, after):
            stated = [one.citation for moment in world.timeline for one in moment.stated]
            return cited(value.claims, stated)
    raise _differs(world, clock, day, found)


@step("no-longer")
def no_longer(world: World, *, clock: str, day: date, source: str) -> tuple[Citation, ...]:
    """A claim of this source stood then, and does not now."""
    found = _changes(world, clock, day)
    fallen = [one.citation for one in found.no_longer]
    gone = tuple(one for one in fallen if source in {one.publisher, one.document, one.claim})
    if not gone:
        raise _differs(world, clock, day, found)
    return gone


@step("nothing-changed")
def nothing_changed(world: World, *, clock: str, day: date) -> None:
    """No value, hurdle, contest or belief is otherwise than it was, and there is no news."""
    found = _changes(world, clock, day)
    if _told(found):
        raise _differs(world, clock, day, found)


def _changes(world: World, clock: str, day: date) -> Changes:
    answer = world.driver.diff(world.home(), day, ChangedClock(clock), world.clocks)
    return read(answer, Changes)


def _count(value: str | None) -> int | None:
    """The count of a value that is certain: 9 of "9 of 11", none of "9 to 10 of 11"."""
    found = _COUNTED.fullmatch(value or "")
    return int(found[1]) if found else None


def _told(found: Changes) -> list[str]:
    """Everything that changed, a few words each."""
    return [
        *(
            f"{value.subject}.{value.field} from {value.before or 'nothing'} to {value.after or 'nothing'}"
            for value in found.values
        ),
        *(f"another state of {hurdle.hurdle}" for hurdle in found.hurdles),
        *(f"{one.subject}.{one.field} is contested" for one in found.contested),
        *(f"{one.subject}.{one.field} is settled" for one in found.no_longer_contested),
        *(f"{one.citation.publisher}: {one.reason}" for one in found.no_longer),
        *(f"news of {one.claims[0].publisher}" for one in found.news),
    ]


def _differs(world: World, clock: str, day: date, found: Changes) -> Differs:
    return Differs(
        f"the ledger says {'; '.join(_told(found)) or 'that nothing changed'}",
        command=f"claims diff {world.home()} --since {day} --clock {clock}{world.options}",
    )
