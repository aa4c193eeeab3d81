"""Verifying names each trigger that is missing, changed or switched off; init brings it back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.app import Ledger, open_ledger
from ledger.clock import FixedClock
from ledger.log import Event, guards, init_log, open_log
from ledger.log.stores.migrate import folder

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
EVENT = Event(id="e", type="claim.recorded", version=1, tags=frozenset(), payload=b"{}")


def filled(place: str) -> str:
    init_log(place)
    log = open_log(place, clock=CLOCK)
    log.append([EVENT])
    log.close()
    return place


@pytest.fixture
def path(tmp_path):
    """A ledger in a file."""
    return filled(str(tmp_path / "claims.db"))


@pytest.fixture
def server(postgres_schema):
    """A ledger in a schema."""
    return filled(postgres_schema)


@pytest.fixture
def attacker(server, postgres_url):
    """A superuser's own connection to the ledger's schema."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {make_url(server).query['schema']}")
        yield connection


def unguarded(place: str) -> tuple[str, ...]:
    log = open_log(place, clock=CLOCK)
    found = log.unguarded()
    log.close()
    return found


def on_file(path: str, *statements: str) -> None:
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_a_new_ledger_is_guarded_and_every_trigger_of_the_file_is_known(path):
    """The list that verify compares with lacks no trigger of the schema."""
    assert unguarded(path) == ()
    db = sqlite3.connect(path)
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='trigger'")}
    db.close()
    assert {f"trigger {name}" for name in there} == guards.SQLITE.keys()


@pytest.mark.parametrize("trigger", [name.removeprefix("trigger ") for name in guards.SQLITE])
def test_a_dropped_trigger_of_a_file_is_named_and_init_brings_it_back(path, trigger):
    """Each of them is missed by name; a second init has nothing to do."""
    on_file(path, f"DROP TRIGGER {trigger}")

    assert unguarded(path) == (f"the trigger {trigger} is missing",)
    assert init_log(path).restored == (f"the trigger {trigger} is missing",)
    assert unguarded(path) == ()
    assert init_log(path).restored == ()


def test_a_changed_trigger_of_a_file_is_named_and_init_makes_it_anew(path):
    """A trigger of the right name that does nothing is seen and replaced."""
    on_file(
        path,
        "DROP TRIGGER events_no_update",
        "CREATE TRIGGER events_no_update BEFORE UPDATE ON events WHEN 0 BEGIN SELECT 1; END",
    )

    assert unguarded(path) == ("the trigger events_no_update is changed",)
    init_log(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        on_file(path, "UPDATE events SET payload = x'00'")


def test_verifying_says_which_are_gone_and_what_brings_them_back(path):
    """They are breaks like others: next to a changed event, and when quick."""
    on_file(path, "DROP TRIGGER tags_no_delete", "DROP TRIGGER head_goes_on")
    log = open_log(path, clock=CLOCK)
    ledger = Ledger(log, clock=CLOCK)

    assert [one.what for one in ledger.verify().breaks if "trigger" in one.what] == [
        "the trigger tags_no_delete is missing; claims repair makes it again",
        "the trigger head_goes_on is missing; claims repair makes it again",
    ]
    on_file(path, "DROP TRIGGER events_no_update", "UPDATE events SET payload = x'00'")
    first, *rest = ledger.verify(quick=True).breaks
    assert first.position == 0
    assert len(rest) == 3, "also next to a break of the log itself, and when quick"
    ledger.close()


def test_a_new_schema_is_guarded_and_every_trigger_of_it_is_known(server, attacker):
    """On the server too, the list of guards lacks no trigger and no function."""
    assert unguarded(server) == ()
    there = attacker.execute(
        "SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal"
        " AND tgrelid::regclass::text IN ('head', 'events', 'tags', 'tiles')"
        " UNION SELECT 'function ' || proname FROM pg_proc"
        " WHERE pronamespace = current_schema()::regnamespace"
    ).fetchall()
    made = {**guards.POSTGRESQL, **guards.VIEWS_POSTGRESQL}
    assert {name for (name,) in there} == made.keys()


TRIGGERS = [name.removeprefix("trigger ") for name in guards.POSTGRESQL if name.startswith("trig")]
FUNCTIONS = [
    name.removeprefix("function ")
    for name in guards.POSTGRESQL
    if name.startswith("f") and not name.endswith("ledger_append")
]

BODY = "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"


def test_each_trigger_that_is_dropped_or_off_is_named_and_init_brings_it_back(server, attacker):
    """Switched off for replicas counts as off; init sets it to always."""
    for trigger in TRIGGERS:
        table = trigger.partition("_")[0]
        for act, said in (
            (f"DROP TRIGGER {trigger} ON {table}", "missing"),
            (f"ALTER TABLE {table} DISABLE TRIGGER {trigger}", "switched off"),
            (f"ALTER TABLE {table} ENABLE TRIGGER {trigger}", "not always on"),
            (f"ALTER TABLE {table} ENABLE REPLICA TRIGGER {trigger}", "not always on"),
        ):
            attacker.execute(act)
            named = (f"the trigger {trigger} is {said}",)
            assert unguarded(server) == named
            assert init_log(server).restored == named
            assert unguarded(server) == ()
    attacker.execute("SET session_replication_role = replica")
    for act in ("TRUNCATE tags", "DELETE FROM events", "UPDATE head SET size = 7"):
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            attacker.execute(act)


def test_each_changed_function_is_named_and_init_makes_it_anew(server, attacker):
    """A new body or another search path would disarm a trigger that still stands."""
    for function in FUNCTIONS:
        named = (f"the function {function} is changed",)
        for act in (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger {BODY}",
            f"ALTER FUNCTION {function}() RESET search_path",
            f"ALTER FUNCTION {function}() SET search_path TO pg_temp, public",
        ):
            attacker.execute(act)
            assert unguarded(server) == named
            assert init_log(server).restored == named
            assert unguarded(server) == ()


def test_a_changed_append_is_named_and_init_makes_it_anew(server, attacker):
    """The function that records by one call is guarded as the triggers' are, by every word."""
    (words,) = attacker.execute("SELECT pg_get_functiondef('ledger_append'::regproc)").fetchone()
    named = ("the function ledger_append is changed",)
    for act in (
        words.replace("cardinality(", "0 * cardinality("),
        "ALTER FUNCTION ledger_append RESET search_path",
        "ALTER FUNCTION ledger_append RESET enable_seqscan",
        "ALTER FUNCTION ledger_append SET search_path TO pg_temp, public",
    ):
        attacker.execute(act)
        assert unguarded(server) == named
        assert init_log(server).restored == named
        assert unguarded(server) == ()


@pytest.mark.parametrize(
    "definition",
    [
        "BEFORE UPDATE ON events FOR EACH ROW WHEN (false) EXECUTE FUNCTION ledger_erase_only()",
        "BEFORE UPDATE OF salt ON events FOR EACH ROW EXECUTE FUNCTION ledger_erase_only()",
        "AFTER UPDATE ON events FOR EACH ROW EXECUTE FUNCTION ledger_erase_only()",
        "BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION pass()",
    ],
)
def test_a_changed_trigger_of_a_schema_is_named(server, attacker, definition):
    """A condition, a column list, another moment or function makes it another trigger."""
    attacker.execute(
        "CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
    )
    attacker.execute(f"CREATE OR REPLACE TRIGGER events_no_update {definition}")
    attacker.execute("ALTER TABLE events ENABLE ALWAYS TRIGGER events_no_update")
    assert unguarded(server) == ("the trigger events_no_update is changed",)
    init_log(server)
    assert unguarded(server) == ()


def test_triggers_of_another_table_or_program_are_not_taken_for_the_ledger_s(server, attacker):
    """The same name on another table guards nothing of the log."""
    attacker.execute("CREATE TABLE notes (n int)")
    attacker.execute(
        "CREATE FUNCTION ledger_refuse(n int) RETURNS int LANGUAGE sql AS $$ SELECT n $$"
    )
    for table in ("notes", "tags"):
        attacker.execute(
            f"CREATE TRIGGER events_no_delete BEFORE DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
        )
    assert unguarded(server) == ()
    attacker.execute("DROP TRIGGER events_no_delete ON events")
    assert unguarded(server) == ("the trigger events_no_delete is missing",)


def test_the_migrations_are_where_the_triggers_come_from():
    """A later migration that touches a trigger must be known to what restores it."""
    touching = {one.name for one in folder().glob("versions/*.py") if "TRIGGER" in one.read_text()}
    assert touching == {"0001_log.py"}


READS = "SELECT * FROM claims_v1"


def test_a_changed_or_missing_view_is_named_and_made_again(database, postgres_url, tmp_path):
    """On both databases; what reads it finds it as it was, and by the repair too."""
    init_log(database)

    def do(*statements: str) -> None:
        if "://" not in database:
            on_file(database, *statements)
            return
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"SET search_path TO {make_url(database).query['schema']}")
            for statement in statements:
                connection.execute(statement)

    assert unguarded(database) == ()
    do("DROP VIEW parties_v1", "CREATE VIEW parties_v1 AS SELECT 'forged' AS party")
    do("DROP VIEW status_v1")
    assert set(unguarded(database)) == {
        "the view parties_v1 is changed",
        "the view status_v1 is missing",
    }
    assert len(init_log(database).restored) == 2
    assert unguarded(database) == ()
    do("DROP VIEW events_v1", "CREATE VIEW events_v1 AS SELECT 'forged' AS id")
    with open_ledger(database, clock=CLOCK, custody=tmp_path / "custody") as ledger:
        (named,) = ledger.verify().breaks
        assert named.what.startswith("the view events_v1 is changed")
        ledger.repair(ledger.repair_plan(), tmp_path / "evidence")
        assert ledger.verify().breaks == ()
    do("SELECT type, recorded_by FROM events_v1", READS)


def test_who_may_read_a_view_still_may_once_it_is_made_again(server, attacker):
    """Their rights are given again, though the view had to be dropped."""
    attacker.execute("CREATE ROLE analyst_of_views")
    try:
        attacker.execute("DROP VIEW judgements_v1")
        attacker.execute("CREATE VIEW judgements_v1 AS SELECT 'forged' AS party")
        attacker.execute("GRANT SELECT ON judgements_v1, claims_v1 TO analyst_of_views")
        init_log(server)
        asked = "SELECT has_table_privilege('analyst_of_views', 'judgements_v1', 'SELECT')"
        assert attacker.execute(asked).fetchone() == (True,)
        assert attacker.execute(asked.replace("judgements", "claims")).fetchone() == (True,)
    finally:
        attacker.execute("DROP OWNED BY analyst_of_views")
        attacker.execute("DROP ROLE analyst_of_views")
