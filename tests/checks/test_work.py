"""Parts of a work: each is done once, wherever that is, and what was made of them is in order."""

from __future__ import annotations

import threading

import pytest

from ledger.checks.work import Work

PARTS = range(40)


def test_what_is_made_is_in_order_whoever_made_it():
    """Here from the first part, elsewhere from the last, until they meet: each part once."""
    both = threading.Barrier(2)
    done: dict[str, list[int]] = {"here": [], "elsewhere": []}

    def do(where):
        def part_done(part):
            if not done[where]:
                both.wait(10)  # each does at least one
            done[where].append(part)
            return part * part

        return part_done

    with Work(PARTS, do("here"), [do("elsewhere")]) as work:
        assert work.results() == [part * part for part in PARTS]
    assert sorted(done["here"] + done["elsewhere"]) == list(PARTS)
    assert done["here"] == sorted(done["here"])
    assert done["elsewhere"] == sorted(done["elsewhere"], reverse=True)


def test_nobody_else_need_be_there():
    """All of it is done here then."""
    with Work(PARTS, str) as work:
        assert work.results() == [*map(str, PARTS)]


def test_what_was_given_back_is_done_here():
    """Who gives a part back takes no other one."""
    asked = []
    with Work(PARTS, str, [asked.append]) as work:
        work._running[0].result()  # it has given up before anything is done here
        assert work.results() == [*map(str, PARTS)]
    assert asked == [PARTS[-1]]


def test_what_fails_elsewhere_is_raised_here():
    """And nothing is taken for done."""

    def failing(part):
        raise ValueError(part)

    with Work(PARTS, str, [failing]) as work:
        work._running[0].exception()  # it has failed before anything is done here
        with pytest.raises(ValueError, match="39"):
            work.results()


def test_who_leaves_half_way_waits_for_no_more_than_a_part():
    """What was not begun is not begun any more."""
    begun, go_on = threading.Event(), threading.Event()
    done = []

    def slow(part):
        begun.set()
        go_on.wait(10)
        done.append(part)
        return part

    with pytest.raises(KeyboardInterrupt), Work(PARTS, str, [slow]):  # noqa: PT012
        begun.wait(10)
        threading.Timer(0.05, go_on.set).start()
        raise KeyboardInterrupt
    assert done == [PARTS[-1]]
