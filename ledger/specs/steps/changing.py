"""Changing: what is otherwise now than it was at the end of a day, on one of the three clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.changes.changes import ChangedClock
from ledger.specs.answers.changes import AllChangesData, ChangesData
from ledger.specs.answers.reading import cited, read
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from datetime import date

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.world import World


@step("count-changed")
def count_changed(
    world: World, *, clock: str, day: date, instrument: str, before: int, after: int
) -> tuple[CitationData, ...]:
    """So many had consented then, and so many have now."""
    changes = _changes(world, clock, day)
    for value in changes.values:
        if (value.subject, value.field, *value.counts) == (instrument, "consents", before, after):
            stated = [
                statement.citation for moment in world.timeline for statement in moment.stated
            ]
            return cited(value.claims, stated)
    raise _differs(world, clock, day, changes)


@step("no-longer")
def no_longer(world: World, *, clock: str, day: date, source: str) -> tuple[CitationData, ...]:
    """A claim of this source stood then, and does not now."""
    changes = _changes(world, clock, day)
    fallen = [loss.citation for loss in changes.no_longer]
    gone = tuple(
        citation
        for citation in fallen
        if source in {citation.publisher, citation.document, citation.claim}
    )
    if not gone:
        raise _differs(world, clock, day, changes)
    return gone


@step("nothing-changed")
def nothing_changed(world: World, *, clock: str, day: date) -> None:
    """No value, hurdle, contest or belief is otherwise than it was, and there is no news."""
    changes = _changes(world, clock, day)
    if _told(changes):
        raise _differs(world, clock, day, changes)


@step("only-changed")
def only_changed(
    world: World, *, clock: str, day: date, partnership: str
) -> tuple[CitationData, ...]:
    """Over all partnerships, something changed in this one and in no other."""
    answer = read(world.driver.diff_all(day, ChangedClock(clock), world.clocks), AllChangesData)
    names = [change.partnership for change in answer.changes]
    if names != [partnership]:
        raise Differs(
            f"the ledger says that {', '.join(names) or 'none'} changed",
            command=f"claims diff --since {day} --clock {clock}{world.options}",
        )
    return tuple(
        claim for change in answer.changes for news in change.news for claim in news.claims
    )


def _changes(world: World, clock: str, day: date) -> ChangesData:
    answer = world.driver.diff(world.home(), day, ChangedClock(clock), world.clocks)
    return read(answer, ChangesData)


def _told(changes: ChangesData) -> list[str]:
    """Everything that changed, a few words each."""
    return [
        *(
            f"{value.subject}.{value.field} from {value.before or 'nothing'} "
            f"to {value.after or 'nothing'}"
            for value in changes.values
        ),
        *(f"another state of {hurdle.hurdle}" for hurdle in changes.hurdles),
        *(f"{contest.subject}.{contest.field} is contested" for contest in changes.contested),
        *(
            f"{contest.subject}.{contest.field} is settled"
            for contest in changes.no_longer_contested
        ),
        *(f"{loss.citation.publisher}: {loss.reason}" for loss in changes.no_longer),
        *(f"news of {news.claims[0].publisher}" for news in changes.news),
    ]


def _differs(world: World, clock: str, day: date, changes: ChangesData) -> Differs:
    return Differs(
        f"the ledger says {'; '.join(_told(changes)) or 'that nothing changed'}",
        command=f"claims diff {world.home()} --since {day} --clock {clock}{world.options}",
    )
