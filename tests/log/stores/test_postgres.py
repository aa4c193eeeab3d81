# ruff: noqa: S608  # the names of schemas are made here
"""PostgreSQL: attacks that triggers refuse, roles, retries, and failures by name."""

from __future__ import annotations

import threading
import time
from datetime import UTC, date, datetime

import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.app import open_ledger
from ledger.board.kept_board import BOARD
from ledger.claims.commands import Describe
from ledger.claims.entities import Partnership, Party
from ledger.clock import Clocks, FixedClock
from ledger.errors import ExitCode, StorageError
from ledger.intake.feeds.feed import WatchTerms
from ledger.intake.feeds.place import feeds_of
from ledger.intake.inbox.item import Arrival, Door
from ledger.intake.originals import originals_of
from ledger.log import Event, failures, init_log, open_log
from ledger.log.erasure import erase
from ledger.log.proving.verify import frontier_at, verify
from ledger.log.stores.postgresql import server_failures
from ledger.log.stores.postgresql import store as postgres
from ledger.log.stores.postgresql.address import BadServerAddress
from ledger.log.stores.postgresql.roles import NoName, grants
from ledger.log.subscription import subscribe

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


def made(n: int) -> Event:
    return Event(
        id=f"e{n}",
        type="claim.recorded",
        version=1,
        tags=frozenset({"party:mexico"}),
        payload=b'{"n":%d}' % n,
    )


@pytest.fixture
def log(postgres_schema):
    """A log of 300 events, so that it has a tile."""
    init_log(postgres_schema)
    opened = open_log(postgres_schema, clock=CLOCK)
    opened.append([made(n) for n in range(300)])
    yield opened
    opened.close()


@pytest.fixture
def attacker(log, postgres_schema, postgres_url):  # noqa: ARG001  # the log comes first
    """A superuser's own connection to the ledger's schema."""
    schema = make_url(postgres_schema).query["schema"]
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {schema}")
        yield connection


ATTACKS = [
    "DELETE FROM head",
    "DELETE FROM events",
    "DELETE FROM tags",
    "DELETE FROM tiles",
    "TRUNCATE head",
    "TRUNCATE events",
    "TRUNCATE tags",
    "TRUNCATE tiles",
    "UPDATE events SET payload = 'x' WHERE position = 3",
    "UPDATE events SET payload = NULL, salt = NULL WHERE position = 3",
    "UPDATE events SET envelope = 'x' WHERE position = 3",
    "UPDATE events SET position = 300 WHERE position = 299",
    "UPDATE tags SET tag = 'party:korea' WHERE tag = 'party:mexico'",
    "UPDATE tiles SET hash = 'x'",
    "UPDATE head SET size = 299",
    "UPDATE head SET size = 301",
    "UPDATE head SET origin = 'other'",
    "UPDATE head SET frontier = 'x'",
    "INSERT INTO events VALUES (301, 'gap', '', '', '', '')",
    "INSERT INTO events VALUES (-1, 'before', '', '', '', '')",
    "INSERT INTO events VALUES (300, 'a', '', '', '', ''), (302, 'b', '', '', '', '')",
    "INSERT INTO events VALUES (3, '', '', '') ON CONFLICT (position) DO UPDATE SET salt = 'x'",
    "MERGE INTO events USING (SELECT 3 AS n) AS s ON position = n WHEN MATCHED THEN DELETE",
    "INSERT INTO tags VALUES ('party:korea', 3)",
    "INSERT INTO tags VALUES ('party:korea', 300)",
    "INSERT INTO tiles VALUES (1, 0, 'x') ON CONFLICT (level, idx) DO UPDATE SET hash = 'x'",
]


def test_every_change_is_refused_even_to_a_superuser_who_plays_replica(log, attacker):
    """The triggers fire in every role of a session: none of them opens a way."""
    before = log.head()
    for role in ("origin", "replica"):
        attacker.execute(f"SET session_replication_role = {role}")
        for attack in ATTACKS:
            with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
                attacker.execute(attack)
    assert log.head() == before
    assert verify(log).holds


def test_a_session_s_own_tables_do_not_stand_in_for_the_ledger_s(log, attacker):
    """What the triggers ask is the ledger's head and events, not temporary ones of that name."""
    schema = attacker.execute("SELECT current_schema()").fetchone()[0]
    attacker.execute("CREATE TEMP TABLE head AS SELECT 0::bigint AS size")
    attacker.execute("CREATE TEMP TABLE events AS SELECT generate_series(0, 999) AS position")
    for attack in (
        f"INSERT INTO {schema}.events VALUES (999, 'gap', '', '', '', '')",
        f"INSERT INTO {schema}.tags VALUES ('party:korea', 3)",
        f"UPDATE {schema}.head SET size = 1000",
    ):
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            attacker.execute(attack)
    assert verify(log).holds
    for function in ("events_in_order", "tags_in_order", "head_goes_on"):
        attacker.execute(f"ALTER FUNCTION {schema}.ledger_{function}() RESET search_path")
    attacker.execute("UPDATE pg_temp.head SET size = 999")
    attacker.execute(f"INSERT INTO {schema}.events VALUES (999, 'gap', '', '', '', '')")
    added = attacker.execute(f"SELECT max(position) FROM {schema}.events").fetchone()
    assert added == (999,), "the negative control: without a path of its own it is deceived"


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("events", "999, 'far', '', '', '', ''", "an event stands at a position"),
        ("events", "-1, 'before', '', '', '', ''", "not there: -1"),
        ("tags", "'party:korea', 999", "tags are filed for a position that is not there: 999"),
        ("tags", "'party:korea', -7", "not there: -7"),
        ("tiles", "1, 1, ''", "a tile covers a stretch that is not there: 1"),
        ("tiles", "9, 0, ''", "not there: 0"),
    ],
)
def test_a_row_beside_the_log_is_a_break(log, attacker, table, row, said):
    """A row that someone adds outside what the head covers is found, also by the quick way."""
    since = frontier_at(log, 300)
    assert verify(log).holds
    attacker.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    attacker.execute(f"INSERT INTO {table} VALUES ({row})")
    for found in (verify(log), verify(log, since=since)):
        assert said in found.broken.what


def test_without_the_triggers_the_same_changes_go_through(log, attacker):
    """The negative control: it is the triggers that refuse."""
    names = "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
    for name, table in attacker.execute(
        names + " AND tgrelid::regclass::text IN ('head', 'events', 'tags', 'tiles')"
    ).fetchall():
        attacker.execute(f"DROP TRIGGER {name} ON {table}")
    for attack in ATTACKS:
        with attacker.transaction(force_rollback=True):
            attacker.execute(attack)
    attacker.execute("UPDATE events SET payload = '{}' WHERE position = 3")
    found = verify(log)
    assert (found.broken.position, "payload" in found.broken.what) == (3, True)


def refused(location: str) -> str | None:
    """Why a ledger does not verify, or cannot even be opened."""
    try:
        log = open_log(location, clock=CLOCK)
    except StorageError as error:
        return error.message
    try:
        found = verify(log).broken
    except StorageError as error:
        return error.message
    else:
        return found and found.what
    finally:
        log.close()


def test_a_bit_flipped_in_any_column_is_refused_and_named(log, attacker, postgres_schema):
    """By someone who switched the triggers off; the columns are the database's own list."""
    asked = (
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name NOT IN"
        " ('touched', 'shelf', 'inbox_head', 'inbox', 'inbox_kept', 'prints', 'search_head',"
        " 'search_words', 'feeds', 'feed_entries', 'receivers', 'outbox', 'settings',"
        " 'originals')"  # each is held against its event's hash
        " AND table_name NOT LIKE '%_v1'"  # views, which hold nothing
    )
    every = attacker.execute(asked).fetchall()
    assert {"head", "events", "tags", "tiles", "ledger_version"} == {table for table, _, _ in every}
    for table in ("head", "events", "tags", "tiles"):
        attacker.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    attacker.execute("ALTER TABLE head DROP CONSTRAINT head_id_check")
    for table, column, kind in every:
        change = {
            "bytea": f"set_bit({column}, 11, 1 - get_bit({column}, 11))",
            "text": f"overlay({column} placing chr(ascii({column}) # 1) from 1)",
            "character varying": f"overlay({column} placing chr(ascii({column}) # 1) from 1)",
        }.get(kind, f"{column} # 1024")
        if column == "origin":
            continue  # only a checkpoint that is kept elsewhere knows it
        flip = f"UPDATE {table} SET {column} = {change} WHERE ctid = %s RETURNING ctid"
        last = f"SELECT ctid FROM {table} ORDER BY {column} DESC LIMIT 1"
        (row,) = attacker.execute(last).fetchone()
        (row,) = attacker.execute(flip, [row]).fetchone()
        assert refused(postgres_schema), (table, column)
        attacker.execute(flip, [row])
    assert verify(log).holds, "each was flipped back"


def test_a_bulk_append_goes_by_copy_and_holds(log):
    """25,000 events in one append get positions without a gap, and verify."""
    recorded = log.append([made(n) for n in range(300, 25_300)])
    assert [recorded[0].position, recorded[-1].position] == [300, 25_299]
    assert verify(log).holds


def test_a_payload_is_erased(log, attacker):
    """The triggers that refuse every change let an erasure of the ledger's own through.

    What was there before is vacuumed: of the log and of all that may have had the words as well.
    """
    erase(log, "e7", reason="order 12")
    assert verify(log).erased == (7,)
    vacuumed = attacker.execute("""
        SELECT relname FROM pg_stat_user_tables
        WHERE schemaname = current_schema() AND vacuum_count > 0
    """).fetchall()
    words = {"events", "shelf", "inbox", "originals", "search_words"}
    assert words == {name for (name,) in vacuumed}


TODAY = Clocks(valid_at=date(2026, 11, 1))
BEYOND_THE_APP = (
    "ALTER TABLE events DISABLE TRIGGER ALL",
    "DROP TABLE tags",
    "INSERT INTO shelf VALUES ('board', 4, 'partnership:p', 0, 'x')",
    "UPDATE shelf SET position = 0",
    "DELETE FROM shelf",
    "DELETE FROM touched",
)


def test_roles_can_do_their_work_and_no_more(attacker, postgres_schema, postgres_url):
    """The app appends, the reader reads; neither reaches triggers, tables or kept rows."""
    schema = make_url(postgres_schema).query["schema"]
    app, reader = f"app_{schema[:20]}", f"reader_{schema[:20]}"
    for role in (app, reader):
        attacker.execute(f"CREATE ROLE {role}")
    attacker.execute(grants(schema, app=app, reader=reader))
    try:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"SET search_path TO {schema}")
            connection.execute(f"SET ROLE {app}")
            connection.execute("SELECT * FROM head FOR UPDATE")
            for attack in [*ATTACKS, *BEYOND_THE_APP]:
                with pytest.raises(
                    (psycopg.errors.InsufficientPrivilege, psycopg.errors.RestrictViolation)
                ):
                    connection.execute(attack)
            connection.execute(f"RESET ROLE; SET ROLE {reader}")
            assert connection.execute("SELECT count(*) FROM events").fetchone() == (300,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("INSERT INTO tiles VALUES (1, 5, 'x')")

        mine = open_log(f"{postgres_schema}&options=-c%20role%3D{app}", clock=CLOCK)
        assert mine.append([made(300)])[0].position == 300
        mine.close()
        with open_ledger(f"{postgres_schema}&options=-c%20role%3D{app}") as desk:
            desk.submit(
                [
                    *(Describe(entity=Party(id=name, name=name)) for name in "ab"),
                    Describe(entity=Partnership(id="p", title="p", parties=("a", "b"))),
                ]
            )
            assert [row.partnership for row in desk.board(TODAY)] == ["p"], "computed, not kept"
            item = desk.inbox.add(Arrival(text="Words.", door=Door.FILE), CLOCK.now()).item
            assert desk.inbox.put(item).revision == 1, "the app role keeps the inbox"
            feeds = feeds_of(desk.log)
            feeds.add("https://news.example/feed", wanted=WatchTerms())
            feeds.mark(1, {"e1": ""})
            assert feeds.remove(1).number == 1, "and the feeds"
            kept = originals_of(desk.log).keep(b"words")
            with pytest.raises(StorageError):
                originals_of(desk.log).forget([kept])
        with open_ledger(postgres_schema) as owner:
            owner.rebuild(TODAY.valid_at)
        with open_ledger(f"{postgres_schema}&options=-c%20role%3D{app}") as desk:
            assert all(kept.fresh for kept in desk.log.shelf.read(BOARD).subjects)
        theirs = open_log(f"{postgres_schema}&options=-c%20role%3D{reader}", clock=CLOCK)
        assert theirs.head().size == 304
        with pytest.raises(failures.LedgerReadOnly) as refused:
            theirs.append([made(301)])
        assert "claims grants" in refused.value.fix
        theirs.close()
    finally:
        attacker.execute(f"DROP OWNED BY {app}, {reader}; DROP ROLE {app}, {reader}")
    with pytest.raises(NoName):
        grants("a; DROP SCHEMA b", app=app, reader=reader)


def test_a_warning_is_known_by_its_place_in_the_server_not_by_its_words(postgres_schema):
    """Words come in the server's language; the warning itself is met in test_replication."""
    init_log(postgres_schema)

    def warn(connection, _) -> None:
        connection.exec_driver_sql(
            "DO $$ BEGIN RAISE WARNING 'canceling wait for synchronous replication'; END $$"
        )

    log = open_log(postgres_schema, clock=CLOCK, on_append=warn)
    assert log.append([made(0)])[0].position == 0
    log.close()


def test_a_writer_that_waits_too_long(log, attacker, postgres_schema):
    """A lock held elsewhere is a named error in time; readers go on, and so does the log."""
    attacker.autocommit = False
    attacker.execute("SELECT * FROM head FOR UPDATE")
    hasty = open_log(postgres_schema, clock=CLOCK, patience=0.05)
    with pytest.raises(failures.LedgerBusy):
        hasty.append([made(300)])
    assert hasty.head().size == 300
    attacker.rollback()
    assert log.append([made(300)])
    hasty.close()
    attacker.autocommit = True


@pytest.mark.parametrize(
    ("location", "kind", "said"),
    [
        ("postgresql://u:s3cret@127.0.0.1:1/db", failures.LedgerUnreachable, "127.0.0.1:1"),
        ("postgresql://u@127.0.0.1:1/db?password=s3cret", failures.LedgerUnreachable, "refused"),
        ("postgresql://u:s3cret@host/db?schema=a;b", BadServerAddress, "host.*schema"),
        ("postgresql://u:s3cret@host:port/db", BadServerAddress, "host:port.*number"),
        ("postgresql://u:s3cret@host/db?colour=blue", BadServerAddress, "colour"),
        ("postgresql://u:s3cret%zz@host/db", BadServerAddress, "percent"),
        ("postgresql://u:s3cret@[::1/db", BadServerAddress, "IPv6"),
        (
            "postgresql+psycopg://u:s3cret@127.0.0.1:1,127.0.0.1:2/db",
            failures.LedgerUnreachable,
            "127.0.0.1:1 Connection refused; 127.0.0.1:2 Connection refused$",
        ),
    ],
)
def test_a_server_that_is_down_or_a_url_that_is_none(location, kind, said):
    """What is wrong is named, host and all, and the password never is."""
    with pytest.raises(kind, match=said) as refused:
        open_log(location, clock=CLOCK)
    assert "s3cret" not in refused.value.message
    assert "folder" not in refused.value.fix


def test_a_database_or_schema_that_is_not_there(postgres_url, postgres_schema):
    """Without a database the way out is createdb; without a schema it is init."""
    absent = make_url(postgres_url).set(database="absent").render_as_string(hide_password=False)
    with pytest.raises(failures.NoLedger) as refused:
        open_log(absent, clock=CLOCK)
    assert refused.value.exit_code is ExitCode.STORAGE
    assert "createdb" in refused.value.fix
    with pytest.raises(failures.NoLedger) as refused:
        open_log(postgres_schema, clock=CLOCK)
    assert "claims init" in refused.value.fix


def test_a_schema_of_another_program(postgres_schema, postgres_url):
    """Tables that are not a ledger's are not opened as if they were."""
    schema = make_url(postgres_schema).query["schema"]
    with psycopg.connect(postgres_url) as connection:
        connection.execute(f"CREATE SCHEMA {schema}; CREATE TABLE {schema}.notes (words text)")
    with pytest.raises(failures.NotALedger, match="another program"):
        open_log(postgres_schema, clock=CLOCK)


def test_a_server_that_is_too_old(postgres_schema, monkeypatch):
    """A server below the version that a ledger needs is refused, with that version."""
    monkeypatch.setattr(server_failures, "OLDEST", 99)
    with pytest.raises(server_failures.DatabaseTooOld, match="needs 99"):
        init_log(postgres_schema)


def test_init_again_and_migrations_down_and_up(postgres_schema):
    """A second init finds the newest schema and changes nothing; the place names the schema."""
    first = init_log(postgres_schema)
    assert (first.before, init_log(postgres_schema).before) == (None, first.after)
    assert "schema=" in first.place


def follow(schema: str, poll: float):
    """A follower in a process of its own, as it were: it shares nothing with the writer."""
    log = open_log(schema, clock=CLOCK)
    return log, iter(subscribe(log, poll=poll))


def listeners(connection) -> list[int]:
    """The server's processes that listen."""
    asked = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"
    return [pid for (pid,) in connection.execute(asked)]


def test_another_process_s_append_wakes_who_waits(log, postgres_schema):
    """The server carries the wake: with a poll of a minute the event is there at once."""
    reading, following = follow(postgres_schema, poll=60)
    assert [next(following).position for _ in range(300)] == list(range(300))
    threading.Timer(0.5, lambda: log.append([made(300)])).start()

    assert next(following).position == 300
    following.close()
    reading.close()


def test_a_listener_that_is_cut_off_loses_nothing(log, postgres_schema, attacker, monkeypatch):
    """Polling goes on meanwhile, and then it listens again."""
    monkeypatch.setattr(postgres, "_LISTEN_AGAIN", 0.2)
    reading, following = follow(postgres_schema, poll=0.1)
    assert next(following).position == 0
    cut = until(lambda: listeners(attacker))
    attacker.execute("SELECT pg_terminate_backend(%s)", cut)
    log.append([made(300)])

    assert [next(following).position for _ in range(300)] == list(range(1, 301))
    assert until(lambda: set(listeners(attacker)) - set(cut))
    following.close()
    assert until(lambda: not listeners(attacker))
    reading.close()


def test_an_idle_connection_that_the_server_closed_is_replaced(log, attacker):
    """Before it is used: a reader sees no error, and needs no other try."""
    with log._store.reading() as connection:
        idle = [connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()]
    left = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)"
    attacker.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", [idle])
    assert until(lambda: attacker.execute(left, [idle]).fetchone() == (0,))

    assert log.head().size == 300


def until(look):
    """What a look gives as soon as it gives something."""
    for _ in range(500):
        if found := look():
            return found
        time.sleep(0.01)
    raise AssertionError("nothing came")
