"""The contract of projections kept in the append's own transaction, for durable backends."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from ledger.errors import StorageError


@pytest.fixture
def durable(ledger):
    if not ledger.durable:
        pytest.skip("a log in memory has no transaction to join")
    return ledger


def test_it_is_told_of_new_events_only(durable, event):
    """An event that was there already is not handed to the projection a second time."""
    told = []
    log = durable.open(lambda _, events: told.append([e.event.id for e in events]))

    log.append([event("a")])
    log.append([event("a"), event("b")])
    log.append([event("a"), event("b")])

    assert told == [["a"], ["b"]]


def test_what_it_writes_is_committed_with_the_events(durable, event):
    """A row written by one append's projection is there for the next to count."""

    def project(connection, events) -> None:
        connection.execute(text("CREATE TABLE IF NOT EXISTS seen (id TEXT)"))
        for recorded in events:
            connection.execute(text("INSERT INTO seen VALUES (:id)"), {"id": recorded.event.id})

    counted = []
    durable.open(project).append([event("a"), event("b")])
    durable.open(
        lambda connection, _: counted.append(
            connection.execute(text("SELECT count(*) FROM seen")).scalar()
        )
    ).append([event("c")])

    assert counted == [2]


class Broken(Exception):
    """A projection's own failure."""


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (lambda _: (_ for _ in ()).throw(Broken), Broken),
        (lambda c: c.execute(text("SELECT * FROM absent")), StorageError),
    ],
    ids=["its own error", "a database error"],
)
def test_when_it_fails_nothing_was_recorded(durable, event, failure, expected):
    """Events and what is kept of them stand or fall together, and the ledger goes on."""
    log = durable.open(lambda connection, _: failure(connection))

    with pytest.raises(expected):
        log.append([event("a")])

    assert log.head().size == 0
    assert list(log.read()) == []
    assert durable.open().append([event("b")])[0].position == 0
