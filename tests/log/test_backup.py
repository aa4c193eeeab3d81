"""Backups: one state of a ledger in use, verified; and never over something that is there."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest

from ledger.clock import FixedClock
from ledger.files import TargetExists, TargetUnwritable
from ledger.log import Event, failures, init_log, open_log
from ledger.log.backup import CopyBroken, backup, restore

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


def made(name: str) -> Event:
    return Event(id=name, type="t", version=1, tags=frozenset(), payload=b"{}")


@pytest.fixture
def path(tmp_path):
    """A ledger with three events, opened, its last event still in the WAL."""
    place = tmp_path / "claims.db"
    init_log(place)
    log = open_log(place, clock=CLOCK)
    log.append([made("a"), made("b"), made("c")])
    yield place
    log.close()


def test_a_backup_holds_what_is_in_the_wal_and_is_restored(path, tmp_path):
    """Events not yet in the main file are copied; the restored ledger can be written."""
    copied = backup(path, tmp_path / "copy.db", clock=CLOCK)
    restored = restore(tmp_path / "copy.db", tmp_path / "new.db", clock=CLOCK)

    assert copied.verdict == restored.verdict
    assert (copied.verdict.holds, copied.verdict.size) == (True, 3)
    log = open_log(tmp_path / "new.db", clock=CLOCK)
    assert log.append([made("d")])[0].position == 3
    log.close()
    assert not list(tmp_path.glob("*.part*"))


LIMITED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]
COPY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ledger.clock import FixedClock
from ledger.log.backup import backup
clock = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
print(backup(Path(sys.argv[1]), Path(sys.argv[2]), clock=clock).verdict.size)
"""


@pytest.mark.skipif(os.geteuid() != 0 or which("setpriv") is None, reason="needs root's setpriv")
@pytest.mark.parametrize("mode", [0o444, 0o644])
def test_who_may_only_read_a_ledger_at_rest_copies_it(mode, path, tmp_path):
    """Neither the folder nor the file takes a write; the copy is the copier's own to write."""
    kept = tmp_path / "kept"
    kept.mkdir()
    backup(path, kept / "claims.db", clock=CLOCK)
    (kept / "claims.db").chmod(mode)
    kept.chmod(0o555)
    said = subprocess.run(
        [*LIMITED, sys.executable, "-c", COPY, kept / "claims.db", tmp_path / "copy.db"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
    )
    kept.chmod(0o755)
    assert (said.stdout, said.stderr) == ("3\n", "")
    assert [one.name for one in kept.iterdir()] == ["claims.db"]
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == mode | 0o600


def test_a_backup_during_writes_is_a_prefix(path, tmp_path):
    """While others append, a copy never holds half of an append."""
    log, stop = open_log(path, clock=CLOCK), threading.Event()

    def write() -> None:
        for n in range(10_000):
            if stop.is_set():
                return
            log.append([made(f"{n}-a"), made(f"{n}-b")])

    writer = threading.Thread(target=write)
    writer.start()
    sizes = [backup(path, tmp_path / f"{n}.db", clock=CLOCK).verdict.size for n in range(3)]
    stop.set()
    writer.join()

    assert sizes == sorted(sizes)
    assert all(size % 2 for size in sizes), "three, and then appends of two: none is cut"
    log.close()


def test_nothing_is_copied_over(path, tmp_path):
    """A file that stands at the target is kept as it is, for backup and restore alike."""
    (tmp_path / "copy.db").write_bytes(b"mine")
    for act in (backup, restore):
        with pytest.raises(TargetExists):
            act(path, tmp_path / "copy.db", clock=CLOCK)
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_name_that_came_up_meanwhile_is_kept(path, tmp_path, monkeypatch):
    """A file made between the look and the last step is not overwritten either."""
    target = tmp_path / "copy.db"

    def link(_: object, name: object) -> None:
        raise FileExistsError(17, "File exists", str(name))

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(TargetExists):
        backup(path, target, clock=CLOCK)
    assert not list(tmp_path.glob("*.part*"))


def test_a_ledger_that_does_not_hold_is_not_copied(path, tmp_path):
    """A copy of a broken ledger would pass for a backup: none is left behind."""
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER events_no_update; UPDATE events SET payload = x'7b7d20'")
    db.close()
    with pytest.raises(CopyBroken, match="payload is not the one"):
        backup(path, tmp_path / "copy.db", clock=CLOCK)
    assert not list(tmp_path.glob("copy*"))


def test_what_is_no_ledger_or_cannot_be_written(path, tmp_path):
    """An absent source and an absent folder are two errors, each with its name."""
    with pytest.raises(failures.NoLedger):
        backup(tmp_path / "absent.db", tmp_path / "copy.db", clock=CLOCK)
    with pytest.raises(TargetUnwritable, match="there is no folder"):
        backup(path, tmp_path / "no/copy.db", clock=CLOCK)
