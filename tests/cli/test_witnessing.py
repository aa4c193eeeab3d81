"""`claims witness`: one process that signs for another's ledger, and what it will not sign."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from base64 import b64encode
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ledger.app.proofs import witnesses
from ledger.cli.program import run
from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.consistency_file import growth
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.notes import KeyKind, Note, SigningKey


@pytest.fixture
def signed(newsroom):
    """A ledger with a key and a checkpoint; gives the command."""
    assert newsroom("key", "new").code == 0
    assert newsroom("checkpoint").code == 0
    return newsroom


@contextmanager
def serving(key: str, name: str = "w.example"):
    """A witness in a process of its own; gives its address and key."""
    words = ["witness", "serve", "--name", name, "--log", key, "--listen", "127.0.0.1:0"]
    with subprocess.Popen(
        [sys.executable, "-m", "ledger", *words, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        said = ""
        while not said.endswith("\n}\n"):
            line = process.stdout.readline()
            assert line, "the witness ended before it said where it listens"
            said += line
        try:
            yield json.loads(said)["data"]
        finally:
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert errors == "claims: stopped serving\n"


def key_of(signed) -> str:
    return signed("key", "list", "--json").data[0]["key"]


@pytest.fixture
def witness(signed):
    """A witness in a process of its own; gives its address and key."""
    with serving(key_of(signed)) as told:
        yield told


def test_a_witness_signs_too_and_a_reader_sees_both(signed, witness):
    """Two signatures verify together; the witness's alone does not speak for the ledger."""
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
    """A ledger restored to an earlier state gets no signature, though it forgot what it signed."""
    signed("backup", "early.db")
    Path("more.txt").write_text("An agreement was signed.")
    signed("capture", "more.txt", "--title", "t", "--publisher", "p")
    signed("checkpoint")
    assert signed("witness", "add", witness["url"], witness["key"]).code == 0
    for name in ("claims.db", "claims.db-wal", "claims.db-shm"):
        Path(name).unlink(missing_ok=True)
    signed("restore", "early.db")
    (kept,) = (path.parent for path in Path("custody").glob("*/checkpoint"))
    (kept / "checkpoint.8").unlink()  # the owner forgets what was signed for
    (kept / "checkpoint").write_bytes((kept / "checkpoint.6").read_bytes())
    assert signed("checkpoint").code == 0
    said = signed("witness", "add", witness["url"], witness["key"], "--json")
    assert (said.code, said.error["code"]) == (5, "witness-refused")


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("add", "http://127.0.0.1:1", "nonsense"), 2, "note-refused"),
        (("add", "file:///etc", "KEY"), 2, "bad-witness-url"),
        (("add", "http://127.0.0.1:1", "KEY"), 5, "witness-unreachable"),
        (("serve", "--name", "w", "--log", "KEY", "--listen", "8787"), 2, "no-address"),
        (("serve", "--name", "w", "--log", "KEY", "--listen", "h:99999"), 2, "no-address"),
        (("serve", "--name", "w", "--log", "nonsense"), 2, "note-refused"),
        (("serve", "--name", "w w", "--log", "KEY"), 2, "note-refused"),
        (("serve", "--name", "w"), 2, "usage"),
    ],
)
def test_each_mistake_has_its_own_code_and_a_way_out(words, code, error, signed):
    """Bad keys, URLs, addresses and names of a witness are told apart."""
    key = signed("key", "list", "--json").data[0]["key"]
    said = signed("witness", *(key if word == "KEY" else word for word in words), "--json")
    assert (said.code, said.error["code"]) == (code, error)
    assert said.error["fix"]


def test_alone_it_explains_itself(claims):
    """`claims witness` with no more words shows how to add one."""
    assert "claims witness add" in claims("witness").out


# The protocol itself, between two processes


def post(url: str, body: bytes, **headers: str) -> tuple[int, str, str]:
    """Ask a witness; gives the status, the type and the body of its answer."""
    asked = urllib.request.Request(f"{url}/add-checkpoint", data=body, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()


def fork(signed, size: int, root: bytes) -> str:
    """A checkpoint that the ledger's own key signed for any tree."""
    key = key_of(signed)
    origin = key.partition("+")[0]
    text = str(Checkpoint(origin, size, root))
    note = Note(text, (Custody(Path("custody")).signing_key(origin).sign(text.encode()),))
    return growth(0, [], note)


def more(signed) -> None:
    """Record one more event, and sign for it."""
    number = len(signed("log", "--json").data)
    Path("more.txt").write_text(f"An agreement was signed, the {number}th.")
    assert signed("capture", "more.txt", "--title", f"{number}", "--publisher", "p").code == 0
    assert signed("checkpoint").code == 0


def test_a_conflict_names_the_size_that_the_witness_saw(signed, witness):
    """Status 409 has the size as its body; other bad requests get 404, 400 or 413."""
    assert signed("witness", "add", witness["url"], witness["key"]).code == 0
    said = post(witness["url"], fork(signed, 9, b"r" * 32).encode())
    assert said == (409, "text/x.tlog.size", "6\n")
    assert post(f"{witness['url']}/elsewhere", b"")[0] == 404
    assert post(witness["url"], b"x")[0] == 400
    for length in ("9" * 5000, "-1", "x", "70000"):
        assert post(witness["url"], b"x", **{"Content-Length": length})[0] == 413


def test_a_witness_that_was_restarted_remembers(signed):
    """Key and seen size outlast the process; a witness of another name has its own memory."""
    key = key_of(signed)
    with serving(key) as before:
        more(signed)
        assert signed("witness", "add", before["url"], before["key"]).code == 0
    with serving(key) as after:
        assert after["key"] == before["key"]
        assert post(after["url"], fork(signed, 9, b"r" * 32).encode())[::2] == (409, "8\n")
        more(signed)
        assert signed("witness", "add", after["url"], after["key"]).code == 0
    with serving(key, name="other.example") as other:
        assert post(other["url"], fork(signed, 3, b"r" * 32).encode())[0] == 200, (
            "another witness has seen nothing, though it keeps its things in the same folder"
        )


def test_of_many_faces_shown_at_once_a_witness_signs_one(signed):
    """To two processes with one key, from sixteen at a time: the first is signed, no other."""
    key = key_of(signed)
    forks = [fork(signed, 3, bytes([n]) * 32).encode() for n in range(32)]
    answers: list[tuple[int, str]] = []
    with serving(key) as one, serving(key) as other:
        ready = threading.Barrier(16)

        def show() -> None:
            ready.wait()
            for url in (one["url"], other["url"]):
                status, _, body = post(url, forks.pop())
                answers.append((status, body))

        threads = [threading.Thread(target=show) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert sorted(status for status, _ in answers) == [200] + [409] * 31
    assert {body for status, body in answers if status == 409} == {"3\n"}


def test_what_a_witness_remembers_cannot_be_changed_behind_its_back(signed, witness):
    """An edited file of its memory makes it refuse to sign."""
    assert signed("witness", "add", witness["url"], witness["key"]).code == 0
    (kept,) = Path("custody/witness").rglob("checkpoint")
    kept.write_text(kept.read_text().replace("\n6\n", "\n4\n"))
    status, _, body = post(witness["url"], fork(signed, 9, b"r" * 32).encode())
    assert (status, "was changed or damaged" in body) == (500, True)
    said = signed("witness", "add", witness["url"], witness["key"], "--json")
    assert (said.code, said.error["code"]) == (5, "witness-refused")


# A witness that is down, or lies


@contextmanager
def answering(*answers: bytes):
    """A server that gives these answers in turn, whatever it is asked; gives its address."""
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.wfile.write(left.pop(0) if left else b"")

        def log_message(self, *_):
            """Say nothing."""

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def http(status: int, body: str | bytes, *headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    above = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", "Connection: close", *headers]
    return "\r\n".join(above).encode() + b"\r\n\r\n" + data


LIAR = SigningKey("liar.example", KeyKind.COSIGNATURE, b"l" * 32)


def lies(note: Note) -> dict[str, list[bytes]]:
    """What a witness could answer instead of its signature, and what is said of it."""
    right = str(LIAR.sign(note.text.encode(), time=1_718_150_400))
    other = str(LIAR.sign(note.text.replace("\n6\n", "\n7\n").encode(), time=1_718_150_400))
    junk = f"\u2014 liar.example {b64encode(LIAR.verifier.id + bytes(72)).decode()}\n"
    stranger = SigningKey("liar.example", KeyKind.COSIGNATURE, b"s" * 32)
    return {
        "not over this text": [http(200, other)],
        "signature of liar": [http(200, junk)],
        "no trusted key": [http(200, str(stranger.sign(note.text.encode(), time=1)))],
        "twice": [http(200, right + right)],
        "no signature line": [http(200, "thanks\n")],
        "no text with signatures": [http(200, "")],
        "no UTF-8|no signature line": [http(200, b"\xff\xfe\n")],
        "no size: 'many": [http(409, "many\n")],
        "no size: '99999": [http(409, "9" * 6000)],
        "no size: '05": [http(409, "05\n")],
        "covers fewer": [http(409, "7\n")],
        "it has seen 0": [http(409, "0\n")],
        "409, 4": [http(409, "4\n"), http(409, "4\n")],
        "500, broken": [http(500, "broken")],
        "302": [http(302, "", "Location: http://127.0.0.1:1/")],
        "HTTP|BadStatus|nonsense": [b"nonsense\r\n\r\n"],
        "closed|Remote": [b""],
        "without a whole answer": [http(200, right)[:-9]],
    }


def test_a_witness_that_lies_is_refused_and_nothing_it_says_is_kept(signed):
    """Each wrong answer has its reason and leaves the checkpoint; the right one is taken."""
    (kept,) = Path("custody").glob("*/checkpoint")
    before = kept.read_bytes()
    note = Note.parse(before)
    for said, answers in lies(note).items():
        with answering(*answers) as url:
            refused = signed("witness", "add", url, str(LIAR.verifier), "--json")
        assert refused.code == 5, said
        assert refused.error["code"] in {"witness-refused", "witness-unreachable"}, said
        told = refused.error["message"]
        assert any(part in told for part in said.split("|")), (said, told)
        assert len(told) < 400
        assert kept.read_bytes() == before
    right = str(LIAR.sign(note.text.encode(), time=1_718_150_400))
    with answering(http(200, right)) as url:
        assert signed("witness", "add", url, str(LIAR.verifier)).code == 0, "negative control"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://", "no host"),
        ("http://[::1", "IPv6"),
        ("http://127.0.0.1:port", "port"),
        ("http://127.0.0.1:1/a b", "a space"),
        ("ftp://127.0.0.1", "no http"),
    ],
)
def test_an_address_where_no_witness_is(url, said, signed):
    """An address that no request could go to is a usage error that says what it lacks."""
    refused = signed("witness", "add", url, str(LIAR.verifier), "--json")
    assert (refused.code, refused.error["code"]) == (2, "bad-witness-url")
    assert said in refused.error["message"]
    assert "whole address" in refused.error["fix"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://no-such-host.invalid"])
def test_where_nobody_answers_the_hint_is_not_of_another_past(url, signed):
    """An unreachable witness is not taken for one that disagrees."""
    refused = signed("witness", "add", url, str(LIAR.verifier), "--json")
    assert (refused.code, refused.error["code"]) == (5, "witness-unreachable")
    assert url in refused.error["message"]
    assert "that the witness runs" in refused.error["fix"]
    assert "verify" not in refused.error["fix"]


# Serving, in this process


@pytest.fixture
def served(monkeypatch, capsys):
    """Serve in a thread; gives what it printed, and ends it."""
    made: list[HTTPServer] = []
    real = witnesses.server

    def server(*words):
        made.append(real(*words))
        return made[-1]

    monkeypatch.setattr(witnesses, "server", server)

    @contextmanager
    def serve(*words: str):
        capsys.readouterr()
        codes: list[int] = []
        thread = threading.Thread(target=lambda: codes.append(run(["witness", "serve", *words])))
        thread.start()
        for _ in range(600):
            if made and (said := capsys.readouterr().out):
                break
            time.sleep(0.05)
        yield said
        made.pop().shutdown()
        thread.join(30)
        assert codes == [0]

    return serve


def test_it_says_where_it_serves_and_under_which_key(signed, served):
    """And cosigns for each of the keys that a log has had."""
    older = key_of(signed)
    newer = signed("key", "rotate", "--json").data[0]["key"]
    words = ("--name", "w.example", "--log", older, "--log", newer, "--listen", "127.0.0.1:0")
    with served(*words) as said:
        key, _, url = said.strip().partition(" at ")
        assert signed("witness", "add", url, key).code == 0, "signed by the older key"
        more(signed)
        assert signed("witness", "add", url, key).code == 0, "signed by the newer one"
    with served(*words, "--json") as said:
        told = json.loads(said)
        assert (told["ok"], told["data"]["key"]) == (True, key)


def test_a_port_that_is_taken_is_said_to_be(signed):
    """Serving on a port in use is a failure with its cause, not a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        key = key_of(signed)
        said = signed(
            "witness", "serve", "--name", "w", "--log", key, "--listen", listen, "--json"
        )  # fmt: skip
    assert said.code == 5
    assert "in use" in said.error["message"]
