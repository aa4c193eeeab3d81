"""The contract of the shelf: what was touched, what is kept, and when a row is fresh."""

from __future__ import annotations

import attrs
import pytest

from ledger.errors import StorageError
from ledger.log.erasure import erase
from ledger.log.shelf import EVERY, KeptRow, RowKind
from ledger.log.stores import kept_rows as sql_shelf

BOARD = RowKind(name="board", version=2)


@pytest.fixture
def ten(log, event) -> None:
    """Positions 0 to 9 of the log: a row of a position that it does not hold is not kept."""
    log.append([event(f"e{number}") for number in range(10)])


def rows(log, kind=BOARD):
    """The subjects with their position and body."""
    return {one.subject: (one.position, one.body) for one in log.shelf.read(kind).subjects}


def fresh(log):
    """The subjects whose row may be read."""
    return [one.subject for one in log.shelf.read(BOARD).subjects if one.fresh]


def test_a_new_shelf_is_empty_and_nothing_is_marked(log, event):
    """Before the first mark the bookmark is -1, whatever the log holds by then."""
    assert (log.shelf.read(BOARD).head, log.shelf.read(BOARD).marked) == (-1, -1)
    log.append([event("a"), event("b")])
    found = log.shelf.read(BOARD)
    assert (found.head, found.marked, found.subjects) == (1, -1, ())


@pytest.mark.usefixtures("ten")
def test_a_subject_is_fresh_from_its_row_until_it_is_touched(log):
    """A touch makes old the row of its own subject, and no other."""
    log.shelf.mark({"p": 3, "q": 1}, after=-1, upto=3)
    assert fresh(log) == []
    log.shelf.keep(BOARD, [("p", 3, b'{"P":0}'), ("q", 3, b'{"Q":0}')])
    assert fresh(log) == ["p", "q"]
    log.shelf.mark({"p": 4}, after=3, upto=4)
    assert fresh(log) == ["q"]
    assert log.shelf.read(BOARD).subjects[0] == KeptRow(
        subject="p", touched=4, position=3, body=b'{"P":0}'
    )


@pytest.mark.usefixtures("ten")
def test_a_row_made_before_a_touch_and_put_down_after_it_is_not_fresh(log):
    """Not when a row is kept counts, but up to where it was computed."""
    log.shelf.mark({"p": 3}, after=-1, upto=3)
    log.shelf.mark({"p": 4}, after=3, upto=4)
    log.shelf.keep(BOARD, [("p", 3, b'{"late":0}')])
    assert fresh(log) == []


@pytest.mark.usefixtures("ten")
def test_a_row_never_gives_way_to_an_earlier_one(log):
    """A slow reader's row does not overwrite a newer; one of the same position does."""
    log.shelf.mark({"p": 3}, after=-1, upto=5)
    log.shelf.keep(BOARD, [("p", 5, b'{"new":0}')])
    log.shelf.keep(BOARD, [("p", 4, b'{"old":0}')])
    log.shelf.keep(BOARD, [("p", 5, b'{"again":0}')])
    assert rows(log) == {"p": (5, b'{"again":0}')}


@pytest.mark.usefixtures("ten")
def test_a_touch_never_goes_back(log):
    """Marks that arrive late lower neither the subject's touch nor the bookmark."""
    log.shelf.mark({"p": 7}, after=-1, upto=7)
    log.shelf.mark({"p": 3}, after=2, upto=3)
    found = log.shelf.read(BOARD)
    assert (found.marked, found.subjects[0].touched) == (7, 7)


@pytest.mark.usefixtures("ten")
def test_marks_are_complete_only_without_a_gap(log):
    """The bookmark waits for what is missing between it and a later mark."""
    log.shelf.mark({"p": 2}, after=-1, upto=2)
    log.shelf.mark({"p": 9}, after=5, upto=9)
    assert log.shelf.read(BOARD).marked == 2
    log.shelf.mark({}, after=2, upto=9)
    assert log.shelf.read(BOARD).marked == 9


@pytest.mark.usefixtures("ten")
def test_every_subject_that_is_there_can_be_touched_at_once(log):
    """One mark makes every row old: those kept already and those marked with it."""
    log.shelf.mark({"p": 1, "q": 2}, after=-1, upto=2)
    log.shelf.keep(BOARD, [("p", 2, b'{"P":0}'), ("q", 2, b'{"Q":0}')])
    log.shelf.mark({EVERY: 3, "r": 3}, after=2, upto=3)
    assert [(one.subject, one.touched) for one in log.shelf.read(BOARD).subjects] == [
        ("p", 3),
        ("q", 3),
        ("r", 3),
    ]
    assert fresh(log) == []


@pytest.mark.usefixtures("ten")
def test_versions_stand_side_by_side_until_a_later_one_is_kept(log):
    """The newest version of a row wins over the older, also against an older program."""
    first = RowKind(name="board", version=1)
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    log.shelf.keep(first, [("p", 1, b'{"one":0}')])
    assert rows(log) == {"p": (-1, None)}
    log.shelf.keep(BOARD, [("p", 1, b'{"two":0}')])
    assert rows(log) == {"p": (1, b'{"two":0}')}
    assert rows(log, first) == {"p": (-1, None)}
    log.shelf.keep(first, [("p", 1, b'{"one":0}')])
    assert rows(log) == {"p": (1, b'{"two":0}')}, "an older program takes nothing away"


@pytest.mark.usefixtures("ten")
def test_nothing_is_kept_on_a_shelf_that_was_cleared_meanwhile(log):
    """A row begun before the clearing finds no subject to belong to."""
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    log.shelf.clear()
    log.shelf.keep(BOARD, [("p", 1, b'{"P":0}')])
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    assert rows(log) == {"p": (-1, None)}


def test_what_was_built_beside_takes_the_place_of_all_that_was_kept(log, event):
    """A rebuilt board comes in whole, or the old one stays."""
    log.append([event("a"), event("b")])
    built, earlier = RowKind(name="next to", version=2), RowKind(name="board", version=1)
    log.shelf.mark({"p": 0, "q": 1}, after=-1, upto=1)
    log.shelf.keep(BOARD, [("p", 1, b'{"old":0}'), ("q", 1, b'{"old":0}'), ("r", 1, b'{"old":0}')])
    log.shelf.keep(earlier, [("p", 1, b'{"older":0}')])
    log.shelf.keep(built, [("p", 1, b'{"P":0}'), ("q", 0, b'{"Q":0}')])
    assert rows(log) == {"p": (1, b'{"old":0}'), "q": (1, b'{"old":0}'), "r": (1, b'{"old":0}')}

    assert not log.shelf.swap(BOARD, built, ["p"], upto=1), "more were put down than that"
    assert not log.shelf.swap(BOARD, built, ["p", "q", "r"], upto=1), "one of them is not there"
    assert rows(log) == {"p": (1, b'{"old":0}'), "q": (1, b'{"old":0}'), "r": (1, b'{"old":0}')}

    assert log.shelf.swap(BOARD, built, ["p", "q"], upto=1)
    none = (-1, None)
    assert rows(log) == {"p": (1, b'{"P":0}'), "q": (0, b'{"Q":0}'), "r": none}
    assert rows(log, earlier) == rows(log, built) == {"p": none, "q": none, "r": none}
    assert fresh(log) == ["p"], "what touched q after its row was made still counts"


def test_a_swap_makes_good_the_marks_that_cannot_be_true(log, event):
    """A subject without a mark is looked at again, one beyond the head too; so is the bookmark."""
    log.append([event(name) for name in "abc"])
    log.shelf.mark({"p": 1, "q": 9}, after=-1, upto=9)
    built = RowKind(name="next to", version=2)
    log.shelf.keep(built, [(one, 1, b'{"new":0}') for one in "pqr"])
    assert log.shelf.swap(BOARD, built, "pqr", upto=1)
    found = log.shelf.read(BOARD)
    assert {one.subject: one.touched for one in found.subjects} == {"p": 1, "q": 2, "r": 2}
    assert found.marked == 1


def test_a_swap_takes_a_bookmark_forward_and_never_back(log, event):
    """A rebuild that ends late does not undo the marks of a later one."""
    log.append([event(name) for name in "abc"])
    log.shelf.mark({"p": 0}, after=-1, upto=0)
    for upto, marked in ((1, 1), (2, 2), (1, 2)):
        assert log.shelf.swap(BOARD, RowKind(name="next to", version=2), [], upto=upto)
        assert log.shelf.read(BOARD).marked == marked


@pytest.mark.usefixtures("ten")
def test_a_projection_can_be_dropped_and_the_marks_stay(log):
    """Other names and versions keep their rows, and nobody has to mark again."""
    log.shelf.mark({"p": 1}, after=-1, upto=1)
    log.shelf.keep(BOARD, [("p", 1, b'{"P":0}')])
    log.shelf.drop(RowKind(name="other", version=2))
    log.shelf.drop(RowKind(name="board", version=1))
    assert fresh(log) == ["p"]
    log.shelf.drop(BOARD)
    assert rows(log) == {"p": (-1, None)}
    assert log.shelf.read(BOARD).marked == 1


@pytest.mark.usefixtures("kept")
def test_what_was_made_of_an_erased_payload_goes_with_it(log, event):
    """A kept row could quote the erased words, so that the shelf is emptied."""
    log.append([event("a")])
    log.shelf.mark({"p": 0}, after=-1, upto=0)
    log.shelf.keep(BOARD, [("p", 0, b'{"words":0}')])
    erase(log, "a", reason="an order")
    assert log.shelf.read(BOARD).subjects == ()


@pytest.mark.usefixtures("ten")
def test_a_row_of_a_position_that_the_log_does_not_hold_is_not_kept(log):
    """A row from beyond the head would be fresh for ever."""
    log.shelf.mark({"p": 3, "q": 3}, after=-1, upto=9)
    log.shelf.keep(BOARD, [("p", 10, b'{"P":0}'), ("q", 9, b'{"Q":0}')])
    assert rows(log) == {"p": (-1, None), "q": (9, b'{"Q":0}')}


@pytest.mark.usefixtures("ten")
def test_a_subject_without_a_mark_counts_as_touched_by_the_last_event(log):
    """Nobody can tell what touched it: a row of an earlier position is not fresh."""
    log.shelf.mark({}, after=-1, upto=9)
    log.shelf.keep(BOARD, [("p", 8, b'{"P":0}'), ("q", 9, b'{"Q":0}')])
    assert {one.subject: one.touched for one in log.shelf.read(BOARD).subjects} == {"p": 9, "q": 9}
    assert fresh(log) == ["q"]


def test_a_mark_counts_for_no_less_than_the_last_event_with_the_tag(ledger, log, event):
    """Whatever was marked: in a database, where marks can be changed by others."""
    if not ledger.durable:
        pytest.skip("marks in memory are nobody else's to change")
    log.append([event("a", "p:p"), event("b", "p:q"), event("c", "p:p")])
    log.shelf.mark({"p:p": 0, "p:q": 1}, after=-1, upto=2)
    log.shelf.keep(BOARD, [("p:p", 1, b'{"P":0}'), ("p:q", 1, b'{"Q":0}')])
    assert {one.subject: one.touched for one in log.shelf.read(BOARD).subjects} == {
        "p:p": 2,
        "p:q": 1,
    }
    assert fresh(log) == ["p:q"]
    assert log.shelf.read(BOARD).doubts == ("the mark of p:p was set back from @2 to @0",)


def test_subjects_that_events_name_are_there_without_a_mark(ledger, log, event):
    """Tags of the log name the subjects, so a deleted mark hides no partnership."""
    if not ledger.durable:
        pytest.skip("marks in memory are nobody else's to change")
    log.append([event("s:x:0"), event("s:x:1"), event("s:y"), event("t:z:0")])
    kind = attrs.evolve(BOARD, named="s:")
    assert [one.subject for one in log.shelf.read(kind).subjects] == ["s:x"]
    assert log.shelf.read(BOARD).subjects == ()


def test_marks_made_within_an_append_stand_or_fall_with_it(ledger, event):
    """An append that is rolled back leaves no mark of its events."""
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


def test_words_are_not_put_down_once_they_were_overtaken(log, event):
    """A row with words of the log is left out where its subject was touched after it was made."""
    log.append([event("a", "p:p"), event("b", "p:p")])
    log.shelf.mark({"p:p": 1}, after=-1, upto=1)
    for words, kept in ((True, [None]), (False, [b'{"P":0}'])):
        kind = attrs.evolve(BOARD, words=words)
        log.shelf.keep(kind, [("p:p", 0, b'{"P":0}')])
        assert [row.body for row in log.shelf.read(kind).subjects] == kept


def test_one_subject_is_looked_at_as_all_are_read(log, event):
    """The head, the bookmark and the row are those of a reading of everything."""
    log.append([event("a", "p:p"), event("b", "p:q")])
    log.shelf.mark({"p:p": 0, "p:q": 1}, after=-1, upto=1)
    log.shelf.keep(BOARD, [("p:p", 1, b'{"P":0}')])
    whole = log.shelf.read(BOARD)
    for row in whole.subjects:
        assert log.shelf.look(BOARD, row.subject) == attrs.evolve(whole, subjects=(row,))
    (nothing,) = log.shelf.look(BOARD, "p:r").subjects
    assert (nothing.touched, nothing.body, nothing.fresh) == (1, None, False)


def test_the_subjects_of_a_kind_are_those_that_have_a_row_of_it(log, event):
    """In order; a mark alone makes none, nor a row of another kind."""
    log.append([event("a", "p:p"), event("b", "p:q")])
    log.shelf.mark({"p:r": 1}, after=-1, upto=1)
    assert log.shelf.subjects(BOARD) == ()
    log.shelf.keep(BOARD, [("p:q", 1, b'{"Q":0}'), ("p:p", 1, b'{"P":0}')])
    log.shelf.keep(attrs.evolve(BOARD, name="other"), [("p:s", 1, b'{"S":0}')])
    assert log.shelf.subjects(BOARD) == ("p:p", "p:q")
