"""The one writer of files, killed or failed at each of its calls: old or new, never in between."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

CALLS = "write,fsync,rename,renameat,link,linkat,unlink,fchmod,mkdir"
OLD, NEW = "what was there\n", "what comes\n" * 2000
WRITES = f"""
from pathlib import Path
from ledger import files
files.write(Path("out/file"), {NEW!r}, overwrite={{overwrite}}, private={{overwrite}})
"""
MAKES = """
from pathlib import Path
from ledger import files
files.make_folder(Path("made/by/it"), private=True)
files.write(Path("made/by/it/file"), "x")
"""


def traced(folder, program: str, out: str, *inject: str) -> subprocess.CompletedProcess[str]:
    """Run a program that makes such calls for its file alone."""
    command = ["strace", "-f", "-qq", "-o", out, *inject, sys.executable, "-B", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def outcomes(begun, tmp_path, program: str, fault: str, each_call):
    """Each folder that the program leaves where the fault strikes, and its exit code."""
    trace = tmp_path / "trace"
    whole = shutil.copytree(begun, tmp_path / "whole")
    done = traced(whole, program, str(trace), "-e", f"trace={CALLS}")
    assert done.returncode == 0, done.stderr
    injections = each_call(trace, fault)
    assert len(injections) > 3
    for number, inject in enumerate(injections):
        folder = shutil.copytree(begun, tmp_path / f"at-{number}")
        yield folder, traced(folder, program, "/dev/null", "-e", inject)


@pytest.fixture
def begun(tmp_path):
    """A folder with a file that is to be replaced."""
    folder = tmp_path / "begun"
    (folder / "out").mkdir(parents=True)
    (folder / "out" / "file").write_text(OLD)
    return folder


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace kills at a call")
@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO", "error=ENOSPC"])
@pytest.mark.parametrize("overwrite", [True, False], ids=["over", "new"])
def test_a_file_is_the_old_one_or_the_new_one_whole(begun, tmp_path, fault, overwrite, each_call):
    """Whatever call is the last: what stands there is whole, and said to be there only if it is."""
    if not overwrite:
        (begun / "out" / "file").unlink()
    codes = set()
    program = WRITES.format(overwrite=overwrite)
    for folder, done in outcomes(begun, tmp_path, program, fault, each_call):
        there = folder / "out" / "file"
        content = there.read_text() if there.exists() else None
        assert content in {NEW, OLD if overwrite else None}
        assert done.returncode != 0 or content == NEW
        parts = [path for path in there.parent.iterdir() if path != there]
        assert all(path.suffix == ".part" for path in parts)
        assert len(parts) <= 1
        codes.add(done.returncode)
    assert codes - {0}, "negative control: the faults do reach it"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace kills at a call")
def test_folders_that_were_made_by_half_are_no_obstacle(begun, tmp_path, each_call):
    """The same call again makes the rest."""
    killed = 0
    for folder, done in outcomes(begun, tmp_path, MAKES, "signal=KILL", each_call):
        killed += done.returncode != 0
        assert traced(folder, MAKES, "/dev/null").returncode in {0, 1}
        assert (folder / "made/by/it/file").read_text() == "x"
    assert killed
