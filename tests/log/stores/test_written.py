"""What was not written is not acknowledged: every statement of an append is counted."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.board.affected import mark_appended
from ledger.clock import FixedClock
from ledger.log import Event, erasure, init_log, open_log
from ledger.log.failures import NotWritten

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
TABLES = ("events", "tags", "tiles", "head", "touched")


def events(start: int, count: int) -> list[Event]:
    return [
        Event(
            id=f"claim:{number}",
            type="claim.recorded",
            version=1,
            tags=frozenset({"partnership:p", f"claim:{number}"}),
            payload=b"{}",
        )
        for number in range(start, start + count)
    ]


def opened(place: str):
    return open_log(place, clock=CLOCK, on_append=mark_appended)


@pytest.fixture
def path(tmp_path):
    """A ledger of 255 events in a file: the next one fills a tile."""
    place = str(tmp_path / "claims.db")
    init_log(place)
    log = opened(place)
    log.append(events(0, 255))
    log.close()
    return place


@pytest.fixture
def server(postgres_schema):
    """A ledger of 255 events in a schema."""
    init_log(postgres_schema)
    log = opened(postgres_schema)
    log.append(events(0, 255))
    log.close()
    return postgres_schema


@pytest.fixture
def attacker(server, postgres_url):
    """A superuser's own connection to the ledger's schema."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {make_url(server).query['schema']}")
        connection.execute(
            "CREATE FUNCTION eat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
        )
        yield connection


def on_file(path: str, *statements: str) -> None:
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def refused_and_whole(place: str, count: int = 1) -> NotWritten:
    log = opened(place)
    with pytest.raises(NotWritten, match="not the ledger") as caught:
        log.append(events(255, count))
    assert log.head().size == 255
    assert log.find("claim:255") is None
    log.close()
    return caught.value


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("count", [1, 40])
def test_a_trigger_of_a_file_that_drops_rows_makes_the_append_fail(path, table, count):
    """No row of any table of an append is dropped by a trigger while the append is told as done."""
    for act in ("INSERT", "UPDATE"):
        on_file(
            path,
            f"CREATE TRIGGER eat_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(IGNORE); END",
        )
    refused_and_whole(path, count)
    on_file(path, "DROP TRIGGER eat_INSERT", "DROP TRIGGER eat_UPDATE")
    log = opened(path)
    assert len(log.append(events(255, count))) == count
    log.close()


def test_a_view_in_a_table_s_place_makes_the_append_fail_and_is_named(path):
    """A view whose trigger swallows inserts is not taken for the table, and is named."""
    on_file(
        path,
        "ALTER TABLE events RENAME TO kept",
        "CREATE VIEW events AS SELECT * FROM kept",
        "CREATE TRIGGER eat INSTEAD OF INSERT ON events BEGIN SELECT 1; END",
    )
    refused_and_whole(path)
    log = opened(path)
    named = [str(stranger) for stranger in log.strangers()]
    log.close()
    assert "the view events in place of a table is not the ledger's own" in named


@pytest.mark.parametrize("count", [1, 40])
def test_a_trigger_that_takes_rows_back_afterwards_makes_the_append_fail(path, count):
    """Rows that were counted and then deleted by a later trigger are missed as well."""
    for table in ("events", "tags"):
        on_file(
            path,
            f"DROP TRIGGER {table}_no_delete",
            f"CREATE TRIGGER eat AFTER INSERT ON {table}"  # noqa: S608
            " BEGIN DELETE FROM tags WHERE position = NEW.position;"
            f" DELETE FROM {table} WHERE position = NEW.position; END",
        )
        refused_and_whole(path, count)
        on_file(path, "DROP TRIGGER eat")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("count", [1, 40])
def test_a_trigger_of_a_schema_that_drops_rows_makes_the_append_fail(
    server, attacker, table, count
):
    """The same on a server, by INSERT and by COPY; the trigger is named by its table."""
    attacker.execute(
        f"CREATE TRIGGER eat BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION eat()"
    )
    refused_and_whole(server, count)
    log = opened(server)
    assert [stranger.what for stranger in log.strangers()] == [f"the trigger eat on {table}"]
    attacker.execute(f"DROP TRIGGER eat ON {table}")
    assert len(log.append(events(255, count))) == count
    log.close()


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize(
    "change",
    ["NEW.payload = '{\"x\":1}'", "NEW.salt = '\\x00'", "NEW.leaf_hash = '\\x00'"],
)
def test_a_trigger_that_changes_rows_makes_the_append_fail(server, attacker, change, count):
    """A row that stands, and not as it was given, is not acknowledged."""
    attacker.execute(
        "CREATE FUNCTION bend() RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN {change}; RETURN NEW; END $$"
    )
    attacker.execute(
        "CREATE TRIGGER bend BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION bend()"
    )
    refused_and_whole(server, count)


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (
            "CREATE RULE eat AS ON INSERT TO tiles DO INSTEAD NOTHING",
            "the rule eat on tiles",
        ),
        ("ALTER TABLE events ENABLE ROW LEVEL SECURITY", "row-level security on events"),
        ("CREATE TABLE more () INHERITS (tags)", "the table more, which adds its rows to tags"),
    ],
)
def test_rules_policies_and_heirs_are_named(server, attacker, act, named):
    """What else can drop, hide or add rows on a server is named, with what takes it away."""
    attacker.execute(act)
    log = opened(server)
    (stranger,) = log.strangers()
    assert stranger.what == named
    attacker.execute(stranger.away)
    assert log.strangers() == ()
    log.close()


def test_an_erasure_that_changed_nothing_is_no_erasure(path):
    """Words that a trigger kept from being erased are not told as gone."""
    on_file(path, "CREATE TRIGGER eat BEFORE UPDATE ON events BEGIN SELECT RAISE(IGNORE); END")
    log = opened(path)
    with pytest.raises(NotWritten, match="not erased"):
        erasure.erase(log, "claim:7", reason="a court order")
    log.close()


def test_a_trigger_of_others_that_changes_nothing_lets_appends_go_on(path):
    """What only watches is named by verifying and does not stop the desk."""
    on_file(
        path,
        "CREATE TABLE audit (position)",
        "CREATE TRIGGER watch AFTER INSERT ON events"
        " BEGIN INSERT INTO audit VALUES (NEW.position); END",
    )
    log = opened(path)
    assert log.append(events(255, 1))[0].position == 255
    assert [stranger.what for stranger in log.strangers()] == ["the trigger watch on events"]
    log.close()
