"""``claims prove``, ``verify``, ``consistency`` and ``export``: what others can check."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.printing import width
from ledger.errors import ExitCode, InvalidInput
from ledger.log.checkpoints import prove_consistency, read_checkpoint
from ledger.log.notes import NOTE_MAX, NoteRefused, VerifierKey
from ledger.views import proofs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.log.checkpoints import Checkpoint

_FILE = click.Path(exists=True, path_type=Path)
_KEYS = click.option(
    "--key", "keys", multiple=True, metavar="VKEY", help="A key to trust; repeat it for more."
)


@click.command(cls=VerbCommand, short_help="Prove an event to one without the ledger.")
@click.argument("name", metavar="ID")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file."
)
@pass_call
def prove(call: Call, name: str, out: Path | None) -> None:
    """Prove that a claim, a document or an act was recorded, under the last checkpoint.

    The proof of a claim carries its document, so that its quote can be looked up offline. It
    shows what was recorded, not that nobody corrected it later.
    Example: claims prove c7x2k9 --out c7x2k9.tlog-proof
    """
    with call.ledger() as ledger:
        proof = ledger.prove(name)
    if out is not None:
        out.write_text(proof, encoding="utf-8")
    lines = proof.splitlines() if out is None else [f"written to {out}"]
    give(call, data={"proof": proof}, lines=lines)


@click.command(cls=VerbCommand, short_help="Check that nobody changed what was recorded.")
@click.argument("file", metavar="[FILE]", required=False, type=_FILE)
@_KEYS
@click.option("--quick", is_flag=True, help="Only what came after the last checkpoint.")
@pass_call
def verify(call: Call, file: Path | None, keys: tuple[str, ...], quick: bool) -> int:  # noqa: FBT001 - Click
    """Check the ledger: its events, tree and head, its documents, quotes and answers.

    With a FILE (a proof, a checkpoint or an export's folder) only that, with no ledger at
    hand. What does not hold is told, the first break first, and the exit code is 1.
    Example: claims verify c7x2k9.tlog-proof --key "$(cat ledger.vkey)"
    """
    if file is not None:
        return _verify_file(call, file, keys)
    if keys:
        raise NoFileForKey
    with call.ledger() as ledger:
        done = ledger.verify(quick=quick)
    give(call, data=proofs.verified_data(done), lines=proofs.verified_page(done, width()))
    return ExitCode.FINDINGS if done.breaks else ExitCode.OK


@click.command(cls=VerbCommand, short_help="Prove that the ledger only grew.")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_KEYS
@pass_call
def consistency(call: Call, old: Path, new: Path, keys: tuple[str, ...]) -> None:
    """Prove from the ledger that the checkpoint NEW only adds to what OLD signed for.

    Prints the proof, a hash a line (RFC 6962), for whoever holds the two checkpoints.
    Example: claims consistency january.checkpoint june.checkpoint
    """
    with call.ledger() as ledger:
        origin = ledger.log.head().origin
        trusted = [*map(VerifierKey.parse, keys), *ledger.custody.keys(origin)]
        older, newer = (
            read_checkpoint(_read(one, NOTE_MAX), trusted, origin=origin)[0] for one in (old, new)
        )
        nodes = prove_consistency(ledger.log, older, newer)
    coded = [b64encode(node).decode() for node in nodes]
    told = f"the ledger of {older.size} events is the beginning of the one of {newer.size}"
    given = {"old": older.size, "new": newer.size, "proof": coded}
    give(call, data=given, lines=[told, *coded])


@click.command(cls=VerbCommand, short_help="Write the log as files others can check.")
@click.option(
    "--tiles", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where to."
)
@pass_call
def export(call: Call, tiles: Path) -> None:
    """Write the log under its last checkpoint as a folder in the form of c2sp.org/tlog-tiles.

    It says who recorded what when, with hashes; it holds no words of articles.
    Example: claims export --tiles public
    """
    from ledger.log.tiles import export_tiles  # noqa: PLC0415 - with its command

    with call.ledger() as ledger:
        done = export_tiles(ledger.log, tiles, ledger.last_note())
    given = {"folder": str(done.folder), "size": done.size, "files": done.files}
    give(call, data=given, lines=[f"{done.size} events in {done.files} files in {done.folder}"])


class NoFileForKey(InvalidInput):
    """A key for the whole ledger, whose own bytes are recomputed instead."""

    code = "no-file-for-key"

    def __init__(self) -> None:
        super().__init__(
            "--key goes with a file to check", fix="claims verify FILE --key VKEY, or no --key"
        )


class NoKeyForFile(InvalidInput):
    """A file without a key to trust: anyone could have signed it."""

    code = "no-key-for-file"

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"without a key, {file} shows nothing: anyone could have signed it",
            fix="give the key that the ledger's owner published, with --key",
        )


def _verify_file(call: Call, file: Path, keys: Sequence[str]) -> int:
    if not keys:
        raise NoKeyForFile(file)
    trusted = [VerifierKey.parse(one) for one in keys]
    try:
        if file.is_dir():
            _check_tiles(call, file, trusted)
        else:
            _check_file(call, file, trusted)
    except NoteRefused as refused:
        give(call, data=proofs.refused_data(refused), lines=proofs.refused_page(refused))
        return ExitCode.FINDINGS
    return ExitCode.OK


def _check_tiles(call: Call, folder: Path, trusted: Sequence[VerifierKey]) -> None:
    from ledger.log.tiles import check_tiles  # noqa: PLC0415 - with its command

    checkpoint, note = read_checkpoint(_read(folder / "checkpoint", NOTE_MAX), trusted)
    check_tiles(folder, checkpoint)
    _give_signed(call, "export", checkpoint, note.verified(trusted))


def _check_file(call: Call, file: Path, trusted: Sequence[VerifierKey]) -> None:
    from ledger.log.proof_file import HEADER, PROOF_MAX  # noqa: PLC0415 - with its command

    data = _read(file, PROOF_MAX)
    if data.startswith(HEADER.rpartition("@")[0].encode()):
        _check_proof(call, data, trusted)
    else:
        checkpoint, note = read_checkpoint(data, trusted)
        _give_signed(call, "checkpoint", checkpoint, note.verified(trusted))


def _check_proof(call: Call, data: bytes, trusted: Sequence[VerifierKey]) -> None:
    from ledger.checks.verification import read_proof  # noqa: PLC0415 - loads the domain

    proven, quote = read_proof(data, trusted)
    given = proofs.proven_data(proven, quote)
    give(call, data=given, lines=proofs.proven_page(proven, quote, width()))


def _give_signed(
    call: Call, what: str, checkpoint: Checkpoint, signers: Sequence[VerifierKey]
) -> None:
    given = proofs.signed_data(checkpoint, signers, what)
    give(call, data=given, lines=proofs.signed_page(checkpoint, signers, what, width()))


def _read(path: Path, most: int) -> bytes:
    """A file, no further than what is refused for its length."""
    with path.open("rb") as file:
        return file.read(most + 1)
