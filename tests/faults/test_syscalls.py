"""The disk fails at every write, sync and truncate of an append, one after the other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log
from ledger.log.verify import verify

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
# Every call with CLAIMS_FAULTS=all, as before a release; else every fifth.
STEP = 1 if os.environ.get("CLAIMS_FAULTS") == "all" else 5
CALLS = "pwrite64,write,fdatasync,fsync,ftruncate"

APPEND = """
import sys
from ledger.clock import SystemClock
from ledger.errors import ClaimsError
from ledger.log import Event, open_log
log = open_log(sys.argv[1], clock=SystemClock())
try:
    log.append([
        Event(id=f"e{n}", type="t", version=1, tags=frozenset({"a:b"}), payload=b"{}")
        for n in range(3)
    ])
except ClaimsError as error:
    sys.exit(int(error.exit_code))
"""


def append(place, *inject: str) -> int:
    """Append three events in a process of its own; its exit code, 0 once acknowledged."""
    traced = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", str(place), "-P", f"{place}-wal"]
    command = [*traced, *inject, sys.executable, "-c", APPEND, str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


@pytest.fixture
def kept(tmp_path):
    """A folder with a ledger of one event."""
    folder = tmp_path / "kept"
    folder.mkdir()
    init_log(folder / "claims.db")
    log = open_log(folder / "claims.db", clock=CLOCK)
    log.append([Event(id="first", type="t", version=1, tags=frozenset(), payload=b"{}")])
    log.close()
    return folder


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace injects the failures")
@pytest.mark.parametrize("fault", ["error=EIO", "error=ENOSPC", "signal=KILL"])
def test_a_failure_at_any_system_call_leaves_the_ledger_as_it_was_or_with_all_of_it(
    kept, tmp_path, fault
):
    outcomes = []
    for when in range(1, 40, STEP):
        folder = tmp_path / f"{when}"
        shutil.copytree(kept, folder)
        place = folder / "claims.db"
        code = append(place, "-e", f"inject={CALLS}:{fault}:when={when}")
        log = open_log(place, clock=CLOCK)
        size = log.head().size
        assert size in {1, 4}, "all or nothing"
        assert verify(log).holds
        if code == 0:
            assert size == 4, "acknowledged means it is there"
        recorded = log.append(
            [Event(id="next", type="t", version=1, tags=frozenset(), payload=b"{}")]
        )
        assert recorded[0].position == size, "the ledger goes on"
        log.close()
        outcomes.append(code)
        if code == 0 and when > 12:
            break
    assert any(code != 0 for code in outcomes), "negative control: the failures do reach it"
    assert outcomes[-1] == 0, "and past the last call nothing fails"
