"""Keys made side by side, or by a program that is killed at any of its calls."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.log.failures import LedgerFull
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.custody.departures import CustodyDeparted
from ledger.log.proving.custody.keyring import NoKey
from ledger.log.proving.notes import Note
from tests.thorough import EVERYTHING

ORIGIN = "example.org/ledger"
# Every call with CLAIMS_FAULTS=all, as before a release; else every third of them.
CALLS = "rename,renameat,link,linkat,unlink,mkdir,fsync,fchmod,flock,write"
ROTATES = f"""
from pathlib import Path
from ledger.log.proving.custody.custody import Custody
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
def test_a_rotation_killed_at_any_call_leaves_keys_that_sign_and_verify(tmp_path, each_call):
    """Old or new, the secret half that signs has its public half, and the next rotation works."""
    begun = tmp_path / "begun"
    first = str(Custody(begun / "custody").new_key(ORIGIN))
    trace, killed = tmp_path / "trace", 0

    def rotated(name: str, *inject: str) -> subprocess.CompletedProcess[str]:
        folder = shutil.copytree(begun, tmp_path / name)
        command = ["strace", "-qq", "-o", str(trace), "-e", f"trace={CALLS}", *inject]
        return subprocess.run(
            [*command, sys.executable, "-c", ROTATES],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert rotated("whole").returncode == 0
    injections = each_call(trace, "signal=KILL")
    assert len(injections) > 8
    for number, inject in enumerate(injections[:: 1 if EVERYTHING else 3]):
        done = rotated(f"{number}", "-e", inject)
        killed += done.returncode != 0
        custody = Custody(tmp_path / f"{number}" / "custody")
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


OF_A_LEDGER = """
from ledger.app import open_ledger
with open_ledger("claims.db", custody="custody") as ledger:
    print(ledger.{act}(), flush=True)
"""
DATABASE = f"{CALLS},pwrite64,fdatasync,ftruncate"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace kills at a call")
@pytest.mark.parametrize("act", ["new_key", "rotate_key"])
def test_a_ledgers_key_cut_off_at_any_call_stops_no_append(tmp_path, act, each_call):
    """On record or not, kept or waiting: the next program records, signs, and verifies."""
    begun, trace = tmp_path / "begun", tmp_path / "trace"
    begun.mkdir()
    init_ledger(begun / "claims.db")
    if act == "rotate_key":
        with open_ledger(begun / "claims.db", custody=begun / "custody") as ledger:
            ledger.new_key()

    def made(name: str, *inject: str) -> int:
        folder = shutil.copytree(begun, tmp_path / name)
        command = ["strace", "-qq", "-o", str(trace), "-e", f"trace={DATABASE}", *inject]
        program = [sys.executable, "-c", OF_A_LEDGER.format(act=act)]
        done = subprocess.run([*command, *program], cwd=folder, capture_output=True, check=False)
        return done.returncode

    assert made("whole") == 0
    injections = each_call(trace, "signal=KILL")
    assert len(injections) > 20
    recorded = 0
    for number, inject in enumerate(injections[:: 1 if EVERYTHING else 6]):
        made(f"{number}", "-e", inject)
        folder = tmp_path / f"{number}"
        with open_ledger(folder / "claims.db", custody=folder / "custody") as ledger:
            keys = {key for at in ledger.entries() if at.custody for key in at.custody.keys}
            recorded += bool(keys)
            ledger.submit([Describe(entity=Party(id="a", name="A"))])
            origin = ledger.log.head().origin
            assert keys == set(map(str, ledger.custody.keys(origin))), f"killed by {inject}"
            if not keys:
                ledger.new_key()
            ledger.checkpoint()
            assert ledger.verify().breaks == ()
    assert recorded, "negative control: some are killed after the key is on record"


def test_a_key_that_waits_and_was_never_recorded_is_not_read(tmp_path):
    """Where the ledger refuses, or breaks off before it records, the next key is another."""
    custody = Custody(tmp_path / "custody")

    def broken(_: object) -> None:
        raise LedgerFull("claims.db")

    def refused(_: object) -> None:
        raise CustodyDeparted("it departs")

    with pytest.raises(LedgerFull):
        custody.new_key(ORIGIN, record=broken)
    assert [path.suffix for path in custody.folder.rglob("key.*")] == [".pending"]
    assert custody.keys(ORIGIN) == []
    with pytest.raises(NoKey):
        custody.signing_key(ORIGIN)
    with pytest.raises(CustodyDeparted):
        custody.new_key(ORIGIN, record=refused)
    assert len(list(custody.folder.rglob("key.*"))) == 1
    key = custody.new_key(ORIGIN)
    assert list(custody.folder.rglob("*.pending")) == [], "nobody was ever told of it"
    custody.take_up(ORIGIN, [key])
    assert custody.keys(ORIGIN) == [key] == [custody.signing_key(ORIGIN).verifier]


def test_the_next_key_takes_away_what_waits_and_was_told_nobody(tmp_path):
    """Of three that were cut off, the one on record is kept, two go, one that is torn stays."""
    custody = Custody(tmp_path / "custody")
    first = custody.new_key(ORIGIN)
    recorded = [first]

    def cut_off(key: object) -> None:
        if len(list(custody.folder.rglob("*.pending"))) == 2:
            recorded.append(key)
        raise LedgerFull("claims.db")

    for _ in range(3):
        with pytest.raises(LedgerFull):
            custody.rotate_key(ORIGIN, record=cut_off)
    waiting = sorted(custody.folder.rglob("*.pending"))
    torn = waiting[0].with_name("key.0009.pending")
    torn.write_text("PRIV")
    last = custody.rotate_key(ORIGIN, record=lambda key: [*recorded, key])
    assert [path.name for path in custody.folder.rglob("*.pending")] == [torn.name]
    assert custody.keys(ORIGIN) == [first, recorded[1], last]
    assert custody.signing_key(ORIGIN).verifier == last


def test_a_key_is_taken_up_once_though_two_programs_try(tmp_path):
    """What was renamed meanwhile is there."""
    custody = Custody(tmp_path / "custody")
    recorded = []

    def taken_up_meanwhile(key: object) -> list[object]:
        recorded.append(key)
        Custody(custody.folder).take_up(ORIGIN, recorded)
        return recorded

    assert [custody.new_key(ORIGIN, record=taken_up_meanwhile)] == custody.keys(ORIGIN)
    assert list(custody.folder.rglob("*.pending")) == []
