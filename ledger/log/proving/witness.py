"""A witness: someone else who signs that a log only ever grew (c2sp.org/tlog-witness).

Takes checkpoints with proofs that they go on from the last one it saw, gives cosignatures
(c2sp.org/tlog-cosignature, Ed25519). It keeps one checkpoint a log. A log that shows two
faces would need a witness to sign both, and it will not.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import attrs

from ledger.clock import Clock
from ledger.errors import StorageError
from ledger.log.format.merkle import EMPTY_ROOT
from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.consistency_file import GROWTH_MAX, read_growth
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.notes import Note, NoteRefused, SigningKey, VerifierKey
from ledger.log.proving.proofs import consistent

_LENGTH = re.compile(r"[0-9]{1,9}")


@attrs.frozen
class WitnessReply:
    """What the witness answers: an HTTP status, and a body that its content type describes."""

    status: HTTPStatus
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


@attrs.define
class Witness:
    """A witness of some logs: its key, the keys of those logs, and what it last saw of each."""

    key: SigningKey
    logs: Mapping[str, Sequence[VerifierKey]]
    seen: Custody
    clock: Clock
    _turn: threading.Lock = attrs.field(factory=threading.Lock, init=False)

    def add_checkpoint(self, body: bytes) -> WitnessReply:
        """Cosign a checkpoint that goes on from the last; the statuses are the protocol's."""
        try:
            old, proof, note = read_growth(body)
            checkpoint = Checkpoint.parse(note.text)
        except NoteRefused as error:
            return WitnessReply(HTTPStatus.BAD_REQUEST, f"{error.message}\n")
        if (keys := self.logs.get(checkpoint.origin)) is None:
            return WitnessReply(HTTPStatus.NOT_FOUND, "this witness does not know the log\n")
        try:
            note.verified(keys)
        except NoteRefused as error:
            return WitnessReply(HTTPStatus.FORBIDDEN, f"{error.message}\n")
        if old > checkpoint.size:
            return WitnessReply(HTTPStatus.BAD_REQUEST, "the old size is beyond the checkpoint's\n")
        # From comparing to keeping in one turn: else a smaller checkpoint could come after.
        with self._turn:
            try:
                with self.seen.turn():
                    return self._cosign(old, proof, checkpoint, note)
            except StorageError as error:
                return _unable(error)

    def _cosign(self, old: int, proof: list[bytes], new: Checkpoint, note: Note) -> WitnessReply:
        # What it saw it signed for: its own key says whether that was changed since.
        last = self.seen.last(new.origin, [self.key.verifier])
        if old != (last.size if last else 0):
            size = last.size if last else 0
            return WitnessReply(HTTPStatus.CONFLICT, f"{size}\n", "text/x.tlog.size")
        if not _goes_on(last, new, proof):
            return WitnessReply(
                HTTPStatus.UNPROCESSABLE_ENTITY, "it does not go on from the last one\n"
            )
        time = int(self.clock.now().timestamp())
        signature = self.key.sign(note.text.encode(), time=time)
        signers = {(key.name, key.id) for key in note.verified(self.logs[new.origin])}
        own = (line for line in note.signatures if (line.name, line.key_id) in signers)
        self.seen.keep(Note(note.text, (*own, signature)), [self.key.verifier])
        return WitnessReply(HTTPStatus.OK, str(signature))

    def checkpoint(self, origin_hash: str) -> WitnessReply:
        """The last checkpoint that was cosigned, for monitors."""
        for origin in self.logs:
            if sha256(origin.encode()).hexdigest() == origin_hash:
                try:
                    note = self.seen.last_note(origin, [self.key.verifier])
                except StorageError as error:
                    return _unable(error)
                if note is not None:
                    return WitnessReply(HTTPStatus.OK, str(note))
        return WitnessReply(HTTPStatus.NOT_FOUND, "nothing was cosigned for this log\n")


def _unable(error: StorageError) -> WitnessReply:
    return WitnessReply(HTTPStatus.INTERNAL_SERVER_ERROR, f"{error.message}\n")


def _goes_on(last: Checkpoint | None, new: Checkpoint, proof: list[bytes]) -> bool:
    if new.size == 0 and new.root != EMPTY_ROOT:
        return False
    if last is None or last.size == 0:
        return not proof
    return consistent(last.size, new.size, last.root, new.root, proof)


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """An HTTP server for a witness, bound and not yet serving; put TLS in front of it."""

    class WitnessHandler(BaseHTTPRequestHandler):
        """The two calls of the protocol."""

        timeout = 10

        def do_POST(self) -> None:
            """``add-checkpoint``."""
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint":
                self._answer(WitnessReply(HTTPStatus.NOT_FOUND))
            elif not _LENGTH.fullmatch(length) or int(length) > GROWTH_MAX:
                self._answer(WitnessReply(HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
            else:
                self._answer(witness.add_checkpoint(self.rfile.read(int(length))))

        def do_GET(self) -> None:
            """``<origin hash>/checkpoint``."""
            self._answer(witness.checkpoint(self.path.strip("/").removesuffix("/checkpoint")))

        def _answer(self, reply: WitnessReply) -> None:
            data = reply.body.encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing; whoever runs it has a proxy that keeps a log."""

    return _WitnessServer((host, port), WitnessHandler)


class _WitnessServer(ThreadingHTTPServer):
    request_queue_size = 128  # who asks at the same moment waits, and is not turned away

    def handle_error(self, *_: object) -> None:
        """Say nothing of one who hung up."""
