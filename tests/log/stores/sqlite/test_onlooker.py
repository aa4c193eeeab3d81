"""Who may only read is never told of damage, nor of a right to write, because others write."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest

from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log
from ledger.log.proving.verify import verify
from ledger.log.stores.sqlite import store as sqlite

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
LIMITED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]
SECONDS = 4

WRITER = """
import sys, time
from ledger.clock import SystemClock
from ledger.log import Event, open_log
end, n = time.time() + float(sys.argv[2]), 0
while time.time() < end:
    log = open_log(sys.argv[1], clock=SystemClock())
    log.append([Event(id=f"w{n}", type="claim.recorded", version=1, tags=frozenset({"claim:1"}),
                      payload=b"{}")])
    log.close()
    n += 1
"""
READER = """
import sys, time
from collections import Counter
from ledger.clock import SystemClock
from ledger.log import open_log
from ledger.log.proving.verify import verify
end, seen = time.time() + float(sys.argv[2]), Counter()
while time.time() < end:
    try:
        log = open_log(sys.argv[1], clock=SystemClock())
        broken = verify(log).broken
        log.close()
        seen["holds" if broken is None else broken.what] += 1
    except Exception as error:
        seen[f"{type(error).__name__}: {error}"] += 1
print(dict(seen))
"""


def event(name: str) -> Event:
    return Event(
        id=name, type="claim.recorded", version=1, tags=frozenset({"claim:1"}), payload=b"{}"
    )


@pytest.fixture
def place(tmp_path):
    """A ledger of 600 events in a folder where nobody but root may write."""
    path = tmp_path / "kept" / "claims.db"
    path.parent.mkdir()
    init_log(path)
    log = open_log(path, clock=CLOCK)
    log.append([event(f"e{number}") for number in range(600)])
    log.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    yield path
    path.parent.chmod(0o755)


def test_a_file_at_rest_is_read_and_nothing_is_left_next_to_it(place, monkeypatch):
    """A reader leaves no file of its own where a writer would stumble over it."""
    monkeypatch.setattr(sqlite.os, "access", lambda _, mode: mode != os.W_OK)
    log = open_log(place, clock=CLOCK)
    assert verify(log).holds
    private = log.store.sight.path
    assert private != place
    log.close()
    assert not private.exists()
    assert [one.name for one in place.parent.iterdir()] == ["claims.db"]


def test_a_reader_sees_what_is_appended_after_it_opened(place, monkeypatch):
    """A copy is never read for longer than the file stays as it was."""
    monkeypatch.setattr(sqlite.os, "access", lambda _, mode: mode != os.W_OK)
    reader = open_log(place, clock=CLOCK)
    assert reader.head().size == 600
    monkeypatch.undo()
    writer = open_log(place, clock=CLOCK)
    if not writer.store.writable:
        pytest.skip("only root writes there")
    writer.append([event("new")])
    assert reader.head().size == 601
    writer.close()
    assert reader.head().size == 601
    reader.close()


@pytest.mark.skipif(os.geteuid() != 0 or which("setpriv") is None, reason="needs root's setpriv")
def test_readers_without_rights_next_to_writers_are_told_nothing_false(place):
    """Not one false alarm, while a writer opens, appends and closes again and again."""
    programs = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(place), str(SECONDS + 1)], env=programs
    )
    reader = subprocess.run(
        [*LIMITED, sys.executable, "-c", READER, str(place), str(SECONDS)],
        env=programs,
        capture_output=True,
        text=True,
        check=True,
    )
    assert writer.wait() == 0
    assert reader.stdout.startswith("{'holds': ")
    assert "," not in reader.stdout


PATIENT_READER = """
import sys
import time
from ledger.clock import SystemClock
from ledger.errors import ClaimsError
from ledger.log import open_log
log = open_log(sys.argv[1], clock=SystemClock())
print("open", flush=True)
sys.stdin.readline()
try:
    print(log.head().size)
except ClaimsError as error:
    print(error.code)
"""


@pytest.mark.skipif(os.geteuid() != 0 or which("setpriv") is None, reason="needs root's setpriv")
def test_an_index_of_the_journal_that_is_half_written_is_waited_for(place):
    """Who may not write cannot repair it, and is not told so: the writer is done in a moment."""
    writer = open_log(place, clock=CLOCK)
    writer.append([event("new")])
    index = place.with_name("claims.db-shm")
    reader = subprocess.Popen(
        [*LIMITED, sys.executable, "-c", PATIENT_READER, str(place)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout.readline() == "open\n"
    whole = index.read_bytes()[:96]  # to close it lets go of this process's locks there
    overwrite(index, bytes(48) + whole[48:])
    reader.stdin.write("\n")
    reader.stdin.flush()
    time.sleep(0.5)
    overwrite(index, whole)
    assert reader.communicate()[0] == "601\n"
    writer.close()


def overwrite(path, begin):
    with path.open("r+b", buffering=0) as file:
        file.write(begin)
