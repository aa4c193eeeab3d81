"""The witness protocol: what a witness signs, what it refuses, and over HTTP."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from datetime import UTC, datetime
from hashlib import sha256

import attrs
import pytest

from ledger.app.proofs import delivery
from ledger.app.proofs.delivery import post
from ledger.clock import FixedClock
from ledger.log import Event, MemoryLog
from ledger.log.proving.checkpoints import Checkpoint, read_checkpoint, sign_checkpoint
from ledger.log.proving.consistency_file import growth
from ledger.log.proving.cosigning import (
    BadWitnessUrl,
    WitnessRefused,
    WitnessUnreachable,
    cosign,
)
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.notes import KeyKind, Note, SigningKey
from ledger.log.proving.tree import Tree
from ledger.log.proving.witness import Witness, server
from tests.sites import dripping

__all__ = ["dripping"]

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
ORIGIN = "example.org/ledger"
KEY = SigningKey(ORIGIN, KeyKind.ED25519, b"k" * 32)
WITNESS = SigningKey("witness.example", KeyKind.COSIGNATURE, b"w" * 32)


def grown(log: MemoryLog, size: int) -> Note:
    """The log's checkpoint, once it has so many events."""
    log.append(
        [
            Event(id=f"e{n}", type="t", version=1, tags=frozenset(), payload=b"{}")
            for n in range(log.head().size, size)
        ]
    )
    return sign_checkpoint(log, KEY)


@pytest.fixture
def log():
    return MemoryLog(clock=CLOCK, origin=ORIGIN)


@pytest.fixture
def witness(tmp_path):
    return Witness(WITNESS, {ORIGIN: [KEY.verifier]}, Custody(tmp_path), CLOCK)


def request(old: int, proof: list[bytes], note: Note) -> bytes:
    return growth(old, proof, note).encode()


def asked(witness: Witness, log: MemoryLog, old: int, note: Note, **change: object):
    size = Checkpoint.parse(note.text).size
    proof = Tree(size, log.hashes).consistency(old) if 0 < old <= size else []
    return witness.add_checkpoint(request(old, change.get("proof", proof), note))


def test_a_log_that_grows_is_cosigned_each_time(witness, log):
    """From nothing, by nothing and by hundreds: the witness signs, and keeps the last."""
    for old, size in ((0, 0), (0, 5), (5, 5), (5, 300)):
        note = grown(log, size)
        reply = asked(witness, log, old, note)
        assert reply.status == 200
        signed = Note.parse(f"{note.text}\n{reply.body}".encode())
        assert signed.verified([WITNESS.verifier]) == (WITNESS.verifier,)
    kept = witness.checkpoint(sha256(ORIGIN.encode()).hexdigest())
    assert read_checkpoint(kept.body.encode(), [KEY.verifier, WITNESS.verifier])[0].size == 300


def test_a_wrong_old_size_is_answered_with_the_right_one(witness, log):
    """A log that lost count learns from the answer (409) where its proof must begin."""
    asked(witness, log, 0, grown(log, 5))
    reply = asked(witness, log, 3, grown(log, 9))
    assert (reply.status, reply.body, reply.content_type) == (409, "5\n", "text/x.tlog.size")


def test_a_log_with_two_faces_is_not_cosigned(witness, log):
    """A second history of one origin gets no signature, at the same size or a greater."""
    asked(witness, log, 0, grown(log, 5))
    other = MemoryLog(clock=CLOCK, origin=ORIGIN)
    for size in (5, 9):
        note = grown(other, size)
        assert asked(witness, other, 5, note).status == 422
    assert witness.checkpoint(sha256(ORIGIN.encode()).hexdigest()).body.split("\n")[1] == "5"


def test_each_fault_has_the_protocols_status(witness, log):
    """Forged, unknown, impossible or malformed: the status says which, nothing is kept."""
    note = grown(log, 5)
    forged = Note(note.text.replace("5", "6", 1), note.signatures)
    stranger = Note(note.text, (WITNESS.sign(note.text.encode(), time=1),))
    elsewhere = SigningKey("o", KeyKind.ED25519, b"o" * 32)
    unknown = str(Checkpoint("o", 5, b"r" * 32))
    empty = str(Checkpoint(ORIGIN, 0, b"r" * 32))
    faults = [
        (request(0, [], forged), 403),
        (request(0, [], stranger), 403),
        (request(0, [], Note(unknown, (elsewhere.sign(unknown.encode()),))), 404),
        (request(9, [], note), 400),
        (request(0, [b"x" * 32], note), 422),
        (request(0, [], Note(empty, (KEY.sign(empty.encode()),))), 422),
        (request(0, [b"x" * 32] * 64, note), 400),
        (request(0, [], note).replace(b"old 0", b"old 00"), 400),
        (request(0, [], note).replace(b"old 0", b"old 0\n!!"), 400),
        (b"", 400),
        (b"\xff" * 100, 400),
    ]
    assert [witness.add_checkpoint(body).status for body, _ in faults] == [s for _, s in faults]
    assert witness.checkpoint(sha256(ORIGIN.encode()).hexdigest()).status == 404


def test_a_memory_that_was_changed_is_told_to_whoever_asks(witness, log):
    """For each of its logs apart; nothing is signed on top of it."""
    known = {"another": [KEY.verifier], ORIGIN: [KEY.verifier]}
    witness = attrs.evolve(witness, logs=known)
    asked(witness, log, 0, grown(log, 5))
    (path,) = witness.seen.folder.rglob("checkpoint")
    path.write_text(path.read_text().replace("\n5\n", "\n4\n"))
    shown = witness.checkpoint(sha256(ORIGIN.encode()).hexdigest())
    replies = [asked(witness, log, 5, grown(log, 9)), shown]
    assert [reply.status for reply in replies] == [500, 500]
    assert all("changed or damaged" in reply.body for reply in replies)
    assert witness.checkpoint(sha256(b"another").hexdigest()).status == 404


def test_another_process_with_the_same_memory_is_waited_for(witness, log, tmp_path):
    """Between looking at the last checkpoint and keeping the next, nobody else may come."""
    replies = []
    note = grown(log, 5)
    other = attrs.evolve(witness, seen=Custody(tmp_path))
    with Custody(tmp_path).turn():
        asking = threading.Thread(target=lambda: replies.append(asked(other, log, 0, note)))
        asking.start()
        asking.join(0.3)
        assert asking.is_alive()
        assert replies == []
        assert witness.seen.last(ORIGIN) is None
    asking.join(10)
    assert [reply.status for reply in replies] == [200]


@pytest.fixture
def running(witness):
    return server(witness, "127.0.0.1", 0)


@pytest.fixture
def url(running):
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def test_over_http_a_checkpoint_comes_back_cosigned(url, log):
    """Through a real server, log and witness both sign, and anyone can fetch the last."""
    for size in (5, 300):
        note = cosign(log, grown(log, size), url=url, witness=WITNESS.verifier, post=post)
        assert note.verified([KEY.verifier, WITNESS.verifier]) == (KEY.verifier, WITNESS.verifier)
    origin_hash = sha256(ORIGIN.encode()).hexdigest()
    with urllib.request.urlopen(f"{url}/{origin_hash}/checkpoint") as answer:  # noqa: S310
        assert read_checkpoint(answer.read(), [KEY.verifier])[0].size == 300


@pytest.mark.parametrize("told", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"])
def test_a_witness_that_drips_bytes_holds_nobody_up(told, log, dripping, monkeypatch):
    """Of its headers or of its answer: each byte comes in time, and all of it never."""
    monkeypatch.setattr(delivery, "SMALL", attrs.evolve(delivery.SMALL, seconds=1.0))
    with pytest.raises(WitnessUnreachable, match="not to the end within 1 seconds"):
        cosign(log, grown(log, 5), url=dripping(told), witness=WITNESS.verifier, post=post)
    assert not dripping.to_the_end


def test_one_who_says_nothing_keeps_nobody_waiting(url, log, running, monkeypatch):
    """While one client stalls half-way in a request, and may for ever, another is signed for."""
    monkeypatch.setattr(running.RequestHandlerClass, "timeout", None)
    host, _, port = url.rpartition("/")[2].partition(":")
    with socket.create_connection((host, int(port))) as silent:
        silent.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 100\r\n\r\nx")
        note = cosign(log, grown(log, 5), url=url, witness=WITNESS.verifier, post=post)
    assert note.verified([WITNESS.verifier]) == (WITNESS.verifier,)


def test_over_http_a_refusal_is_a_clear_error(url, log, witness):
    """Fork, wrong key, wrong address or no server: each has a sentence of its own."""
    cosign(log, grown(log, 5), url=url, witness=WITNESS.verifier, post=post)
    fork = MemoryLog(clock=CLOCK, origin=ORIGIN)
    with pytest.raises(WitnessRefused, match="does not go on") as forked:
        cosign(fork, grown(fork, 9), url=url, witness=WITNESS.verifier, post=post)
    assert "claims verify" in forked.value.fix
    with pytest.raises(WitnessRefused, match="covers fewer"):
        cosign(
            fork,
            grown(MemoryLog(clock=CLOCK, origin=ORIGIN), 3),
            url=url,
            witness=WITNESS.verifier,
            post=post,
        )
    with pytest.raises(WitnessRefused, match="no trusted key"):  # noqa: PT012
        other = attrs.evolve(WITNESS, name="other.example")
        cosign(log, grown(log, 7), url=url, witness=other.verifier, post=post)
    with pytest.raises(WitnessRefused, match="404") as missing:
        cosign(log, grown(log, 8), url=f"{url}/nowhere", witness=WITNESS.verifier, post=post)
    assert "check the address" in missing.value.fix
    with pytest.raises(WitnessUnreachable, match="connection refused"):
        cosign(log, grown(log, 8), url="http://127.0.0.1:1", witness=WITNESS.verifier, post=post)
    with pytest.raises(BadWitnessUrl, match="no http"):
        cosign(log, grown(log, 8), url="file:///etc/passwd", witness=WITNESS.verifier, post=post)
    big = urllib.request.Request(f"{url}/add-checkpoint", data=b"x" * 70_000)  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="413"):
        urllib.request.urlopen(big).close()  # noqa: S310
    assert witness.seen.last(ORIGIN, [WITNESS.verifier]).size == 7
