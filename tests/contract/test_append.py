"""The contract of append, for every backend."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from ledger.errors import Conflict
from ledger.log import AppendCondition, Query
from ledger.log.append_rule import TOLERANCE
from ledger.log.clock.clock_failures import ClockBeforeLog, ClockBehind
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.packed_events import PackedEvents
from ledger.log.proving.verify import verify
from ledger.log.stores.relational import rows


def test_positions_are_gapless_from_zero_in_the_order_given(log, event):
    """An append keeps its own order, not the ids', and the next goes on after it."""
    first = log.append([event("b"), event("a")])
    second = log.append([event("c")])

    assert [(r.event.id, r.position) for r in (*first, *second)] == [("b", 0), ("a", 1), ("c", 2)]
    assert list(log.read()) == [*first, *second]


def test_an_event_comes_back_as_it_was_proposed(log, event):
    """No backend changes id, tags or payload on the way in or out."""
    proposed = event("e", "party:méxico", "claim:c1", type="claim.retracted", n=7)

    (recorded,) = log.append([proposed])

    assert proposed == recorded.event
    assert [recorded] == list(log.read())


@pytest.mark.parametrize("number", [1, 8, 9])
def test_signs_that_separate_elsewhere_are_letters_here(log, event, number):
    """Ids and tags may hold whatever SQL, arrays and COPY write between values."""
    signs = "a,b;c'd\"e\\f{g}h%si\\nj\u2028k|l"
    ids = [f"{number}-{n},;'\"\\{{}}%s\\n|NULL" for n in range(number)]
    proposed = [event(one, f"party:{signs}", f"claim:{n} {signs}") for n, one in enumerate(ids)]

    recorded = log.append(proposed)

    assert log.append(proposed) == recorded
    assert list(log.read(Query.tagged(f"party:{signs}"))) == list(recorded)
    assert list(log.read(Query.tagged(f"claim:0 {signs}"))) == [recorded[0]]
    assert verify(log).holds


def test_nothing_to_append_is_nothing_done(log):
    """An empty append is no error and takes no position."""
    assert log.append([]) == ()
    assert log.head().size == 0


def test_the_same_event_again_gives_its_old_record(log, event):
    """After a lost answer anyone may append again: nothing is recorded twice."""
    recorded = log.append([event("a"), event("b")])

    assert log.append([event("b")]) == recorded[1:]
    assert log.head().size == 2


def test_known_and_new_events_mix_in_one_append(log, event):
    """Each event gets its record, old or new, in the order it was asked for."""
    (old,) = log.append([event("a")])

    answered = log.append([event("b"), event("a"), event("b")])

    assert [r.event.id for r in answered] == ["b", "a", "b"]
    assert answered[1] == old
    assert answered[0] == answered[2]
    assert log.head().size == 2


@pytest.mark.parametrize(
    "change",
    [
        {"payload": b'{"n":1}'},
        {"type": "claim.other"},
        {"version": 2},
        {"tags": frozenset({"party:korea"})},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_id_with_other_content_is_a_conflict_and_nothing_is_recorded(log, event, change):
    """An id means one event for ever; its good neighbours are not recorded either."""
    log.append([event("a", "party:mexico")])

    with pytest.raises(IdTaken) as refused:
        log.append([event("new"), replace(event("a", "party:mexico"), **change)])

    assert refused.value.position == 0
    assert log.head().size == 1


def test_an_append_that_contradicts_itself_is_a_conflict(log, event):
    """Two contents under one id in one append: no position to name, nothing recorded."""
    with pytest.raises(IdTaken) as refused:
        log.append([event("a", n=1), event("a", n=2)])

    assert refused.value.position is None
    assert log.head().size == 0


def test_a_condition_fails_on_a_match_beyond_its_position(log, event):
    """What a decision did not see refuses it, and the error names that position."""
    log.append([event("a", "partnership:mk"), event("b", "partnership:mk")])
    on_mk = Query.tagged("partnership:mk")

    with pytest.raises(ConditionFailed) as refused:
        log.append([event("c")], AppendCondition(fail_if_events_match=on_mk, after=0))

    assert isinstance(refused.value, Conflict)
    assert refused.value.position == 1
    assert log.head().size == 2


@pytest.mark.parametrize("after", [1, 5])
def test_a_condition_holds_when_no_match_lies_beyond_its_position(log, event, after):
    """Events that a decision had read, and others' events, do not stand in its way."""
    log.append([event("a", "partnership:mk"), event("b", "partnership:mk"), event("x")])
    condition = AppendCondition(fail_if_events_match=Query.tagged("partnership:mk"), after=after)

    assert log.append([event("c")], condition)[0].position == 3


def test_a_condition_on_everything_is_a_condition_on_the_head(log, event):
    """With every event as its match, any append in between refuses the next."""
    log.append([event("a")])
    everything = Query.all()

    log.append([event("b")], AppendCondition(fail_if_events_match=everything, after=0))
    with pytest.raises(ConditionFailed):
        log.append([event("c")], AppendCondition(fail_if_events_match=everything, after=0))


@pytest.mark.parametrize("query", [Query.tagged("claim:1"), Query.all()], ids=["tagged", "all"])
def test_an_append_done_before_does_not_fail_its_own_condition(log, event, query):
    """A retry meets its own events: they are not the stranger that it guards against."""
    condition = AppendCondition(fail_if_events_match=query, after=-1)
    events = [event("a", "claim:1"), event("b", "claim:1")]
    recorded = log.append(events, condition)

    assert log.append(events, condition) == recorded
    assert log.append([*events, event("c")], condition)[2].position == 2


def test_an_append_that_counts_refuses_what_is_there_already(log, event):
    """With ``all_new`` what comes back is what was recorded now: nobody else's event is in it."""
    log.append([event("a")])
    nothing = Query.of_types("nothing.happened")
    condition = AppendCondition(fail_if_events_match=nothing, after=0, all_new=True)

    with pytest.raises(ConditionFailed) as refused:
        log.append([event("a"), event("b")], condition)

    assert refused.value.position == 0
    assert log.append([event("b")], condition)[0].position == 1


def test_a_strangers_match_fails_an_append_that_is_partly_known(log, event):
    """What was recorded before excuses no event that somebody else put there."""
    log.append([event("a", "claim:1")])
    log.append([event("stranger", "claim:1")])
    condition = AppendCondition(fail_if_events_match=Query.tagged("claim:1"), after=-1)

    with pytest.raises(ConditionFailed) as refused:
        log.append([event("a", "claim:1"), event("b")], condition)

    assert refused.value.position == 1


def test_the_moment_of_recording_never_goes_back(ledger, log, event):
    """A clock that is behind by no more than the tolerance is given the last moment."""
    (first,) = log.append([event("a")])
    ledger.clock.turn(-TOLERANCE)
    (second,) = log.append([event("b")])
    ledger.clock.turn(2 * TOLERANCE)
    (third,) = log.append([event("c")])

    assert second.recorded_at == first.recorded_at
    assert third.recorded_at > first.recorded_at
    assert log.head().recorded_at == third.recorded_at


@pytest.mark.usefixtures("kept")
def test_a_clock_that_is_further_behind_is_refused_and_nothing_is_recorded(ledger, log, event):
    """One of the two clocks is wrong; which of them, a person has to find out."""
    (first,) = log.append([event("a")])
    ledger.clock.turn(-TOLERANCE - timedelta(seconds=3))

    with pytest.raises(ClockBehind) as refused:
        log.append([event("b")])

    assert refused.value.last == first.recorded_at
    assert "claims repair" in refused.value.fix
    assert log.head().size == 1
    assert log.append([event("a")]) == (first,), "what is there is answered at any time"
    ledger.clock.turn(TOLERANCE)
    assert log.append([event("b")])[0].recorded_at == first.recorded_at


@pytest.mark.usefixtures("kept")
def test_a_clock_before_1970_is_refused_by_name(ledger, log, event):
    """A machine that lost its clock begins at 1970 or before, and its ledger is not damaged."""
    ledger.clock.instant = datetime(1969, 12, 31, 23, 59, tzinfo=UTC)

    with pytest.raises(ClockBeforeLog):
        log.append([event("a")])
    assert log.head().size == 0
    ledger.clock.instant = datetime(1970, 1, 1, tzinfo=UTC)
    log.append([event("a")])
    ledger.clock.instant = datetime(1969, 12, 31, 23, 59, tzinfo=UTC)
    with pytest.raises(ClockBeforeLog):
        log.append([event("b")])
    assert log.head().size == 1


@pytest.mark.usefixtures("kept")
def test_many_threads_at_once_leave_no_gap_and_lose_nothing(log, event):
    """Four writers, eighty events: every position once, each append in one piece."""

    def write(writer: int) -> None:
        for n in range(10):
            log.append([event(f"{writer}-{n}-a"), event(f"{writer}-{n}-b")])

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    recorded = list(log.read())
    assert list(range(80)) == [r.position for r in recorded]
    assert len({r.event.id for r in recorded}) == 80
    pairs = [r.event.id[:-2] for r in recorded]
    assert pairs[::2] == pairs[1::2], "an append stays together"


@pytest.mark.usefixtures("kept")
def test_one_of_two_conditional_appends_wins(log, event):
    """Two writers decide on the same state; exactly one of them may record."""
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def write(name: str) -> None:
        start.wait()
        try:
            condition = AppendCondition(fail_if_events_match=Query.tagged("claim:1"), after=-1)
            log.append([event(name, "claim:1")], condition)
            outcomes.append("recorded")
        except ConditionFailed:
            outcomes.append("refused")

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["recorded", "refused"]
    assert log.head().size == 1


def test_many_packed_events_are_put_down_a_page_at_a_time(log, event, monkeypatch):
    """Whatever the page, all of it stands, filed and proven, and the answer is what is read."""
    monkeypatch.setattr(rows, "PAGE", 4)
    proposed = [event(f"e{n}", f"party:p{n % 3}", f"claim:c{n}") for n in range(10)]
    packed = PackedEvents()
    for one in proposed:
        packed.add(one)

    recorded = log.append(
        packed, AppendCondition(fail_if_events_match=Query.all(), after=-1, all_new=True)
    )

    assert list(packed) == proposed
    assert list(recorded) == list(log.read())
    assert [record.event for record in recorded] == proposed
    assert recorded[3:5] == tuple(recorded)[3:5]
    assert recorded[-1].position == 9
    assert [record.position for record in log.read(Query.tagged("party:p1"))] == [1, 4, 7]
    assert verify(log).holds


def test_packed_events_of_which_one_is_known_give_the_old_record(log, event):
    """What is there already is answered with its record, and the rest is new."""
    (old,) = log.append([event("e1")])
    packed = PackedEvents()
    for name in ("e0", "e1", "e2"):
        packed.add(event(name))

    recorded = log.append(packed)

    assert [record.position for record in recorded] == [1, 0, 2]
    assert recorded[1] == old


def test_packed_events_with_one_id_twice_are_a_conflict(log, event):
    """An id with two contents is refused, and nothing is recorded."""
    packed = PackedEvents()
    packed.add(event("e", n=1))
    packed.add(event("e", n=2))

    with pytest.raises(IdTaken):
        log.append(packed)
    assert log.head().size == 0
