"""A witness: someone else who signs that a log only ever grew (c2sp.org/tlog-witness).

Takes checkpoints with proofs that they go on from the last one it saw, gives cosignatures
(c2sp.org/tlog-cosignature, Ed25519). It keeps one checkpoint a log. A log that shows two
faces would need a witness to sign both, and it will not.
"""

from __future__ import annotations

import re
import threading
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import attrs

from ledger.clock import Clock
from ledger.log.checkpoints import Checkpoint
from ledger.log.custody import Custody
from ledger.log.merkle import EMPTY_ROOT
from ledger.log.notes import Note, NoteRefused, SigningKey, VerifierKey, unbase64
from ledger.log.proof_file import PATH_MAX
from ledger.log.proofs import consistent

REQUEST_MAX = 64 * 1024  # bytes
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


@attrs.frozen
class Reply:
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

    def add_checkpoint(self, body: bytes) -> Reply:
        """Cosign a checkpoint that goes on from the last; the statuses are the protocol's."""
        try:
            old, proof, note = _request(body)
            checkpoint = Checkpoint.parse(note.text)
        except NoteRefused as error:
            return Reply(HTTPStatus.BAD_REQUEST, f"{error.message}\n")
        if (keys := self.logs.get(checkpoint.origin)) is None:
            return Reply(HTTPStatus.NOT_FOUND, "this witness does not know the log\n")
        try:
            note.verified(keys)
        except NoteRefused as error:
            return Reply(HTTPStatus.FORBIDDEN, f"{error.message}\n")
        if old > checkpoint.size:
            return Reply(HTTPStatus.BAD_REQUEST, "the old size is beyond the checkpoint's\n")
        # From comparing to keeping in one turn: else a smaller checkpoint could come after.
        with self._turn:
            return self._cosign(old, proof, checkpoint, note)

    def _cosign(self, old: int, proof: list[bytes], new: Checkpoint, note: Note) -> Reply:
        last = self.seen.last(new.origin)
        if old != (last.size if last else 0):
            size = last.size if last else 0
            return Reply(HTTPStatus.CONFLICT, f"{size}\n", "text/x.tlog.size")
        if not _goes_on(last, new, proof):
            return Reply(HTTPStatus.UNPROCESSABLE_ENTITY, "it does not go on from the last one\n")
        time = int(self.clock.now().timestamp())
        signature = self.key.sign(note.text.encode(), time=time)
        own = (line for line in note.signatures if line.name == new.origin)
        self.seen.keep(Note(note.text, (*own, signature)))
        return Reply(HTTPStatus.OK, str(signature))

    def checkpoint(self, origin_hash: str) -> Reply:
        """The last checkpoint that was cosigned, for monitors."""
        for origin in self.logs:
            if sha256(origin.encode()).hexdigest() == origin_hash:
                note = self.seen.last_note(origin)
                if note is not None:
                    return Reply(HTTPStatus.OK, str(note))
        return Reply(HTTPStatus.NOT_FOUND, "nothing was cosigned for this log\n")


def _goes_on(last: Checkpoint | None, new: Checkpoint, proof: list[bytes]) -> bool:
    if new.size == 0 and new.root != EMPTY_ROOT:
        return False
    if last is None or last.size == 0:
        return not proof
    return consistent(last.size, new.size, last.root, new.root, proof)


def _request(body: bytes) -> tuple[int, list[bytes], Note]:
    above, blank, note = body.partition(b"\n\n")
    lines = above.decode("ascii", errors="replace").split("\n")
    old = _OLD.fullmatch(lines[0])
    proof = [unbase64(line) for line in lines[1 : PATH_MAX + 2]]
    hashes = [node for node in proof if node is not None]
    if not blank or old is None or len(hashes) != len(proof) or len(proof) > PATH_MAX:
        raise NoteRefused("the request", "it is not in the form of c2sp.org/tlog-witness")
    return int(old[1]), hashes, Note.parse(note)


def request(old: int, proof: Sequence[bytes], note: Note) -> bytes:
    """The body that asks a witness to cosign a checkpoint."""
    lines = [f"old {old}", *(b64encode(node).decode() for node in proof)]
    return ("\n".join(lines) + f"\n\n{note}").encode()


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """An HTTP server for a witness, bound and not yet serving; put TLS in front of it."""

    class Handler(BaseHTTPRequestHandler):
        """The two calls of the protocol."""

        timeout = 10

        def do_POST(self) -> None:
            """``add-checkpoint``."""
            length = self.headers.get("Content-Length", "")
            if self.path != "/add-checkpoint":
                self._answer(Reply(HTTPStatus.NOT_FOUND))
            elif not length.isdecimal() or int(length) > REQUEST_MAX:
                self._answer(Reply(HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
            else:
                self._answer(witness.add_checkpoint(self.rfile.read(int(length))))

        def do_GET(self) -> None:
            """``<origin hash>/checkpoint``."""
            self._answer(witness.checkpoint(self.path.strip("/").removesuffix("/checkpoint")))

        def _answer(self, reply: Reply) -> None:
            data = reply.body.encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing; whoever runs it has a proxy that keeps a log."""

    return ThreadingHTTPServer((host, port), Handler)
