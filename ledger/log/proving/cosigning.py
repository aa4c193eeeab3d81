"""Asking witnesses: from a checkpoint that the log signed to one that others signed as well.

Takes a log, its signed checkpoint, a witness's address and key, and the way to send bytes there;
gives the checkpoint with the cosignature under it (c2sp.org/tlog-witness, the client's side).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from ledger.errors import InvalidInput, StorageError
from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.consistency_file import growth
from ledger.log.proving.notes import Note, NoteRefused, VerifierKey
from ledger.log.proving.tree import Tree

if TYPE_CHECKING:
    from ledger.log.port import Log

Post = Callable[[str, bytes], tuple[int, bytes]]
"""Sends bytes to an address; gives the status and the body of the answer, in bounded time.

Raises `InvalidInput` where no witness can be and `StorageError` where none answers, each with a
``reason``.
"""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SIZE = re.compile(r"(0|[1-9][0-9]{0,18})\n?")


class BadWitnessUrl(InvalidInput):
    """An address at which no witness can be."""

    code = "bad-witness-url"

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"{url[:200] or 'an empty address'} is no address of a witness: {reason}",
            fix="give its whole address, as in https://witness.example or http://127.0.0.1:8787",
        )
        self.url = url
        self.reason = reason


class WitnessUnreachable(StorageError):
    """Nobody answered, or not to the end."""

    code = "witness-unreachable"

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"the witness at {url} does not answer: {reason}",
            fix="check the address, and that the witness runs; then run the same command again",
        )
        self.url = url
        self.reason = reason


class WitnessRefused(StorageError):
    """A witness that did not cosign."""

    code = "witness-refused"
    way_out = "ask whoever runs it; nothing was changed here, and the command can be run again"

    def __init__(self, url: str, reason: str, fix: str = way_out) -> None:
        super().__init__(f"the witness at {url} did not cosign: {reason}", fix=fix)
        self.url = url
        self.reason = reason


_WAYS_OUT = {
    HTTPStatus.BAD_REQUEST: "see that it is a witness (c2sp.org/tlog-witness), and is current",
    HTTPStatus.FORBIDDEN: "give it the key that signs now: claims key list prints it",
    HTTPStatus.NOT_FOUND: "check the address; where it is right, have the witness know the ledger: "
    "claims witness serve --log KEY",
    HTTPStatus.UNPROCESSABLE_ENTITY: "it saw another past of this ledger: run claims verify",
}
"""What helps with an answer that is not a cosignature."""


def cosign(log: Log, note: Note, *, url: str, witness: VerifierKey, post: Post) -> Note:
    """Have a witness cosign a checkpoint of this log; its signature is checked before it is kept.

    Asks first on from nothing; the witness then names the size it saw last. A checkpoint that
    it cosigned before stays as it is: one cosignature for each witness.
    """
    checkpoint = Checkpoint.parse(note.text)
    status, answer = _posted(post, url, growth(0, [], note))
    if status == HTTPStatus.CONFLICT:
        old = _size(url, answer)
        if not 0 < old <= checkpoint.size:
            raise WitnessRefused(
                url,
                f"it has seen {old} events, this checkpoint covers fewer",
                "sign for the ledger as it is now with claims checkpoint; if it has fewer events, "
                "run claims verify",
            )
        proof = Tree(checkpoint.size, log.hashes).consistency(old)
        status, answer = _posted(post, url, growth(old, proof, note))
    if status != HTTPStatus.OK:
        reason = f"{status}, {answer.strip()[:200]}"
        fix = _WAYS_OUT.get(HTTPStatus(status)) if status in _WAYS_OUT else None
        raise WitnessRefused(url, reason, fix or WitnessRefused.way_out)
    try:
        cosigned = Note.parse(f"{note.text}\n{answer}".encode())
        cosigned.verified([witness])
    except NoteRefused as error:
        raise WitnessRefused(url, error.reason) from error
    return note.cosigned(
        line
        for line in cosigned.signatures
        if (line.name, line.key_id) == (witness.name, witness.id)
    )


def _size(url: str, answer: str) -> int:
    if not _SIZE.fullmatch(answer):
        raise WitnessRefused(url, f"no size: {answer[:80]!r}")
    return int(answer)


def _posted(post: Post, url: str, body: str) -> tuple[int, str]:
    if not _ADDRESS.match(url):
        raise BadWitnessUrl(url, "it is no http or https URL")
    try:
        status, answer = post(f"{url.rstrip('/')}/add-checkpoint", body.encode())
    except InvalidInput as error:
        raise BadWitnessUrl(url, _reason(error)) from error
    except StorageError as error:
        raise WitnessUnreachable(url, _reason(error)) from error
    return status, answer.decode(errors="replace")


def _reason(error: InvalidInput | StorageError) -> str:
    return str(getattr(error, "reason", error))
