"""Writers that die, fill the disk, or start at the same moment, each with a negative control."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from ledger.clock import SystemClock
from ledger.log import Event, Log, failures, init_log, open_log
from ledger.log.stores.tables import SCHEMA_HEAD

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = SystemClock()

WRITER = """
import os, signal, sys
from ledger.clock import SystemClock
from ledger.errors import ClaimsError
from ledger.log import Event, open_log
path, name, count, size, rounds = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
def slow(connection, events):
    print("written", flush=True)
    sys.stdin.readline()
log = open_log(path, clock=SystemClock(), on_append=slow if "--slow" in sys.argv else None)
payload = b'{"text":"' + b"x" * size + b'"}'
try:
    for n in range(rounds):
        log.append([
            Event(id=f"{name}-{n}-{i}", type="t", version=1, tags=frozenset(), payload=payload)
            for i in range(count)
        ])
        print("committed", flush=True)
        if "--die" in sys.argv:
            os.kill(os.getpid(), signal.SIGKILL)
except ClaimsError as error:
    print(error.code, flush=True)
"""


def start(path: Path, name: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, *map(str, args)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def path(tmp_path) -> Path:
    """A ledger with one event."""
    place = tmp_path / "claims.db"
    init_log(place)
    log = opened(place)
    log.append([event("first")])
    log.close()
    return place


def opened(path: Path) -> Log:
    return open_log(path, clock=CLOCK)


def event(name: str, size: int = 0) -> Event:
    text = b"x" * size
    return Event(
        id=name, type="t", version=1, tags=frozenset(), payload=b'{"text":"' + text + b'"}'
    )


def ids(path: Path) -> list[str]:
    log = opened(path)
    found = [r.event.id for r in log.read()]
    log.close()
    return found


def test_a_kill_in_the_middle_of_an_append_leaves_the_ledger_as_it_was(path):
    """All rows are written, the commit is not: 3,000 events of 8 kB spill over the cache."""
    writer = start(path, "big", 3000, 8000, 1, "--slow")
    assert writer.stdout.readline() == "written\n"
    assert path.with_name("claims.db-wal").stat().st_size > 1_000_000, "it wrote to the file"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()

    assert ids(path) == ["first"]
    assert opened(path).append([event("next")])[0].position == 1


def test_the_same_append_without_the_kill_is_there(path):
    """The negative control."""
    writer = start(path, "big", 3000, 8000, 1, "--slow")
    assert writer.stdout.readline() == "written\n"
    said, _ = writer.communicate("\n")

    assert said == "committed\n"
    assert len(ids(path)) == 3001


def test_what_was_acknowledged_outlives_a_kill_at_any_moment(path):
    """At most the append under way is in doubt, and that one is whole or absent."""
    for round_, pause in enumerate((0.0, 0.02, 0.05)):
        writer = start(path, f"w{round_}", 2, 100, 10_000)
        assert writer.stdout.readline() == "committed\n"
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
        said = writer.stdout.read()  # communicate would miss what was read ahead
        writer.communicate()
        acknowledged = 1 + said.count("committed")
        mine = [name for name in ids(path) if name.startswith(f"w{round_}-")]
        assert len(mine) % 2 == 0, "an append is whole or absent"
        assert acknowledged * 2 <= len(mine) <= (acknowledged + 1) * 2


def test_what_was_acknowledged_outlives_a_kill_in_the_next_instant(path):
    """The writer kills itself as soon as it has its answer: no commit may still be on its way."""
    for round_ in range(3):
        writer = start(path, f"w{round_}", 2, 20_000, 1, "--die")
        assert writer.communicate()[0] == "committed\n"
        assert writer.returncode == -signal.SIGKILL
        assert ids(path)[-2:] == [f"w{round_}-0-0", f"w{round_}-0-1"]


def test_writers_that_start_at_the_same_moment_all_succeed(path):
    """Three processes wait for each other: 300 events, no gap, no failure."""
    writers = [start(path, f"w{n}", 5, 100, 20) for n in range(3)]
    said = [writer.communicate()[0] for writer in writers]

    assert said == ["committed\n" * 20] * 3
    names = ids(path)
    assert len(names) == len(set(names)) == 301
    log = opened(path)
    assert [r.position for r in log.read()] == list(range(301))


def test_two_programs_that_make_one_ledger_make_it_once(tmp_path):
    """Three processes make it at once: each finds a good ledger, and it is empty."""
    place = tmp_path / "new.db"
    code = f"from ledger.log import init_log; print(init_log({str(place)!r}).after)"
    makers = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [maker.communicate()[0] for maker in makers] == [f"{SCHEMA_HEAD}\n"] * 3
    assert opened(place).head().size == 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 1 MiB, or None where it cannot be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False) if os.geteuid() == 0 else None
    if done is None or done.returncode != 0:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_named_leaves_the_ledger_whole_and_is_recovered_from(small_disk):
    """The same open log takes a smaller append afterwards."""
    place = small_disk / "claims.db"
    init_log(place)
    log = opened(place)
    log.append([event("first")])
    head = log.head()

    with pytest.raises(failures.LedgerFull, match="no room left"):
        log.append([event(f"big{n}", 20_000) for n in range(100)])

    assert log.head() == head
    assert log.append([event("small")])[0].position == 1, "the same log goes on"
    log.close()
    assert ids(place) == ["first", "small"]


def test_a_full_disk_is_read_and_nothing_is_left_there(small_disk):
    """What reading takes next to the file does not fit: a copy elsewhere is, no journal stays."""
    place = small_disk / "claims.db"
    init_log(place)
    log = opened(place)
    log.append([event("first")])
    log.close()
    with (small_disk / "filling").open("wb", buffering=0) as filling, suppress(OSError):
        while True:
            filling.write(b"x" * 4096)
    assert sorted(each.name for each in small_disk.iterdir()) == ["claims.db", "filling"]
    log = opened(place)
    assert [record.event.id for record in log.read()] == ["first"]
    with pytest.raises(failures.LedgerFull, match="no room left"):
        log.append([event("second")])
    log.close()
    assert sorted(each.name for each in small_disk.iterdir()) == ["claims.db", "filling"]
    (small_disk / "filling").unlink()
    log = opened(place)
    assert log.append([event("second")])[0].position == 1
    log.close()


def test_the_same_append_fits_a_larger_disk(path):
    """The negative control."""
    log = opened(path)
    assert len(log.append([event(f"big{n}", 20_000) for n in range(100)])) == 100


def test_a_file_size_limit_is_a_clear_failure(path):
    """Without root: the kernel refuses to let the file grow."""
    limited = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), "big", "100", "20000", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),  # noqa: PLW1509
    )
    assert limited.communicate()[0] in {"ledger-full\n", "ledger-unreachable\n"}
    assert ids(path) == ["first"]


def test_a_file_at_its_page_limit_is_full(path):
    """SQLite's own limit is reported as a full ledger too, and nothing is recorded."""
    db = sqlite3.connect(path)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.close()
    log = opened(path)
    with log._store.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(failures.LedgerFull):
        log.append([event("big", 100_000)])
    assert log.head().size == 1
