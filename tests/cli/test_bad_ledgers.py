"""Ledgers that are none, newer, read-only or full, and an import that is killed half-way."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from ledger.errors import ExitCode

NAMES = b"- {kind: party, id: mexico, name: Mexico, type: state}\n"


def claim_lines(count: int) -> str:
    """A JSON Lines file that records one document and many claims on it."""
    words = " ".join(f"statement {number}." for number in range(count))
    lines = [
        {"kind": "party", "id": "a", "name": "A"},
        {"kind": "partnership", "id": "p", "title": "P", "parties": ["a"]},
        {
            "kind": "document",
            "id": "d",
            "title": "t",
            "publisher": "x",
            "source_kind": "news",
            "text": words,
        },
    ]
    lines += [
        {
            "kind": "opinion-stated",
            "document": "d",
            "partnership": "p",
            "topic": "it",
            "quote": f"statement {number}.",
        }
        for number in range(count)
    ]
    return "\n".join(json.dumps(line) for line in lines)


def refused(said, code: str) -> None:
    """One clear message with a way out, exit code 5, no traceback."""
    assert (ExitCode.STORAGE, "") == (said.code, said.out)
    assert code == said.error["code"]
    assert said.error["fix"]
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("notes.txt", b"not a ledger at all", "not-a-ledger"),
        ("empty.db", None, "no-ledger"),
    ],
)
def test_a_file_that_is_no_ledger(claims, tmp_path, name, content, code):
    """Neither reading nor importing changes the file, or makes one that was not there."""
    place = tmp_path / name
    if content is not None:
        place.write_bytes(content)
    for words in (["status"], ["import", "-"]):
        refused(claims("--json", "--ledger", str(place), *words, stdin=NAMES), code)
    assert content == (place.read_bytes() if place.exists() else None)


def test_another_programs_database(claims, tmp_path):
    """An SQLite file with tables of someone else is not taken for a ledger."""
    place = tmp_path / "other.db"
    with sqlite3.connect(place) as other:
        other.execute("CREATE TABLE notes (words TEXT)")
    refused(claims("--json", "--ledger", str(place), "status"), "not-a-ledger")


def test_a_ledger_of_a_newer_program(claims):
    """A schema version from the future stops reading, ``init`` and writing alike."""
    assert ExitCode.OK == claims("init").code
    with sqlite3.connect("claims.db") as ledger:
        ledger.execute("UPDATE ledger_version SET version_num = '9999'")
    for words in (["status"], ["init"], ["import", "-"]):
        refused(claims("--json", *words, stdin=NAMES), "ledger-too-new")


def test_a_ledger_that_may_not_be_written_can_be_read(claims, tmp_path):
    """On a read-only file system ``show`` works, and ``import`` says why it cannot."""
    folder = tmp_path / "archive"
    folder.mkdir()
    place = str(folder / "claims.db")
    assert ExitCode.OK == claims("--ledger", place, "init").code
    assert ExitCode.OK == claims("--ledger", place, "import", "-", stdin=NAMES).code
    # Root may write anywhere; a file system mounted read-only stops even root.
    mount = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting read-only needs root")
    try:
        assert ExitCode.OK == claims("--ledger", place, "show", "mexico").code
        more = NAMES.replace(b"mexico", b"korea")
        refused(claims("--json", "--ledger", place, "import", "-", stdin=more), "ledger-read-only")
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_ledger_as_it_was(claims, tmp_path):
    """An import that does not fit leaves no event, and a smaller one works right after it."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        place = str(folder / "claims.db")
        assert ExitCode.OK == claims("--ledger", place, "init").code
        assert ExitCode.OK == claims("--ledger", place, "import", "-", stdin=NAMES).code
        before = claims("--ledger", place, "log").out
        big = claim_lines(3000).encode()
        refused(claims("--json", "--ledger", place, "import", "-", stdin=big), "ledger-full")
        assert before == claims("--ledger", place, "log").out
        with (folder / "filler").open("wb", buffering=0) as filler, suppress(OSError):
            while True:
                filler.write(bytes(4096))
        assert before == claims("--ledger", place, "log").out, "read from a copy elsewhere"
        for words in (("status",), ("verify",)):
            assert ExitCode.OK == claims("--ledger", place, *words).code
        more = NAMES.replace(b"mexico", b"korea")
        refused(claims("--json", "--ledger", place, "import", "-", stdin=more), "ledger-full")
        assert {"claims.db", "filler"} == {each.name for each in folder.iterdir()}
        (folder / "filler").unlink()
        assert ExitCode.OK == claims("--ledger", place, "import", "-", stdin=more).code
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_kill_in_the_middle_of_an_import_records_nothing_or_all(claims, tmp_path):
    """Killed at many moments: the log holds no part of the file; left alone, all of it."""
    (tmp_path / "many.jsonl").write_text(claim_lines(500))
    assert ExitCode.OK == claims("init").code
    command = [sys.executable, "-m", "ledger", "import", "many.jsonl"]
    started = time.monotonic()
    subprocess.run([*command, "--dry-run"], cwd=tmp_path, check=True, capture_output=True)
    length = time.monotonic() - started
    sizes = set()
    for part in (0.3, 0.6, 0.8, 0.9, 1.0, 1.1):
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(length * part)
        process.send_signal(signal.SIGKILL)
        process.wait()
        sizes.add(len(claims("log").out.splitlines()))
    assert sizes <= {1, 503}, "one line says that nothing was recorded"
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert 503 == len(claims("log").out.splitlines())
    assert Path("claims.db").exists()


@pytest.mark.parametrize(
    ("place", "reason", "fix"),
    [
        ("x" * 300 + ".db", "too long", "shorter name"),
        ("a-file/x.db", "a-file is no folder", "a file stands where"),
        ("a-file/below/x.db", "a-file is no folder", "a file stands where"),
        ("no-folder/x.db", "there is no folder", "make the folder first"),
    ],
)
def test_a_place_where_no_ledger_can_be_is_named_by_its_reason(
    claims, tmp_path, place, reason, fix
):
    """Each with the way out of that one."""
    (tmp_path / "a-file").write_text("")
    refused = claims("--ledger", place, "init", "--json")
    assert (refused.code, refused.error["code"]) == (5, "ledger-unreachable")
    assert reason in refused.error["message"]
    assert fix in refused.error["fix"]


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("log --limit 1000000000000", "1 to 1,000,000,000"),
        ("log --from 2024-01-01 --limit 99999999999999999999999", "1 to 1,000,000,000"),
        ("search x --limit=-1", "0 to 1,000,000,000"),
        ("inbox list --limit 0", "1 to 1,000"),
        ("check --days 99999999999999999999999", "1 to 1,000,000"),
        ("notify add a --webhook https://a.example --hours 745", "1 to 744"),
    ],
)
def test_a_count_out_of_its_limits_is_told_with_them(claims, words, limits):
    """In words, whatever the option."""
    claims("init")
    refused = claims(*words.split(), "--json")
    assert refused.code == 2
    assert limits in refused.error["message"]
