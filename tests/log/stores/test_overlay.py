"""A log above another reads as one log, and leaves the other as it was."""

from __future__ import annotations

import pytest

from ledger.clock import FixedClock
from ledger.log.event import Event
from ledger.log.failures import ConditionFailed
from ledger.log.format.merkle import Frontier, GrowingTree
from ledger.log.query import AppendCondition, Query
from ledger.log.stores.memory import MemoryLog
from ledger.log.stores.overlay import NothingErased, OverlayLog
from tests.specs.conftest import NOW

CLOCK = FixedClock(NOW)


def event(number):
    tag = f"n:{number % 3}"
    return Event(id=f"e:{number:04}", type="t", version=1, tags=frozenset({tag}), payload=b"{}")


@pytest.fixture(params=[0, 1, 5, 300])
def logs(request):
    """A log of some events, and one above it with seven more."""
    below = MemoryLog(clock=CLOCK)
    below.append([event(number) for number in range(request.param)])
    above = OverlayLog(below, clock=CLOCK)
    above.append([event(number) for number in range(request.param, request.param + 7)])
    return below, above


def test_it_reads_as_one_log(logs):
    """Positions, queries, limits, ids and tags go on across the border of the two logs."""
    below, above = logs
    size = below.head().size + 7
    assert list(range(size)) == [one.position for one in above.read()]
    assert size == above.head().size
    for after, upto, limit in [(-1, None, 3), (size - 9, None, 4), (2, size - 3, None), (0, 1, 1)]:
        query = Query.tagged("n:1")
        wanted = [
            number
            for number in range(size)
            if number % 3 == 1 and number > after and (upto is None or number <= upto)
        ][:limit]
        found = above.read(query, after=after, upto=upto, limit=limit)
        assert wanted == [one.position for one in found]
    assert [one.event.id for one in above.read()] == [above.at(n).event.id for n in range(size)]
    assert above.at(size) is None
    assert [size - 1] == [one.position for one in above.find_prefix(f"e:{size - 1:04}")]
    assert None is above.find("e:9999")
    assert [*range(size)] == [one.position for one in above.stored()]
    assert [(f"n:{n % 3}", n) for n in range(size)] == [
        entry for entry in above.filed() if entry[0] != "type:t"
    ]


def test_its_tree_is_the_tree_of_all_its_leaves(logs):
    """Root and hashes are those of a tree grown from every leaf, below and above."""
    _, above = logs
    growth = GrowingTree(Frontier())
    for one in above.stored():
        growth.push(one.leaf_hash)
    assert growth.done() == above.head().frontier
    size = above.head().size
    assert [one.leaf_hash for one in above.stored()] == above.hashes(0, 0, size)
    assert [one.leaf_hash for one in above.stored()][2:5] == above.hashes(0, 2, 3)
    assert [tile.hash for tile in growth.tiles] == above.hashes(1, 0, 9)


def test_the_log_below_stays_as_it_was(logs):
    """Seven events above leave the size below as it was."""
    below, above = logs
    assert above.head().size - 7 == below.head().size


def test_what_comes_below_later_is_not_seen(logs):
    """The overlay stands on the state it began with, so a scenario never shifts under its feet."""
    below, above = logs
    size = above.head().size
    below.append([event(9000)])
    assert size == above.head().size == len(list(above.read()))
    assert None is above.find("e:9000")
    assert [] == above.find_prefix("e:9000")
    assert len(list(above.filed())) == 2 * size


def test_the_same_event_again_is_the_old_one(logs):
    """An event that is below already is found there and not appended above."""
    _, above = logs
    head = above.head()
    again = above.append([event(0)])
    assert [0] == [one.position for one in again]
    assert head == above.head()


def test_a_condition_is_held_above_and_below(logs):
    """A condition from the start fails on any event; one from the last event passes."""
    _, above = logs
    with pytest.raises(ConditionFailed):
        above.append([event(8000)], AppendCondition(fail_if_events_match=Query.all(), after=-1))
    last = above.head().size - 1
    above.append([event(8000)], AppendCondition(fail_if_events_match=Query.all(), after=last))


def test_it_erases_nothing(logs):
    """Erasure is refused, so no scenario can take words out of the real ledger."""
    with pytest.raises(NothingErased):
        logs[1].erase([0])
    logs[1].close()
