"""`claims witness`: one process that signs for another's ledger, and what it will not sign."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def signed(desk):
    """A ledger with a key and a checkpoint; gives the command."""
    assert desk("key", "new").code == 0
    assert desk("checkpoint").code == 0
    return desk


@pytest.fixture
def witness(signed, tmp_path):
    """A witness in a process of its own; gives its address and key."""
    key = signed("key", "list", "--json").data[0]["key"]
    words = ["witness", "serve", "--name", "w.example", "--log", key, "--listen", "127.0.0.1:0"]
    with subprocess.Popen(
        [sys.executable, "-m", "ledger", *words, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, text=True,
    ) as process:  # fmt: skip
        said = ""
        while not said.endswith("\n}\n"):
            said += process.stdout.readline()
        yield json.loads(said)["data"]
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors


def test_a_witness_signs_too_and_a_reader_sees_both(signed, witness):
    said = signed("witness", "add", witness["url"], witness["key"])
    assert said.code == 0, said.err
    assert said.out.count("\u2014 ") == 2
    signed("prove", "news", "-o", "proof")
    key = signed("key", "list", "--json").data[0]["key"]
    checked = signed("verify", "proof", "--key", key, "--key", witness["key"], "--json")
    assert checked.data["signers"] == [key, witness["key"]]
    alone = signed("verify", "proof", "--key", witness["key"])
    assert alone.code == 1, "a witness does not speak for the ledger"


def test_a_ledger_that_lost_what_the_witness_saw_is_not_signed_for(signed, witness):
    signed("backup", "early.db")
    Path("more.txt").write_text("An agreement was signed.")
    signed("capture", "more.txt", "--title", "t", "--publisher", "p")
    signed("checkpoint")
    assert signed("witness", "add", witness["url"], witness["key"]).code == 0
    for name in ("claims.db", "claims.db-wal", "claims.db-shm"):
        Path(name).unlink(missing_ok=True)
    signed("restore", "early.db")
    (kept,) = (path.parent for path in Path("custody").glob("*/checkpoint"))
    (kept / "checkpoint").unlink()  # the owner forgets what was signed for
    assert signed("checkpoint").code == 0
    said = signed("witness", "add", witness["url"], witness["key"], "--json")
    assert (said.code, said.error["code"]) == (5, "witness-refused")


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("add", "http://127.0.0.1:1", "nonsense"), 2, "refused"),
        (("add", "file:///etc", "KEY"), 5, "witness-refused"),
        (("add", "http://127.0.0.1:1", "KEY"), 5, "witness-refused"),
        (("serve", "--name", "w", "--log", "KEY", "--listen", "8787"), 2, "no-address"),
        (("serve", "--name", "w", "--log", "KEY", "--listen", "h:99999"), 2, "no-address"),
        (("serve", "--name", "w", "--log", "nonsense"), 2, "refused"),
        (("serve", "--name", "w w", "--log", "KEY"), 2, "refused"),
        (("serve", "--name", "w"), 2, "usage"),
    ],
)
def test_each_mistake_has_its_own_code_and_a_way_out(words, code, error, signed):
    key = signed("key", "list", "--json").data[0]["key"]
    said = signed("witness", *(key if word == "KEY" else word for word in words), "--json")
    assert (said.code, said.error["code"]) == (code, error)
    assert said.error["fix"]


def test_alone_it_explains_itself(claims):
    assert "claims witness add" in claims("witness").out
