"""A ledger that was opened where nothing could be written is written once something can be."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log
from ledger.log.failures import LedgerFull, LedgerReadOnly
from ledger.log.stores.sqlite import store as sqlite

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


def event(name: str) -> Event:
    return Event(
        id=name, type="claim.recorded", version=1, tags=frozenset({"claim:1"}), payload=b"{}"
    )


@pytest.fixture
def path(tmp_path):
    """A ledger with one event, and nobody in it."""
    init_log(tmp_path / "a.db")
    log = open_log(tmp_path / "a.db", clock=CLOCK)
    log.append([event("first")])
    log.close()
    return tmp_path / "a.db"


def no_room(monkeypatch) -> None:
    """No room next to any file."""
    monkeypatch.setattr(sqlite, "no_room_to_read", lambda _: True)


def no_right(monkeypatch) -> None:
    """No right to write anywhere, also for a superuser."""
    monkeypatch.setattr(sqlite.os, "access", lambda _, mode: not mode & os.W_OK)


@pytest.mark.parametrize(
    ("way", "refusal"), [(no_room, LedgerFull), (no_right, LedgerReadOnly)], ids=["room", "right"]
)
def test_what_is_open_records_again_once_it_can(path, monkeypatch, way, refusal):
    """As a server does that was started on a full disk; what others recorded is read as well."""
    with monkeypatch.context() as limited:
        way(limited)
        log = open_log(path, clock=CLOCK)
        assert log.head().size == 1
        with pytest.raises(refusal) as refused:
            log.append([event("second")])
        assert type(refused.value) is refusal
        assert log.may_append() == (way is no_room)
    (recorded,) = log.append([event("second")])
    assert recorded.position == 1
    other = open_log(path, clock=CLOCK)
    other.append([event("third")])
    other.close()
    assert [record.event.id for record in log.read()] == ["first", "second", "third"]
    assert log.may_append()
    log.close()


def test_who_only_reads_reads_the_file_itself_again(path, monkeypatch):
    """And no longer a copy of it."""
    with monkeypatch.context() as limited:
        no_room(limited)
        log = open_log(path, clock=CLOCK)
        assert log.head().size == 1
        assert log.store.sight is not None
    assert log.head().size == 1
    assert log.store.sight is None
    log.close()
