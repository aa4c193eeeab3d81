"""Plain mistakes and plain environments: each is told, none is a bug or a traceback."""

from __future__ import annotations

import os
import pwd
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

CLAIMS = (sys.executable, "-m", "ledger")


def ran(*words: str, sent: str = "", **rest: object) -> subprocess.CompletedProcess[bytes]:
    command = ["sh", "-c", f'exec "$@" {sent}', "sh", *CLAIMS, *words]
    return subprocess.run(command, capture_output=True, check=False, **rest)  # type: ignore[call-overload]


def test_a_kind_that_was_forgotten_is_asked_for(claims):
    """The fields alone do not say what is stated; the way out repeats the option."""
    said = claims("record", "--document", "news", "--quote", "nine", "--json")
    assert (said.code, said.error["code"]) == (2, "no-kind")
    assert "claims record KIND --document" in said.error["fix"]


@pytest.mark.parametrize("words", [("import", "-"), ("capture", "-", "--id", "a")])
def test_a_closed_stdin_is_told(words):
    """``<&-`` leaves no standard input to read from."""
    said = ran(*words, sent="<&-")
    assert said.returncode == 2
    assert b"Traceback" not in said.stderr
    assert b"bug" not in said.stderr


@pytest.mark.parametrize(("sent", "code"), [("> /dev/full", 5), (">&-", 0), (">&- 2>&-", 0)])
def test_the_version_goes_where_it_can(sent, code):
    """A full disk is an error, a closed stream is none, and neither is a traceback."""
    said = ran("--version", sent=sent)
    assert said.returncode == code
    assert b"Traceback" not in said.stderr


def test_a_folder_that_is_no_utf8(tmp_path):
    """A ledger stands and answers in a folder whose name is bytes."""
    folder = tmp_path / os.fsdecode(b"b\xff")
    folder.mkdir()
    assert ran("init", cwd=folder).returncode == 0
    assert ran("status", cwd=folder).returncode == 0


def test_a_user_without_a_home_is_told_what_to_set(claims, monkeypatch):
    """Where neither HOME nor the machine names one, CLAIMS_CUSTODY helps."""
    claims("init")

    def nobody(_: int) -> None:
        raise KeyError("uid not found")

    monkeypatch.delenv("HOME")
    monkeypatch.delenv("CLAIMS_CUSTODY")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    said = claims("status", "--json")
    assert (said.code, said.error["code"]) == (2, "no-home")
    assert "CLAIMS_CUSTODY" in said.error["fix"]


def test_a_damaged_payload_is_told_with_its_position(claims):
    """Reading and showing name the place, and that it is damage and no bug."""
    Path("entries.yaml").write_text("- {kind: party, id: a, name: A}\n")
    claims("init")
    claims("import", "entries.yaml")
    database = sqlite3.connect("claims.db")
    database.executescript("DROP TRIGGER events_no_update; UPDATE events SET payload = x'2727'")
    database.close()
    for words in (("show", "@0"), ("party", "list")):
        said = claims(*words, "--json")
        assert (said.code, said.error["code"]) == (5, "payload-damaged"), words
        assert "@0" in said.error["message"]


def test_a_treaty_is_not_looked_for_among_partnerships(claims):
    """``claims treaty PARTNERSHIP`` does not offer the same partnership again."""
    Path("e.yaml").write_text(
        "- {kind: party, id: a, name: A}\n- {kind: party, id: b, name: B}\n"
        "- {kind: partnership, id: ab, title: AB, parties: [a, b]}\n"
    )
    claims("init")
    assert claims("import", "e.yaml").code == 0
    said = claims("treaty", "ab", "--json")
    assert said.code == 3
    assert "ab" not in said.error["fix"].split(": ")[-1].split(", ")


def test_a_busy_port_is_told_with_its_address(claims):
    """The address that was asked for stands in the message."""
    import socket  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        claims("init")
        claims("key", "new")
        key = claims("key", "list", "--json").data[0]["key"]
        said = claims(
            "witness", "serve", "--name", "w", "--log", key, "--listen", address, "--json"
        )
    assert (said.code, said.error["code"]) == (5, "address-unusable")
    assert address in said.error["message"]
