"""Places that no file or folder can have: links to nothing, circles of links, devices, no rights.

Every command that writes a folder or a file is tried on each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, which
from typing import TYPE_CHECKING

import pytest

from ledger.errors import ExitCode
from tests.cli.conftest import desk_in

if TYPE_CHECKING:
    from tests.cli.conftest import Said

FOLDERS = (
    ("publish", "{}"),
    ("export", "--tiles", "{}"),
    ("key", "new"),
    ("checkpoint",),
)
"""Commands that write a folder; the last two write that of the keys."""
FILES = (
    ("export", "-o", "{}"),
    ("export", "-o", "{}.csv"),
    ("brief", "mexico-korea-space", "-o", "{}.md"),
    ("calendar", "-o", "{}"),
    ("backup", "{}"),
    ("checkpoint", "-o", "{}"),
    ("demo", "--keep", "{}"),
    ("spec", "report", "{}"),
    ("--ledger", "{}", "init"),
    ("--ledger", "{}", "restore", "copy.db"),
)


@pytest.fixture(scope="module")
def first_desk(tmp_path_factory):
    """The folder of that ledger, made once; no test works in it."""
    folder = tmp_path_factory.mktemp("first")
    with desk_in(folder) as call:
        assert call("demo", "--keep", "desk.db").code == 0
        for words in (("key", "new"), ("checkpoint",), ("backup", "copy.db")):
            assert call("--ledger", "desk.db", *words).code == 0
    return folder


@pytest.fixture
def desk(claims, monkeypatch, tmp_path, first_desk):
    """A ledger with a checkpoint, a backup, and links that lead nowhere."""
    monkeypatch.setenv("CLAIMS_LEDGER", "desk.db")
    copytree(first_desk, tmp_path, dirs_exist_ok=True)
    for end in ("", ".md", ".csv"):
        Path(f"dangling{end}").symlink_to("gone")
        Path(f"loop{end}").symlink_to(f"loop{end}")
    return claims


def refused(answer: Said, code: str, words: str) -> None:
    """A clear error of the machine, with a way out, and no bug."""
    assert answer.code == ExitCode.STORAGE, answer.err
    assert (answer.error["code"], words in answer.error["message"]) == (code, True), answer.err
    assert answer.error["fix"]


def called(desk, words: tuple[str, ...], place: str, monkeypatch) -> Said:
    """The command with the place, or with the keys there."""
    if not any("{}" in word for word in words):
        monkeypatch.setenv("CLAIMS_CUSTODY", place)
    return desk("--json", *(word.format(place) for word in words))


@pytest.mark.parametrize("words", FOLDERS, ids=" ".join)
@pytest.mark.parametrize("place", ["dangling", "dangling/below"])
def test_a_folder_is_not_made_through_a_link_to_nothing(desk, words, place, monkeypatch):
    """It is told which link leads where, and that the place it leads to can be made."""
    answer = called(desk, words, place, monkeypatch)
    refused(answer, "broken-link", "dangling is a link that leads to ")
    assert answer.error["fix"].startswith(f"make {Path('gone').absolute()} first")
    assert not Path("gone").exists()


@pytest.mark.parametrize("words", [*FOLDERS, *FILES], ids=" ".join)
def test_links_in_a_circle_are_named(desk, words, monkeypatch):
    """For files as for folders: a circle is neither a bug nor something that is there already."""
    answer = called(desk, words, "loop", monkeypatch)
    refused(answer, "broken-link", "is a link that leads in a circle")
    assert "take the link away" in answer.error["fix"]


def test_a_ledger_behind_a_circle_of_links_is_not_there(claims):
    """To ask it is no bug."""
    Path("loop").symlink_to("loop")
    for place in ("loop", "loop/below"):
        refused(claims("--json", "--ledger", place, "status"), "no-ledger", "no ledger at loop")


@pytest.mark.parametrize("words", [FOLDERS[1], FOLDERS[2], *FILES[:5]], ids=" ".join)
def test_a_file_is_no_folder_to_write_into(desk, words, monkeypatch):
    """It is told that a file stands there."""
    Path("plain").write_text("mine")
    place = "plain" if words in FOLDERS else "plain/below"
    answer = called(desk, words, place, monkeypatch)
    assert (answer.code, "is no folder" in answer.err) == (ExitCode.STORAGE, True)
    assert Path("plain").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() != 0 or which("setpriv") is None, reason="needs root's setpriv")
def test_a_folder_that_one_may_not_enter(desk):  # noqa: ARG001 - it makes the ledger
    """Written to, or below: the right to write is what is missing, and what is asked for."""
    caps = "-dac_override,-dac_read_search"
    bound = ["setpriv", "--bounding-set", caps, "--inh-caps", caps, sys.executable, "-m", "ledger"]
    Path("closed").mkdir(mode=0)
    for words in (FOLDERS[0], FOLDERS[1], FILES[0]):
        for place in ("closed", "closed/below"):
            command = [*bound, "--json", *(word.format(place) for word in words)]
            done = subprocess.run(command, capture_output=True, check=False, text=True)
            error = json.loads(done.stderr)["error"]
            if words == FILES[0] and place == "closed":
                assert error["fix"] == "name a file, not a folder"
            else:
                assert "permission denied" in error["message"]
                assert error["fix"].startswith("ask for the right to write there")


@pytest.mark.parametrize("place", ["/dev/null", "/dev/zero", "pipe"])
@pytest.mark.parametrize("command", ["init", "status"])
def test_a_device_is_no_ledger(claims, place, command):
    """Nor a pipe: nobody is told to look for a folder, or to make the ledger there."""
    os.mkfifo("pipe")
    answer = claims("--json", "--ledger", place, command)
    refused(answer, "not-a-ledger", "is a device, a pipe or a socket")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("n" * 300, "File name too long"),
        ("missing.yaml", "there is no file"),
        ("large.yaml", "more than the"),
        ("folder", "is a directory"),
    ],
)
@pytest.mark.parametrize("command", ["import", "capture"])
def test_a_file_that_cannot_be_read_is_named_once(claims, command, name, words):
    """The sentence has the name; it does not stand before the sentence too."""
    assert claims("init").code == 0
    Path("folder").mkdir()
    with Path("large.yaml").open("wb") as file:
        file.truncate(60_000_000)
    answer = claims(command, name)
    lines = [line for line in answer.err.splitlines() if words in line]
    assert (len(lines), lines[0].count(name)) == (1, 1)
    if len(name) > 100:
        assert "permission" not in answer.err


def test_a_name_that_is_too_long_for_a_site(desk):
    """It is told to choose a shorter one."""
    answer = desk("--json", "publish", "n" * 300)
    refused(answer, "site-unwritable", "file name too long")
    assert answer.error["fix"] == "choose a shorter name"
