"""Migrations on ledgers that hold something, back and forth over every revision, on both databases.

The events, the root and the triggers are what they were; one that fails half-way did nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from ledger.clock import FixedClock
from ledger.log import Event, Query, failures, init_log, open_log, opening
from ledger.log.erasure import erase
from ledger.log.proving.verify import verify
from ledger.log.stores import migrate, tables

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
EARLIER = tables.REVISIONS[:-1]  # below the first there are no events
LOG = ("head", "events", "tags", "tiles")


def made(n: int) -> Event:
    return Event(
        id=f"e{n}",
        type="claim.recorded",
        version=1,
        tags=frozenset({"party:mexico", f"claim:{n}"}),
        payload=b'{"n":%d}' % n,
    )


@attrs.frozen
class Place:
    """A ledger's location, and looks into its database past the program."""

    location: str

    def run(self, act, *, write: bool = False):
        store = opening._store(self.location, patience=5)
        try:
            with store.writing() if write else store.reading() as connection:
                return act(connection)
        finally:
            store.close()

    def bring(self, revision: str) -> None:
        """Back to an earlier revision."""
        self.run(lambda connection: migrate.downgrade(connection, revision), write=True)

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """The log's own tables, to the byte."""
        return self.run(
            lambda c: {
                name: [tuple(row) for row in c.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2"))]  # noqa: S608
                for name in LOG
            }
        )

    def schema(self) -> list[tuple[object, ...]]:
        """Every table, index, trigger and function, as the database describes it."""
        asked = (
            "SELECT type, name, tbl_name, sql FROM sqlite_master"
            if "://" not in self.location
            else "SELECT c.relname, c.relkind::text, t.tgname, t.tgenabled::text"
            " FROM pg_class c LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal"
            " WHERE c.relnamespace = current_schema()::regnamespace"
            " UNION SELECT proname, prosrc, null, null"
            " FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
        )
        return self.run(lambda c: sorted(map(repr, c.execute(text(asked)))))

    def state(self) -> tuple[object, ...]:
        """All that a migration could have changed."""
        version = self.run(lambda c: c.execute(text("SELECT * FROM ledger_version")).all())
        return self.schema(), version, self.rows()

    def refused(self, statement: str) -> bool:
        """Whether the database refuses a statement as a change of the log."""
        try:
            self.run(lambda c: c.execute(text(statement)), write=True)
        except failures.StorageError as error:
            return "append-only" in str(error) or "append-only" in str(error.__cause__)
        except DBAPIError as error:
            return "append-only" in str(error)
        return False


@pytest.fixture
def place(database) -> Place:
    """A ledger of each database with 300 events, a tile, and a payload that was erased."""
    init_log(database)
    log = open_log(database, clock=CLOCK)
    log.append([made(n) for n in range(300)])
    erase(log, "e7", reason="order 12")
    log.close()
    return Place(database)


ATTACKS = (
    "DELETE FROM events",
    "DELETE FROM head",
    "UPDATE events SET payload = NULL, salt = NULL WHERE position = 3",
    "UPDATE tags SET tag = 'party:x' WHERE position = 3",
    "UPDATE tiles SET idx = 9",
    "UPDATE head SET size = 5",
)


@pytest.mark.parametrize("revision", EARLIER)
def test_down_and_up_again_the_ledger_is_what_it_was(place, revision):
    """To the byte, in rows and schema, and guarded at every revision between."""
    log = open_log(place.location, clock=CLOCK)
    head, events = log.head(), list(log.read(Query.tagged("party:mexico")))
    log.close()
    rows, schema = place.rows(), place.schema()

    place.bring(revision)

    version = place.run(lambda c: c.execute(text("SELECT * FROM ledger_version")).scalar())
    assert version == revision, "negative control: it went down"
    assert place.rows() == rows
    assert all(map(place.refused, ATTACKS)), "the triggers stand at every revision"
    with pytest.raises(failures.LedgerTooOld):
        open_log(place.location, clock=CLOCK)

    assert init_log(place.location).before == revision

    assert (place.schema(), place.rows()) == (schema, rows)
    assert all(map(place.refused, ATTACKS))
    log = open_log(place.location, clock=CLOCK)
    assert (log.head(), list(log.read(Query.tagged("party:mexico")))) == (head, events)
    verdict = verify(log)
    assert (verdict.holds, verdict.root, verdict.erased) == (True, head.root, (7,))
    assert log.append([made(300)])[0].position == 301
    log.close()


def test_without_the_triggers_the_same_changes_go_through(place):
    """The negative control of what the other test tries."""
    on = " ON {}" if "://" in place.location else ""
    named = (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        " AND tgrelid IN (SELECT oid FROM pg_class"
        " WHERE relnamespace = current_schema()::regnamespace)"
        if on
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    for name, table in place.run(lambda c: c.execute(text(named)).all()):
        drop = f"DROP TRIGGER {name}{on.format(table)}"
        place.run(lambda c, drop=drop: c.execute(text(drop)), write=True)
    assert not place.refused(ATTACKS[-1])


class Broken(Exception):
    """The migration's process ends here."""


def broken_off(location: str, at: int) -> bool:
    """Migrate, and break off before statement ``at``; whether it came so far."""
    count = 0

    def before(*_: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            raise Broken

    event.listen(Engine, "before_cursor_execute", before)
    try:
        init_log(location)
    except Broken:
        return True
    finally:
        event.remove(Engine, "before_cursor_execute", before)
    return False


@pytest.mark.parametrize("revision", EARLIER)
def test_a_migration_that_breaks_off_anywhere_did_nothing(place, revision):
    """Killed before any of its statements, it leaves schema, version and rows alone.

    A later migration is part of the way from each earlier revision: from each, it is killed at
    every third statement, and from the next one at those after them.
    """
    place.bring(revision)
    before = place.state()
    at = 1 + EARLIER.index(revision) % 3
    while broken_off(place.location, at):
        assert place.state() == before, at
        at += 3
    assert at > 5, "negative control: it was broken off between its statements"
    assert place.state() != before
    log = open_log(place.location, clock=CLOCK)
    assert verify(log).holds
    log.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_beginning_that_breaks_off_anywhere_is_begun_again(kind, request, tmp_path):
    """Half a new ledger is no ledger: it cannot be opened, and init makes it whole."""
    location = str(tmp_path / "claims.db")
    if kind == "postgresql":
        location = request.getfixturevalue("postgres_schema")
    at = 1
    while broken_off(location, at):
        with pytest.raises(failures.StorageError):
            open_log(location, clock=CLOCK)
        at += 4
    assert at > 20
    log = open_log(location, clock=CLOCK)
    assert log.append([made(0)])[0].position == 0
    log.close()
