"""Group commit and retries: many threads share a commit, each with its own outcome."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from ledger.clock import FixedClock
from ledger.errors import StorageError
from ledger.log import AppendCondition, Event, Query, init_log, open_log
from ledger.log.failures import ConditionFailed
from ledger.log.stores.commits import TRIES, CommitQueue, Request

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


class Lost(StorageError):
    def __init__(self) -> None:
        super().__init__("lost", fix="again")


def made(name: str) -> Event:
    return Event(id=name, type="t", version=1, tags=frozenset({"claim:1"}), payload=b"{}")


def grouped(queue: CommitQueue, requests: list[Request]) -> None:
    """Submit from a thread each, all of them while the queue is held up."""
    threads = [threading.Thread(target=queue.submit, args=(r,)) for r in requests]
    with queue._turn:
        for thread in threads:
            thread.start()
        while len(queue._waiting) < len(requests):
            pass
    for thread in threads:
        thread.join()


def test_who_waits_shares_a_commit_and_each_gets_its_own_outcome(tmp_path):
    """One failed condition in a group does not take its neighbours with it."""
    init_log(tmp_path / "claims.db")
    log = open_log(tmp_path / "claims.db", clock=CLOCK)
    log.append([made("first")])
    free = AppendCondition(fail_if_events_match=Query.tagged("claim:1"), after=-1)
    requests = [Request((made(f"e{n}"),), free if n == 2 else None) for n in range(5)]

    grouped(log._queue, requests)

    assert isinstance(requests[2].error, ConditionFailed)
    positions = [r.answer()[0].position for n, r in enumerate(requests) if n != 2]
    assert sorted(positions) == [1, 2, 3, 4]
    assert log.head().size == 5
    with pytest.raises(ConditionFailed):
        requests[2].answer()
    log.close()


def test_a_group_whose_commit_fails_fails_for_all(tmp_path):
    """Each request of the group has the error, and nothing of it is in the log."""
    init_log(tmp_path / "claims.db")
    log = open_log(
        tmp_path / "claims.db",
        clock=CLOCK,
        on_append=lambda c, _: c.exec_driver_sql("SELECT * FROM absent"),
    )
    requests = [Request((made(f"e{n}"),), None) for n in range(3)]

    grouped(log._queue, requests)

    assert all(isinstance(r.error, StorageError) for r in requests)
    assert log.head().size == 0
    log.close()


def test_a_group_is_one_commit():
    """Seventy waiting appends need two commits: a group takes at most 64."""
    groups = []

    def commit(group) -> None:
        groups.append(len(group))
        for request in group:
            request.recorded = ()

    grouped(CommitQueue(commit, lambda _: False), [Request((), None) for _ in range(70)])

    assert groups == [64, 6]


@pytest.mark.parametrize(("failures", "tries"), [(0, 1), (2, 3), (99, TRIES)])
def test_what_may_be_retried_is_retried_a_bounded_number_of_times(failures, tries, monkeypatch):
    """A passing failure is hidden; one that lasts is reported after the last try."""
    monkeypatch.setattr("ledger.log.stores.commits.PAUSE", 0.0)
    attempts = []

    def commit(group) -> None:
        attempts.append(1)
        if len(attempts) <= failures:
            raise Lost
        for request in group:
            request.recorded = ()

    request = Request((), None)
    CommitQueue(commit, lambda error: isinstance(error, Lost)).submit(request)

    assert len(attempts) == tries
    assert isinstance(request.error, Lost) == (failures >= TRIES)


def test_what_may_not_be_retried_is_not():
    """A failure that the store does not call passing reaches the caller as it was raised."""

    def commit(_) -> None:
        raise Lost

    request = Request((), None)
    CommitQueue(commit, lambda _: False).submit(request)
    with pytest.raises(Lost):
        request.answer()
