"""Synchronous replication on a real pair of servers: what no standby confirmed is not recorded."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from ledger import errors
from ledger.app import Ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.claims.vocabulary import PartyKind
from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log
from ledger.log.proving.checkpoints import sign_checkpoint
from ledger.log.proving.notes import SigningKey
from ledger.log.stores.postgresql.server_failures import NotReplicated, ServerReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Server

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


def made(name: str) -> Event:
    return Event(id=name, type="t", version=1, tags=frozenset(), payload=b"{}")


@pytest.fixture(scope="module")
def primary(postgres_servers) -> Iterator[Server]:
    """A server that waits for the standby ``b``, which is not there."""
    server = postgres_servers("a")
    server.make()
    server.start()
    init_log(server.url)
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'b'")
        connection.execute("SELECT pg_reload_conf()")
    yield server
    server.stop()


@pytest.fixture
def admin(primary) -> Iterator[psycopg.Connection]:
    """An administrator's connection, which waits for nobody."""
    with psycopg.connect(primary.url, autocommit=True) as connection:
        yield connection


def waiting(admin) -> int:
    """The server process that waits for a standby, once there is one."""
    asked = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    for _ in range(500):
        if (found := admin.execute(asked).fetchone()) is not None:
            return found[0]
        time.sleep(0.01)
    raise AssertionError("nobody waits for a standby")


def given_up(admin, act) -> errors.ClaimsError:
    """What an act says whose wait for a standby is cancelled."""
    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(act)
        admin.execute("SELECT pg_cancel_backend(%s)", [waiting(admin)])
        with pytest.raises(errors.ClaimsError) as refused:
            doing.result(timeout=120)
    return refused.value


def test_only_what_a_standby_confirmed_is_recorded(primary, admin, postgres_servers):
    """The commit stands on the primary; every try again asks the standby again, until it is so."""
    log = open_log(primary.url, clock=CLOCK)
    desk = Ledger(log, clock=CLOCK, recorded_by="ana")
    command = Describe(entity=Party(id="mexico", name="Mexico", type=PartyKind.STATE))
    key = SigningKey.generate(log.head().origin)
    acts = {
        "an append": lambda: log.append([made("a")]),
        "the same append": lambda: log.append([made("a")]),
        "a command": lambda: desk.submit([command]),
        "the same command": lambda: desk.submit([command]),
        "a signature": lambda: sign_checkpoint(log, key),
    }
    for act in acts.values():
        assert isinstance(given_up(admin, act), NotReplicated)
    assert [recorded.event.id for recorded in log.read()][:1] == ["a"]
    assert log.head().size == 2, "both stand here, and here alone"

    standby = postgres_servers("b")
    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(acts["the same append"])
        waiting(admin)
        data = f"{standby.folder}/data"
        source = f"host={primary.folder} user=postgres"
        # Not as "b" yet: a base backup receives WAL too, and would confirm in its name.
        standby.run("pg_basebackup", "-D", data, "-d", source, "-R", "-N", "-c", "fast")
        with Path(data, "postgresql.auto.conf").open("a") as settings:
            settings.write(f"primary_conninfo = '{source} application_name=b'\n")
        assert not doing.done()
        standby.start()
        try:
            (recorded,) = doing.result(timeout=120)
            assert recorded.position == 0
            assert [outcome.new for outcome in desk.submit([command])] == [False]
            assert "\n2\n" in str(sign_checkpoint(log, key))
            copy = open_log(standby.url, clock=CLOCK)
            assert copy.head() == log.head()
            with pytest.raises(ServerReadOnly):
                copy.append([made("c")])
            copy.close()
        finally:
            standby.stop()
    log.close()
