"""The log beside its peers, in one run: the bare driver, and the package ``eventsourcing``.

    python bench/log.py [--events 100000] [--postgres URL]

Same payload (about 580 bytes), same durability (WAL and synchronous FULL; synchronous_commit
on). Ours has tags, triggers, conditions, tree and proofs on. Peers that are not installed are
left out. Figures go to docs/performance.md by hand, with the machine they were taken on.
"""

from __future__ import annotations  # noqa: I001

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from ledger.clock import SystemClock
from ledger.log import Event, Log, init_log, open_log
from ledger.log.checkpoints import sign_checkpoint
from ledger.log.notes import SigningKey
from ledger.log.proof_file import prove
from ledger.log.verify import verify
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PAYLOAD = b'{"words":"' + b"x" * 568 + b'"}'
ROUNDS = 300


def made(n: int) -> Event:
    """An event as the ledger records them: a type and three tags."""
    tags = frozenset({f"claim:{n}", f"partnership:{n % 997}", "party:mexico"})
    return Event(id=f"e{n}", type="claim.recorded", version=1, tags=tags, payload=PAYLOAD)


def rate(count: int, act: Callable[[], object]) -> float:
    """How many a second."""
    start = time.perf_counter()
    act()
    return count / (time.perf_counter() - start)


def ours(location: str, count: int) -> dict[str, float]:
    """The ledger's own log."""
    init_log(location, origin="bench")
    log = open_log(location, clock=SystemClock())
    found = {}
    singles = [[made(-n - 1)] for n in range(ROUNDS)]
    found["append of 1"] = rate(ROUNDS, lambda: [log.append(e) for e in singles])
    hundreds = [[made(-1000 - n * 100 - i) for i in range(100)] for n in range(50)]
    found["append of 100"] = rate(5000, lambda: [log.append(e) for e in hundreds])
    bulk = [made(n) for n in range(count)]
    found["bulk"] = rate(count, lambda: log.append(bulk))
    size = log.head().size
    found["read"] = rate(size, lambda: [None for _ in log.read()])
    found["verify"] = rate(size, lambda: verify(log))
    found["proof, ms"] = proof_time(log) * 1000
    log.close()
    return found


def proof_time(log: Log) -> float:
    """Seconds for a proof file, the median over events from all of the log."""
    note = sign_checkpoint(log, SigningKey.generate("bench"))
    size, times = log.head().size, []
    for n in range(0, size, max(1, size // 50)):
        recorded = log.at(n)
        start = time.perf_counter()
        prove(log, recorded.event.id if recorded else "", note)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bare_sqlite(path: Path, count: int) -> dict[str, float]:
    """The driver alone: one table, one index, the same durability."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE e (position INTEGER PRIMARY KEY, id TEXT UNIQUE, payload BLOB)")
    numbers = iter(range(10**9))

    def insert(n: int) -> None:
        db.execute("BEGIN IMMEDIATE")
        rows = ((None, f"e{next(numbers)}", PAYLOAD) for _ in range(n))
        db.executemany("INSERT INTO e VALUES (?, ?, ?)", rows)
        db.execute("COMMIT")

    found = {
        "append of 1": rate(ROUNDS, lambda: [insert(1) for _ in range(ROUNDS)]),
        "append of 100": rate(5000, lambda: [insert(100) for _ in range(50)]),
        "bulk": rate(count, lambda: insert(count)),
    }
    size = db.execute("SELECT count(*) FROM e").fetchone()[0]
    found["read"] = rate(size, lambda: [None for _ in db.execute("SELECT * FROM e")])
    db.close()
    return found


def peer(recorder: object, stored: type, read: Callable[[], int], count: int) -> dict[str, float]:
    """A recorder of ``eventsourcing``, which is its store without its serialising."""

    def events(n: int) -> list[object]:
        origin = uuid4()
        return [
            stored(originator_id=origin, originator_version=v, topic="t", state=PAYLOAD)
            for v in range(n)
        ]

    insert = recorder.insert_events  # type: ignore[attr-defined]
    singles = [events(1) for _ in range(ROUNDS)]
    hundreds = [events(100) for _ in range(50)]
    bulk = events(count)
    found = {
        "append of 1": rate(ROUNDS, lambda: [insert(e) for e in singles]),
        "append of 100": rate(5000, lambda: [insert(e) for e in hundreds]),
        "bulk": rate(count, lambda: insert(bulk)),
    }
    found["read"] = rate(ROUNDS + 5000 + count, read)
    return found


def peer_reader(recorder: object) -> Callable[[], int]:
    """Read all notifications in pages, as its own readers do."""

    def read() -> int:
        start, seen = 1, 0
        while page := recorder.select_notifications(start, 1000):  # type: ignore[attr-defined]
            seen += len(page)
            start = page[-1].id + 1
        return seen

    return read


def eventsourcing_sqlite(path: Path, count: int) -> dict[str, float] | None:
    """Its SQLite recorder."""
    try:
        from eventsourcing.persistence import StoredEvent  # noqa: PLC0415
        from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore  # noqa: PLC0415
    except ImportError:
        return None
    store = SQLiteDatastore(str(path))
    recorder = SQLiteApplicationRecorder(store)
    recorder.create_table()
    # It leaves synchronous at SQLite's default, which is FULL, as ours is.
    return peer(recorder, StoredEvent, peer_reader(recorder), count)


def eventsourcing_postgres(url: str, count: int) -> dict[str, float] | None:
    """Its PostgreSQL recorder."""
    try:
        from eventsourcing.persistence import StoredEvent  # noqa: PLC0415
        from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore  # noqa: PLC0415
    except ImportError:
        return None
    import psycopg  # noqa: PLC0415

    with psycopg.connect(url) as connection:
        info = connection.info
        given = {
            "dbname": info.dbname,
            "host": info.host,
            "port": info.port,
            "user": info.user,
            "password": info.password or "x",
        }
    store = PostgresDatastore(**given)
    table = f"stored_{uuid4().hex[:8]}"
    recorder = PostgresApplicationRecorder(store, events_table_name=table)
    recorder.create_table()
    return peer(recorder, StoredEvent, peer_reader(recorder), count)


def show(title: str, columns: dict[str, dict[str, float] | None]) -> None:
    """A table: what, ours a second, and ours over each peer."""
    mine = columns["claim-ledger"] or {}
    peers = {name: found for name, found in columns.items() if found and found is not mine}
    print(f"\n{title}\n{'':16}{'claim-ledger':>14}" + "".join(f"{n:>24}" for n in peers))
    for what, value in mine.items():
        cells = [
            f"{f[what]:>14,.0f} ({value / f[what]:5.2f}x)" if what in f else f"{'':>24}"
            for f in peers.values()
        ]
        print(f"{what:16}{value:>14,.1f}" + "".join(f"{cell:>24}" for cell in cells))


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=100_000)
    options.add_argument("--postgres")
    chosen = options.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d} Python {sys.version.split()[0]}, a second unless said")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        show(
            f"SQLite {sqlite3.sqlite_version}, bulk of {chosen.events:,}",
            {
                "claim-ledger": ours(str(folder / "claims.db"), chosen.events),
                "bare driver": bare_sqlite(folder / "bare.db", chosen.events),
                "eventsourcing": eventsourcing_sqlite(folder / "es.db", chosen.events),
            },
        )
    if chosen.postgres:
        mark = "&" if "?" in chosen.postgres else "?"
        show(
            f"PostgreSQL, bulk of {chosen.events:,}",
            {
                "claim-ledger": ours(
                    f"{chosen.postgres}{mark}schema=bench_{uuid4().hex[:8]}", chosen.events
                ),
                "eventsourcing": eventsourcing_postgres(chosen.postgres, chosen.events),
            },
        )


if __name__ == "__main__":
    main()
