"""Keys made side by side, or by a program that is killed at any of its calls."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from ledger.log.proving.custody import Custody
from ledger.log.proving.notes import Note

ORIGIN = "example.org/ledger"
# Every call with CLAIMS_FAULTS=all, as before a release; else every third of them.
EVERY = os.environ.get("CLAIMS_FAULTS") == "all"
CALLS = "rename,renameat,link,linkat,unlink,mkdir,fsync,fchmod,flock,write"
ROTATES = f"""
from pathlib import Path
from ledger.log.proving.custody import Custody
print(Custody(Path("custody")).rotate_key({ORIGIN!r}), flush=True)
"""


def whole(custody: Custody, told: set[str]) -> None:
    """Every key that was told is kept, and the one that signs is one of those that are listed."""
    keys = custody.keys(ORIGIN)
    assert told <= set(map(str, keys))
    signing = custody.signing_key(ORIGIN)
    assert keys[-1] == signing.verifier
    Note("t\n", (signing.sign(b"t\n"),)).verified(keys)
    secrets = {path.stem for path in custody.folder.rglob("*.secret")}
    assert {path.stem for path in custody.folder.rglob("*.vkey")} <= secrets


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace kills at a call")
def test_a_rotation_killed_at_any_call_leaves_keys_that_sign_and_verify(tmp_path):
    """Old or new, the secret half that signs has its public half, and the next rotation works."""
    begun = tmp_path / "begun"
    first = str(Custody(begun / "custody").new_key(ORIGIN))
    trace, killed = tmp_path / "trace", 0

    def rotated(when: int | None) -> subprocess.CompletedProcess[str]:
        folder = shutil.copytree(begun, tmp_path / f"at-{when}")
        inject = ["-e", f"inject={CALLS}:signal=KILL:when={when}"] if when else []
        command = ["strace", "-qq", "-o", str(trace), "-e", f"trace={CALLS}", *inject]
        return subprocess.run(
            [*command, sys.executable, "-c", ROTATES],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert rotated(None).returncode == 0
    calls = len(trace.read_text().splitlines())
    assert calls > 8
    for when in range(1, calls + 1, 1 if EVERY else 3):
        done = rotated(when)
        killed += done.returncode != 0
        custody = Custody(tmp_path / f"at-{when}" / "custody")
        whole(custody, {first, *done.stdout.split()})
        newest = custody.rotate_key(ORIGIN)
        assert custody.signing_key(ORIGIN).verifier == newest
    assert killed, "negative control: the kills do reach it"


def test_of_eight_rotations_at_once_every_key_that_was_told_is_kept(tmp_path):
    """None is written over, and no half of one lies next to a half of another."""
    custody = Custody(tmp_path / "custody")
    first = str(custody.new_key(ORIGIN))
    command = [sys.executable, "-c", ROTATES]
    running = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) for _ in range(8)
    ]
    told = {process.communicate(timeout=120)[0].strip() for process in running}
    assert len(told) == 8
    whole(custody, {first, *told})
    assert len(custody.keys(ORIGIN)) == 9
