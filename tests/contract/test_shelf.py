"""The contract of the shelf: what was touched, what is kept, and when a row is fresh."""

from __future__ import annotations

import pytest

from ledger.errors import StorageError
from ledger.log.erasure import erase
from ledger.log.port import EVERY, Kept, Kind
from ledger.log.stores import kept_rows as sql_shelf

BOARD = Kind(name="board", version=2)


def rows(log, kind=BOARD):
    """The subjects with their position and body."""
    return {one.subject: (one.position, one.body) for one in log.shelf.read(kind).subjects}


def fresh(log):
    """The subjects whose row may be read."""
    return [one.subject for one in log.shelf.read(BOARD).subjects if one.fresh]


def test_a_new_shelf_is_empty_and_nothing_is_marked(log, event):
    assert (log.shelf.read(BOARD).head, log.shelf.read(BOARD).marked) == (-1, -1)
    log.append([event("a"), event("b")])
    found = log.shelf.read(BOARD)
    assert (found.head, found.marked, found.subjects) == (1, -1, ())


def test_a_subject_is_fresh_from_its_row_until_it_is_touched(log):
    log.shelf.mark({"p": 3, "q": 1}, after=-1, upto=3)
    assert fresh(log) == []
    log.shelf.keep(BOARD, [("p", 3, b"P"), ("q", 3, b"Q")])
    assert fresh(log) == ["p", "q"]
    log.shelf.mark({"p": 4}, after=3, upto=4)
    assert fresh(log) == ["q"]
    assert log.shelf.read(BOARD).subjects[0] == Kept(subject="p", touched=4, position=3, body=b"P")


def test_a_row_made_before_a_touch_and_put_down_after_it_is_not_fresh(log):
    log.shelf.mark({"p": 3}, after=-1, upto=3)
    log.shelf.mark({"p": 4}, after=3, upto=4)
    log.shelf.keep(BOARD, [("p", 3, b"late")])
    assert fresh(log) == []


def test_a_row_never_gives_way_to_an_earlier_one(log):
    log.shelf.mark({"p": 3}, after=-1, upto=5)
    log.shelf.keep(BOARD, [("p", 5, b"new")])
    log.shelf.keep(BOARD, [("p", 4, b"old")])
    log.shelf.keep(BOARD, [("p", 5, b"again")])
    assert rows(log) == {"p": (5, b"again")}


def test_a_touch_never_goes_back(log):
    log.shelf.mark({"p": 7}, after=-1, upto=7)
    log.shelf.mark({"p": 3}, after=2, upto=3)
    found = log.shelf.read(BOARD)
    assert (found.marked, found.subjects[0].touched) == (7, 7)


def test_marks_are_complete_only_without_a_gap(log):
    log.shelf.mark({"p": 2}, after=-1, upto=2)
    log.shelf.mark({"p": 9}, after=5, upto=9)
    assert log.shelf.read(BOARD).marked == 2
    log.shelf.mark({}, after=2, upto=9)
    assert log.shelf.read(BOARD).marked == 9


def test_every_subject_that_is_there_can_be_touched_at_once(log):
    log.shelf.mark({"p": 1, "q": 2}, after=-1, upto=2)
    log.shelf.keep(BOARD, [("p", 2, b"P"), ("q", 2, b"Q")])
    log.shelf.mark({EVERY: 3, "r": 3}, after=2, upto=3)
    assert [(one.subject, one.touched) for one in log.shelf.read(BOARD).subjects] == [
        ("p", 3),
        ("q", 3),
        ("r", 3),
    ]
    assert fresh(log) == []


def test_versions_stand_side_by_side_until_a_later_one_is_kept(log):
    first = Kind(name="board", version=1)
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    log.shelf.keep(first, [("p", 1, b"one")])
    assert rows(log) == {"p": (-1, None)}
    log.shelf.keep(BOARD, [("p", 1, b"two")])
    assert rows(log) == {"p": (1, b"two")}
    assert rows(log, first) == {"p": (-1, None)}
    log.shelf.keep(first, [("p", 1, b"one")])
    assert rows(log) == {"p": (1, b"two")}, "an older program takes nothing away"


def test_nothing_is_kept_on_a_shelf_that_was_cleared_meanwhile(log):
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    log.shelf.clear()
    log.shelf.keep(BOARD, [("p", 1, b"P")])
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    assert rows(log) == {"p": (-1, None)}


def test_what_was_built_beside_takes_the_place_of_all_that_was_kept(log, event):
    log.append([event("a"), event("b")])
    built, earlier = Kind(name="beside", version=2), Kind(name="board", version=1)
    log.shelf.mark({"p": 0, "q": 1}, after=-1, upto=1)
    log.shelf.keep(BOARD, [("p", 1, b"old"), ("q", 1, b"old"), ("r", 1, b"old")])
    log.shelf.keep(earlier, [("p", 1, b"older")])
    log.shelf.keep(built, [("p", 1, b"P"), ("q", 0, b"Q")])
    assert rows(log) == {"p": (1, b"old"), "q": (1, b"old")}

    assert not log.shelf.swap(BOARD, built, ["p"], upto=1), "more were put down than that"
    assert not log.shelf.swap(BOARD, built, ["p", "q", "r"], upto=1), "one of them is not there"
    assert rows(log) == {"p": (1, b"old"), "q": (1, b"old")}

    assert log.shelf.swap(BOARD, built, ["p", "q"], upto=1)
    assert rows(log) == {"p": (1, b"P"), "q": (0, b"Q")}
    assert rows(log, earlier) == rows(log, built) == {"p": (-1, None), "q": (-1, None)}
    assert fresh(log) == ["p"], "what touched q after its row was made still counts"


def test_a_swap_makes_good_the_marks_that_cannot_be_true(log, event):
    """A subject without a mark is looked at again, one beyond the head too; so is the bookmark."""
    log.append([event(name) for name in "abc"])
    log.shelf.mark({"p": 1, "q": 9}, after=-1, upto=9)
    built = Kind(name="beside", version=2)
    log.shelf.keep(built, [(one, 1, b"new") for one in "pqr"])
    assert log.shelf.swap(BOARD, built, "pqr", upto=1)
    found = log.shelf.read(BOARD)
    assert {one.subject: one.touched for one in found.subjects} == {"p": 1, "q": 2, "r": 2}
    assert found.marked == 1


def test_a_swap_takes_a_bookmark_forward_and_never_back(log, event):
    log.append([event(name) for name in "abc"])
    log.shelf.mark({"p": 0}, after=-1, upto=0)
    for upto, marked in ((1, 1), (2, 2), (1, 2)):
        assert log.shelf.swap(BOARD, Kind(name="beside", version=2), [], upto=upto)
        assert log.shelf.read(BOARD).marked == marked


def test_a_projection_can_be_dropped_and_the_marks_stay(log):
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    log.shelf.keep(BOARD, [("p", 1, b"P")])
    log.shelf.drop(Kind(name="other", version=2))
    log.shelf.drop(Kind(name="board", version=1))
    assert fresh(log) == ["p"]
    log.shelf.drop(BOARD)
    assert rows(log) == {"p": (-1, None)}
    assert log.shelf.read(BOARD).marked == 1


def test_what_was_made_of_an_erased_payload_goes_with_it(log, event):
    log.append([event("a")])
    log.shelf.mark({"p": 0}, after=-1, upto=0)
    log.shelf.keep(BOARD, [("p", 0, b"words")])
    erase(log, "a", reason="an order")
    assert log.shelf.read(BOARD).subjects == ()


def test_marks_made_within_an_append_stand_or_fall_with_it(ledger, event):
    if not ledger.durable:
        pytest.skip("a log in memory has no transaction to join")
    log = ledger.open(lambda connection, _: sql_shelf.mark(connection, {"p": 0}, after=-1, upto=0))
    log.append([event("a")])
    assert log.shelf.read(BOARD).marked == 0

    def broken(connection, _) -> None:
        sql_shelf.mark(connection, {"p": 1}, after=0, upto=1)
        connection.exec_driver_sql("SELECT * FROM absent")

    with pytest.raises(StorageError):
        ledger.open(broken).append([event("b")])
    assert log.shelf.read(BOARD).marked == 0
