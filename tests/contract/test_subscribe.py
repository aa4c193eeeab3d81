"""The contract of following a log, for every backend."""

from __future__ import annotations

import threading

import pytest

from ledger.log import Query
from ledger.log.subscription import DeadLetter, Follower, OnFailure, Subscription, subscribe


@pytest.mark.usefixtures("kept")
def test_what_is_there_and_what_comes_is_seen_once_in_order(ledger, event):
    """Four writers and a follower at once: no gap, nothing twice."""
    reading, writing = ledger.open(), ledger.open()
    following = subscribe(reading, poll=0.01)
    seen = []

    def follow() -> None:
        for recorded in following:
            seen.append(recorded.position)
            if len(seen) == 80:
                following.stop()

    def write(writer: int) -> None:
        for n in range(20):
            writing.append([event(f"{writer}-{n}")])

    threads = [threading.Thread(target=follow)]
    threads += [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert seen == list(range(80))


def test_it_goes_on_from_its_bookmark_and_tells_its_lag(log, event):
    """A follower begins where it left off, and passes over what its query leaves out."""
    log.append([event("a", "party:mexico"), event("b"), event("c", "party:mexico"), event("d")])
    following = subscribe(log, Query.tagged("party:mexico"), after=0)
    assert following.lag() == 3

    assert [r.event.id for r in following.ready()] == ["c"]
    assert (following.bookmark, following.lag()) == (3, 0), "what does not match is passed over"
    log.append([event("e", "party:mexico")])
    assert [r.event.id for r in following.ready()] == ["e"]


def once_it_waits(following, act) -> list[bool]:
    """Do something as a follower begins to wait; gives whether a hint ended each of its waits."""
    wait, waits = following._woken.wait, []

    def acting(seconds):
        if not waits:
            act()
        waits.append(wait(seconds))

    following._woken.wait = acting
    return waits


def later(act) -> None:
    """Do something once the follower waits."""
    threading.Timer(0.3, act).start()


def test_an_append_wakes_who_waits_for_it(log, event):
    """The only wait is ended by the append, and not by a time that ran out."""
    following = subscribe(log, poll=60)
    waits = once_it_waits(following, lambda: log.append([event("a")]))
    seen = iter(following)

    assert next(seen).event.id == "a"
    assert waits == [True]
    seen.close()


def test_hints_that_are_lost_lose_nothing(log, event, monkeypatch):
    """The negative control too: where none arrives it is polling that finds what came."""
    monkeypatch.setattr(Subscription, "wake", lambda _: None)
    following = subscribe(log, poll=0.6)
    waits = once_it_waits(following, lambda: log.append([event("a"), event("b")]))
    seen = iter(following)

    assert [next(seen).event.id, next(seen).event.id] == ["a", "b"]
    assert waits == [False], "its time ran out"
    seen.close()


def test_a_hint_for_nothing_gives_nothing(log, event):
    """A wake is a hint only: without an event the follower goes on waiting."""
    following = subscribe(log, poll=60)
    later(following.wake)
    threading.Timer(0.5, lambda: log.append([event("a")])).start()

    assert [next(iter(following)).position] == [0]


def test_stopping_ends_a_wait_and_a_page(log, event):
    """A follower that was stopped hands out no further event of its page."""
    log.append([event("a"), event("b")])
    following = subscribe(log, poll=60)
    for _ in following:
        following.stop()
    assert following.bookmark <= 0 or following.lag() == 1
    assert list(following) == []


@pytest.mark.parametrize(
    ("choice", "handled", "bookmark"), [(OnFailure.STOP, 1, 0), (OnFailure.SKIP, 2, 2)]
)
def test_a_handler_that_fails_is_seen_and_blocks_nobody(log, event, choice, handled, bookmark):
    """The failure is kept; it stops or skips as chosen, and appends go on."""
    log.append([event("a"), event("bad"), event("c")])

    def handle(recorded) -> None:
        if recorded.event.id == "bad":
            raise ValueError(recorded.event.id)

    follower = Follower(subscribe(log), handle, choice)

    assert follower.catch_up() == handled
    assert follower.subscription.bookmark == bookmark
    assert follower.dead == [DeadLetter(1, "ValueError: bad")]
    assert log.append([event("d")])[0].position == 3
    follower.handle = lambda _: None
    assert follower.catch_up() == (3 if choice is OnFailure.STOP else 1)
