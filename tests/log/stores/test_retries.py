# ruff: noqa: S608  # the names of schemas are made here
"""Appends that PostgreSQL breaks off, or whose answer is lost: done once, whatever happened."""

from __future__ import annotations

import re
import select
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs
import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.clock import FixedClock
from ledger.log import AppendCondition, Event, Log, init_log, open_log
from ledger.log.port import EVERYTHING
from ledger.log.proving.checkpoints import Checkpoint, Contradicted
from ledger.log.proving.verify import verify
from ledger.log.stores.postgresql import store as postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


def made(n: int) -> Event:
    return Event(
        id=f"e{n}",
        type="claim.recorded",
        version=1,
        tags=frozenset({"party:mexico"}),
        payload=b'{"n":%d}' % n,
    )


@pytest.mark.parametrize("state", ["40001", "40P01", "57P01"])
def test_an_append_that_the_database_broke_off_is_tried_again(postgres_schema, state):
    """A lost race, a deadlock or a shutdown is no failure while tries are left."""
    init_log(postgres_schema)
    tries = []

    def break_off(connection, _) -> None:
        tries.append(1)
        if len(tries) < 3:
            connection.exec_driver_sql(f"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$")

    log = open_log(postgres_schema, clock=CLOCK, on_append=break_off)
    assert log.append([made(0)])[0].position == 0
    assert len(tries) == 3
    log.close()


def test_a_connection_that_is_killed_is_opened_again(postgres_schema, postgres_url):
    """The server ends the session in mid-append, and the caller never learns of it."""
    init_log(postgres_schema)
    killed = []

    def kill_once(connection, _) -> None:
        if not killed:
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            killed.append(pid)
            with psycopg.connect(postgres_url) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [pid])

    log = open_log(postgres_schema, clock=CLOCK, on_append=kill_once)
    assert log.append([made(0)])[0].position == 0
    assert killed
    log.close()


def test_what_keeps_breaking_off_is_given_up_with_a_clear_error(postgres_schema):
    """Trying again has an end: then the caller gets an error, and nothing was recorded."""
    init_log(postgres_schema)

    def break_off(connection, _) -> None:
        connection.exec_driver_sql("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")

    log = open_log(postgres_schema, clock=CLOCK, on_append=break_off)
    with pytest.raises(postgres.ConnectionLost, match="broke off"):
        log.append([made(0)])
    assert log.head().size == 0
    log.close()


# A deferred trigger fails at COMMIT itself, where serialization failures mostly come. Sequences
# count through what is undone.
AT_COMMIT = """
    CREATE SEQUENCE {schema}.tries;
    CREATE TABLE {schema}.probe (n bigint);
    CREATE FUNCTION {schema}.break_off() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('probe.asked', true) = 'yes' THEN
            RETURN NULL;  -- once a transaction, however many appends share it
        END IF;
        PERFORM set_config('probe.asked', 'yes', true);
        IF nextval('{schema}.tries') % {every} <> 0 THEN
            RAISE SQLSTATE '{state}';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER break_off AFTER INSERT ON {schema}.probe
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {schema}.break_off();
"""


@pytest.fixture
def breaking(postgres_schema, postgres_url):
    """Open logs on a ledger whose commits break off, all but one in so many."""
    schema = make_url(postgres_schema).query["schema"]
    init_log(postgres_schema)

    def opened(state: str, every: int):
        script = AT_COMMIT.format(schema=schema, state=state, every=every)
        with psycopg.connect(postgres_url) as connection:
            connection.execute(script)
        return open_log(
            postgres_schema,
            clock=CLOCK,
            on_append=lambda c, _: c.exec_driver_sql("INSERT INTO probe VALUES (1)"),
        )

    return opened


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_many_writers_whose_commits_break_off_record_each_event_once(breaking, state):
    """Two of three commits fail: forty events, forty positions, no double."""
    log = breaking(state, every=3)

    with ThreadPoolExecutor(4) as pool:
        recorded = list(pool.map(lambda n: log.append([made(n)])[0], range(40)))

    assert sorted(one.position for one in recorded) == list(range(40))
    assert [one.event.id for one in log.read()] == [
        one.event.id for one in sorted(recorded, key=lambda one: one.position)
    ]
    assert verify(log).holds
    log.close()


def test_without_another_try_the_same_writers_are_told_of_the_failure(breaking, monkeypatch):
    """The negative control: it is the trying again that hides it."""
    monkeypatch.setattr("ledger.log.stores.commits.TRIES", 1)
    log = breaking("40001", every=3)
    with pytest.raises(postgres.ConnectionLost):
        log.append([made(0)])
    log.close()


def test_a_deadlock_is_broken_and_the_append_done(postgres_schema, postgres_url):
    """Another program holds what the append wants, and then wants the head that it holds."""
    schema = make_url(postgres_schema).query["schema"]
    init_log(postgres_schema)
    with psycopg.connect(postgres_url) as other:
        other.execute(f"CREATE TABLE {schema}.probe AS SELECT 1 AS n")
        other.commit()
        other.execute(f"SELECT * FROM {schema}.probe FOR UPDATE")
        tried = []

        def want(connection, _) -> None:
            tried.append(1)
            holds.set()
            connection.exec_driver_sql("SELECT * FROM probe FOR UPDATE")

        holds = threading.Event()
        log = open_log(postgres_schema, clock=CLOCK, on_append=want)
        with ThreadPoolExecutor(1) as pool:
            appending = pool.submit(log.append, [made(0)])
            assert holds.wait(10)
            other.execute("SET deadlock_timeout = '20s'")  # so that it is not the one to fall
            other.execute(f"SELECT * FROM {schema}.head FOR UPDATE")
            other.rollback()
            assert appending.result(timeout=120)[0].position == 0
    log.close()
    assert len(tried) > 1, "broken off once at least: the next try can fall into the same deadlock"


CALL = re.compile(rb"P....(_pg3_\d+)\0SELECT ledger_append", re.DOTALL)


@attrs.define
class Wire:
    """The network before a server, which can swallow the answer to a commit and hang up.

    An append by one call is its own commit: there it is the answer to the call.
    """

    server: tuple[str, int]
    listener: socket.socket
    swallow: int = 0
    swallowed: int = 0

    @property
    def port(self) -> int:
        """Where it is met, on loopback."""
        return self.listener.getsockname()[1]

    def serve(self) -> None:
        """Carry each connection in a thread of its own, until the listener is closed."""
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        host, port = self.server
        if host.startswith("/"):
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{host}/.s.PGSQL.{port}")
        else:
            server = socket.create_connection(self.server)
        ends = {client: server, server: client}
        call = b"nothing that is sent"
        with client, server:
            while True:
                for end in select.select(list(ends), [], [])[0]:
                    if not (data := end.recv(65536)):
                        return
                    ends[end].sendall(data)
                    if end is client and (parsed := CALL.search(data)):
                        call = parsed[1]  # what is sent when the statement is run
                    elif end is client and self.swallow and (b"COMMIT\0" in data or call in data):
                        self.swallow -= 1
                        # The server says that it is done, and nobody hears it.
                        answer = server.recv(65536)
                        self.swallowed += b"COMMIT\0" in answer or b"SELECT 1\0" in answer
                        return


@pytest.fixture
def wire(postgres_url) -> Iterator[Wire]:
    """A wire to the server, swallowing nothing yet."""
    with psycopg.connect(postgres_url) as connection:
        server = (connection.info.host, connection.info.port)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made_here = Wire(server, listener)
        thread = threading.Thread(target=made_here.serve)
        thread.start()
        yield made_here
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize("at_once", [0, 512], ids=["commit", "one call"])
def test_a_commit_whose_answer_is_lost_is_done_once(wire, postgres_schema, at_once, monkeypatch):
    """The outcome is unknown: the same append is tried again, and finds itself.

    It knows its own events by their leaves, so that even one that wants all of them new is right.
    """
    monkeypatch.setattr(postgres.PostgresStore, "most_at_once", at_once)
    init_log(postgres_schema)
    url = make_url(postgres_schema)
    query = {"schema": url.query["schema"], "sslmode": "disable"}
    query = "&".join(f"{name}={value}" for name, value in query.items())
    password = f":{url.password}" if url.password else ""
    place = f"postgresql://{url.username}{password}@127.0.0.1:{wire.port}/{url.database}?{query}"
    log = open_log(place, clock=CLOCK)
    log.append([made(0)])
    wire.swallow = 2
    condition = AppendCondition(fail_if_events_match=EVERYTHING, after=0, all_new=True)

    assert log.append([made(1), made(2)], condition)[0].position == 1
    assert (wire.swallow, wire.swallowed) == (0, 2), "done and unheard, twice"
    assert [one.event.id for one in log.read()] == ["e0", "e1", "e2"]

    wire.swallow = 99
    with pytest.raises(postgres.ConnectionLost, match="broke off"):
        log.append([made(3)])
    wire.swallow = 0
    assert log.append([made(3)])[0].position == 3
    log.close()


def test_behind_a_lost_connection_the_log_is_held_against_its_checkpoint_again(postgres_schema):
    """There may be another server now, which lacks what was signed for."""
    init_log(postgres_schema)
    known: list[Checkpoint] = []
    broken: list[int] = []

    def break_off(connection, _) -> None:
        if broken and broken.pop():
            connection.exec_driver_sql("DO $$ BEGIN RAISE SQLSTATE '57P01'; END $$")

    def last(_: Log) -> Checkpoint | None:
        return known[-1] if known else None

    log = open_log(postgres_schema, clock=CLOCK, on_append=break_off, pinned=last)
    log.append([made(0)])
    known.append(Checkpoint(log.head().origin, 99, bytes(32)))
    assert log.append([made(1)])[0].position == 1, "nothing happened that could have cost events"
    broken.append(1)
    with pytest.raises(Contradicted, match="holds only 2"):
        log.append([made(2)])
    known.clear()
    assert log.append([made(2)])[0].position == 2
    log.close()
