"""The README is true: its picture is real output, and every command that it shows runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as its reader would run it."""
    environment = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8"}
    return subprocess.run(  # noqa: S602 - the README's own lines
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A folder where everything that the README says was done, in order."""
    folder = tmp_path_factory.mktemp("reader")
    for name, text in re.findall(
        r"<!-- file: (\S+) -->\n```\w+\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    ):
        (folder / name).write_text(text)
    done = [
        (line, run(line, folder))
        for block in blocks("sh")
        for line in block.splitlines()
        if line.startswith("claims ")
    ]
    return folder, done


def test_every_command_runs(reader):
    """Each `claims` line of the README ends well, in the order in which it stands there."""
    _, done = reader
    assert 10 < len(done)
    assert [] == [(line, one.stdout, one.stderr) for line, one in done if one.returncode != 0]


def test_the_example_shows_nine_of_eleven(reader):
    """The example's status is what the README says of it."""
    _, done = reader
    (shown,) = [one for line, one in done if line.endswith("space --valid-at 2024-06-12")]
    assert "9 of 11 consents, 2 still required" in shown.stdout


def test_the_python_example_runs(reader):
    """The Python lines print the same figures."""
    folder, _ = reader
    (code,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("9 of 11 single-source\n", "") == (done.stdout, done.stderr)


def test_the_picture_is_real_output(tmp_path):
    """What the README pictures is what `claims demo` prints."""
    picture = re.search(
        r"<!-- picture: (.*?) -->\n```text\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    )
    assert picture
    shown = run(picture[1], tmp_path)
    assert 0 == shown.returncode, shown.stderr
    assert picture[2].strip()
    assert picture[2] in shown.stdout


def test_make_targets_exist():
    """The two commands, and those that CI calls, are targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text()
    for target in ("demo", "test", "check"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert f"make {target}" in README or f"make {target}" in (ROOT / ".ci" / "run").read_text()
