"""Files that prove something: which kind one is, and whether it holds, with no ledger at hand.

Takes a file or a folder and the keys that a person trusts; gives what was signed, what grew, or
what an event's proof says. A file that does not hold raises ``NoteRefused``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ledger.errors import InvalidInput
from ledger.late import late
from ledger.log.proving.checkpoints import Checkpoint, read_checkpoint
from ledger.log.proving.consistency_file import BEGINS, check_growth
from ledger.log.proving.notes import NOTE_MAX, Note, NoteRefused, VerifierKey

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.checks import proven
    from ledger.checks.proven import ProofReading
    from ledger.log.proving import proof_file, tiles
else:
    proof_file = late("ledger.log.proving.proof_file")
    proven = late("ledger.checks.proven")
    tiles = late("ledger.log.proving.tiles")

__all__ = [
    "Grown",
    "NoKeyForFile",
    "NoteRefused",
    "OlderMissing",
    "SignedCheckpointFile",
    "check_file",
    "checkpoint_in",
    "trusted_for",
]


@attrs.frozen(kw_only=True)
class SignedCheckpointFile:
    """A checkpoint, or an export under one, and who signed it; ``what`` says which it is."""

    what: str
    checkpoint: Checkpoint
    signers: Sequence[VerifierKey]


@attrs.frozen(kw_only=True)
class Grown:
    """A ledger that is shown to go on from an older checkpoint, and who signed the newer one."""

    older: Checkpoint
    newer: Checkpoint
    signers: Sequence[VerifierKey]


class NoKeyForFile(InvalidInput):
    """A file without a key to trust: anyone could have signed it."""

    code = "no-key-for-file"

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"without a key, {file} shows nothing: anyone could have signed it",
            fix="give the key that the ledger's owner published, with --key",
        )


class OlderMissing(InvalidInput):
    """A proof of growth without the checkpoint that it leads on from, or one for another file."""

    code = "older-missing"

    def __init__(self, file: Path, *, with_older: bool) -> None:
        super().__init__(
            f"--from goes with a proof of growth, which {file} is not"
            if with_older
            else f"{file} shows that a ledger grew out of an older checkpoint, and none was given",
            fix="leave --from out"
            if with_older
            else "give the checkpoint that you hold with --from",
        )


def trusted_for(file: Path, keys: Sequence[str]) -> list[VerifierKey]:
    """The keys that a person trusts for a file.

    Raises:
        NoKeyForFile: there is none.
        NoteRefused: one of them is no key.
    """
    if not keys:
        raise NoKeyForFile(file)
    return [VerifierKey.parse(key) for key in keys]


def check_file(
    file: Path, trusted: Sequence[VerifierKey], old: Path | None = None
) -> SignedCheckpointFile | Grown | ProofReading:
    """What a file proves: a proof, a checkpoint, an export's folder, or a proof of growth.

    ``old`` is the checkpoint that a proof of growth goes on from.

    Raises:
        OlderMissing: a proof of growth without ``old``, or ``old`` with another file.
        NoteRefused: it does not hold.
    """
    data = b"" if file.is_dir() else _read(file, proof_file.PROOF_MAX)
    if data.startswith(BEGINS) is (old is None):
        raise OlderMissing(file, with_older=old is not None)
    if file.is_dir():
        return _export(file, trusted)
    if old is not None:
        older, _ = checkpoint_in(old, trusted)
        newer, signers = check_growth(data, older, trusted)
        return Grown(older=older, newer=newer, signers=signers)
    if data.startswith(proof_file.HEADER.rpartition("@")[0].encode()):
        return proven.read(data, trusted)
    checkpoint, note = read_checkpoint(data, trusted)
    return SignedCheckpointFile(
        what="checkpoint", checkpoint=checkpoint, signers=note.verified(trusted)
    )


def _export(folder: Path, trusted: Sequence[VerifierKey]) -> SignedCheckpointFile:
    checkpoint, note = read_checkpoint(_read(folder / "checkpoint", NOTE_MAX), trusted)
    tiles.check_tiles(folder, checkpoint)
    return SignedCheckpointFile(
        what="export", checkpoint=checkpoint, signers=note.verified(trusted)
    )


def checkpoint_in(
    path: Path, trusted: Sequence[VerifierKey], origin: str | None = None
) -> tuple[Checkpoint, Note]:
    """The checkpoint in a file; a refusal names the file."""
    try:
        return read_checkpoint(_read(path, NOTE_MAX), trusted, origin=origin)
    except NoteRefused as error:
        raise NoteRefused(f"the checkpoint in {path}", error.reason, fix=error.fix) from error


def _read(path: Path, most: int) -> bytes:
    """A file, no further than what is refused for its length."""
    with path.open("rb") as file:
        try:
            return file.read(most + 1)
        except OSError as error:  # once it is open, the machine no longer says of which file
            raise OSError(error.errno, error.strerror, str(path)) from error
