"""The disk fails at every write, sync and truncate of an append or an import, one after another."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from ledger.clock import SystemClock
from ledger.log import Event, init_log, open_log
from ledger.log.proving.verify import verify
from tests.thorough import EVERYTHING

CLOCK = SystemClock()
# Every call with CLAIMS_FAULTS=all, as before a release; else some ten of them.
CALLS = "pwrite64,write,fdatasync,fsync,ftruncate"

APPEND = """
import sys
from ledger.clock import SystemClock
from ledger.errors import ClaimsError
from ledger.log import Event, open_log
try:
    log = open_log("claims.db", clock=SystemClock())
    log.append([
        Event(id=f"e{n}", type="t", version=1, tags=frozenset({"a:b"}), payload=b"{}")
        for n in range(3)
    ])
except ClaimsError as error:
    sys.exit(int(error.exit_code))
"""
IMPORT = """
import sys
from ledger.cli.program import run
sys.exit(int(run(["import", "names.yaml"])))
"""
NAMES = "".join(f"- {{kind: party, id: p{n}, name: {'N' * 200}{n}}}\n" for n in range(40))
ADDED = {APPEND: 3, IMPORT: 40}


def traced(folder, program: str, out: str, *inject: str) -> int:
    """Run a program in a process of its own; its exit code, 0 once acknowledged."""
    files = [str(folder / f"claims.db{suffix}") for suffix in ("", "-wal", "-shm")]
    watched = [word for file in files for word in ("-P", file)]
    command = ["strace", "-f", "-qq", "-o", out, *watched, *inject, sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


@pytest.fixture
def kept(tmp_path):
    """A folder with a ledger of one event, and a file to import."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "names.yaml").write_text(NAMES)
    init_log(folder / "claims.db")
    log = open_log(folder / "claims.db", clock=CLOCK)
    log.append([Event(id="first", type="t", version=1, tags=frozenset(), payload=b"{}")])
    log.close()
    return folder


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace injects the failures")
@pytest.mark.parametrize("program", [APPEND, IMPORT], ids=["append", "import"])
@pytest.mark.parametrize("fault", ["error=EIO", "error=ENOSPC", "signal=KILL"])
def test_a_failure_at_any_system_call_leaves_the_ledger_as_it_was_or_with_all_of_it(
    kept, tmp_path, fault, program, each_call
):
    """It verifies and goes on after each error or kill."""

    def copied(name: str):
        return shutil.copytree(kept, tmp_path / name)

    trace, added = tmp_path / "trace", ADDED[program]
    assert traced(copied("whole"), program, str(trace), "-e", f"trace={CALLS}") == 0
    outcomes, injections = [], each_call(trace, fault)
    assert len(injections) > 12
    for number, inject in enumerate(
        [*injections[:: 1 if EVERYTHING else len(injections) // 9], ""]
    ):
        folder = copied(f"{number}")
        code = traced(folder, program, "/dev/null", *(["-e", inject] if inject else []))
        log = open_log(folder / "claims.db", clock=CLOCK)
        size = log.head().size
        assert size in {1, 1 + added}, "all or nothing"
        assert verify(log).holds
        if code == 0:
            assert size == 1 + added, "acknowledged means it is there"
        recorded = log.append(
            [Event(id="next", type="t", version=1, tags=frozenset(), payload=b"{}")]
        )
        assert recorded[0].position == size, "the ledger goes on"
        log.close()
        outcomes.append(code)
    allowed = {0, -9, 137} if fault == "signal=KILL" else {0, 5}
    assert set(outcomes) == set(outcomes) & allowed, outcomes
    assert any(outcomes), "negative control: the failures do reach it"
    assert outcomes[-1] == 0, "and past the last call nothing fails"
