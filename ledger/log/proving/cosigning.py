"""Asking witnesses: from a checkpoint that the log signed to one that others signed as well.

Takes a log, its signed checkpoint and a witness's address and key, gives the checkpoint with
the cosignature under it (c2sp.org/tlog-witness, the client's side).
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from http import HTTPStatus
from http.client import HTTPException
from typing import TYPE_CHECKING

from ledger.errors import StorageError
from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.consistency_file import growth
from ledger.log.proving.notes import Note, NoteRefused, VerifierKey
from ledger.log.proving.tree import Tree

if TYPE_CHECKING:
    from ledger.log.port import Log

TIMEOUT = 10.0  # seconds
ANSWER_MAX = 64 * 1024  # bytes

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SIZE = re.compile(r"(0|[1-9][0-9]{0,18})\n?")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A request that is sent on elsewhere loses its body: better to say so."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


class WitnessRefused(StorageError):
    """A witness that did not cosign."""

    code = "witness-refused"

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"the witness at {url} did not cosign: {reason}",
            fix="if it says the ledger does not go on from what it saw, run claims verify",
        )
        self.url = url
        self.reason = reason


def cosign(log: Log, note: Note, *, url: str, witness: VerifierKey) -> Note:
    """Have a witness cosign a checkpoint of this log; its signature is checked before it is kept.

    Asks first on from nothing; the witness then names the size it saw last. A checkpoint that
    it cosigned before stays as it is: one cosignature for each witness.
    """
    checkpoint = Checkpoint.parse(note.text)
    status, answer = _post(url, growth(0, [], note))
    if status == HTTPStatus.CONFLICT:
        old = _size(url, answer)
        if not 0 < old <= checkpoint.size:
            raise WitnessRefused(url, f"it has seen {old} events, this checkpoint covers fewer")
        proof = Tree(checkpoint.size, log.hashes).consistency(old)
        status, answer = _post(url, growth(old, proof, note))
    if status != HTTPStatus.OK:
        raise WitnessRefused(url, f"{status}, {answer.strip()[:200]}")
    try:
        given = Note.parse(f"{note.text}\n{answer}".encode())
        given.verified([witness])
    except NoteRefused as error:
        raise WitnessRefused(url, error.reason) from error
    return note.cosigned(
        line for line in given.signatures if (line.name, line.key_id) == (witness.name, witness.id)
    )


def _size(url: str, answer: str) -> int:
    if not _SIZE.fullmatch(answer):
        raise WitnessRefused(url, f"no size: {answer[:80]!r}")
    return int(answer)


def _post(url: str, body: str) -> tuple[int, str]:
    if not _ADDRESS.match(url):
        raise WitnessRefused(url, "its address is no http or https URL")
    try:
        asked = urllib.request.Request(f"{url.rstrip('/')}/add-checkpoint", data=body.encode())  # noqa: S310
        with _OPENER.open(asked, timeout=TIMEOUT) as answer:
            return answer.status, answer.read(ANSWER_MAX).decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(ANSWER_MAX).decode(errors="replace")
    except (OSError, HTTPException, ValueError) as error:
        raise WitnessRefused(url, str(error) or type(error).__name__) from error
