"""``claims prove``, ``verify``, ``consistency`` and ``export``: what others can check."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.output import OVERWRITE, out_options, output
from ledger.cli.printing import width
from ledger.errors import ExitCode, InvalidInput
from ledger.log.proving.checkpoints import prove_consistency, read_checkpoint
from ledger.log.proving.consistency_file import BEGINS, check_growth, growth
from ledger.log.proving.notes import NOTE_MAX, NoteRefused, VerifierKey
from ledger.views import proofs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.log.proving.checkpoints import Checkpoint
    from ledger.log.proving.notes import Note

_FILE = click.Path(exists=True, path_type=Path)
_KEYS = click.option(
    "--key", "keys", multiple=True, metavar="VKEY", help="A key to trust; repeat it for more."
)


@click.command(cls=VerbCommand, short_help="Prove an event to one without the ledger.")
@click.argument("name", metavar="ID")
@out_options
@pass_call
def prove(
    call: Call,
    name: str,
    out: Path | None,
    overwrite: bool,  # noqa: FBT001 - Click
) -> None:
    """Prove that a claim, a document or an act was recorded, under the last checkpoint.

    The proof of a claim carries its document, so that its quote can be looked up offline. It
    shows what was recorded, not that nobody corrected it later.
    Example: claims prove c7x2k9 --out c7x2k9.tlog-proof
    """
    place = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        proof = ledger.prove(name)
    lines = place.write(proof, proof.splitlines())
    give(call, data={"proof": proof}, lines=lines)


@click.command(cls=VerbCommand, short_help="Check that nobody changed what was recorded.")
@click.argument("file", metavar="[FILE]", required=False, type=_FILE)
@_KEYS
@click.option(
    "--from",
    "old",
    type=_FILE,
    metavar="OLD",
    help="The checkpoint that a proof of growth is from.",
)
@click.option("--quick", is_flag=True, help="Only what came after the last checkpoint.")
@pass_call
def verify(
    call: Call,
    file: Path | None,
    keys: tuple[str, ...],
    old: Path | None,
    quick: bool,  # noqa: FBT001 - Click
) -> int:
    """Check the ledger: its events, tree and head, its documents, quotes and answers.

    With a FILE (a proof, a checkpoint, an export's folder, or what claims consistency wrote)
    only that, with no ledger at hand. What does not hold is told, the first break first, and
    the exit code is 1.
    Example: claims verify c7x2k9.tlog-proof --key "$(cat ledger.vkey)"
    """
    if file is not None:
        return _verify_file(call, file, keys, old)
    if keys or old is not None:
        raise NoFileForKey
    with call.ledger() as ledger:
        done = ledger.verify(quick=quick)
    give(call, data=proofs.verified_data(done), lines=proofs.verified_page(done, width()))
    return ExitCode.FINDINGS if done.breaks else ExitCode.OK


@click.command(cls=VerbCommand, short_help="Prove that the ledger only grew.")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@_KEYS
@out_options
@pass_call
def consistency(
    call: Call,
    old: Path,
    new: Path,
    keys: tuple[str, ...],
    *,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Prove from the ledger that the checkpoint NEW only adds to what OLD signed for.

    Prints the proof, a hash a line (RFC 6962). The file holds it with NEW, in the form of
    c2sp.org/tlog-witness: whoever holds OLD checks it with claims verify FILE --from OLD.
    Example: claims consistency january.checkpoint june.checkpoint --out june.growth
    """
    place = output(call, out, overwrite=overwrite, reads=(old, new))
    with call.ledger() as ledger:
        origin = ledger.log.head().origin
        trusted = [*map(VerifierKey.parse, keys), *ledger.custody.keys(origin)]
        (older, _), (newer, note) = (_checkpoint(one, trusted, origin) for one in (old, new))
        nodes = prove_consistency(ledger.log, older, newer)
    file = growth(older.size, nodes, note)
    coded = [b64encode(node).decode() for node in nodes]
    told = f"the ledger of {older.size} events is the beginning of the one of {newer.size}"
    given = {"old": older.size, "new": newer.size, "proof": coded, "file": file}
    lines = place.write(file, [told, *coded])
    give(call, data=given, lines=lines if out is None else [told, *lines])


@click.command(cls=VerbCommand, short_help="Write the log as files others can check.")
@click.option(
    "--tiles", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where to."
)
@OVERWRITE
@pass_call
def export(
    call: Call,
    tiles: Path,
    overwrite: bool,  # noqa: FBT001 - Click
) -> None:
    """Write the log under its last checkpoint as a folder in the form of c2sp.org/tlog-tiles.

    A folder that holds an older export of this ledger is brought up to date. It says who recorded
    what when, with hashes; it holds no words of articles.
    Example: claims export --tiles public
    """
    from ledger.log.proving.tiles import export_tiles  # noqa: PLC0415 - with its command

    with call.ledger() as ledger:
        done = export_tiles(ledger.log, tiles, ledger.last_note(), overwrite=overwrite)
    given = {"folder": str(done.folder), "size": done.size, "files": done.files}
    give(call, data=given, lines=[f"{done.size} events in {done.files} files in {done.folder}"])


class NoFileForKey(InvalidInput):
    """A key for the whole ledger, whose own bytes are recomputed instead."""

    code = "no-file-for-key"

    def __init__(self) -> None:
        super().__init__(
            "--key and --from go with a file to check",
            fix="claims verify FILE --key VKEY, or neither",
        )


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

    def __init__(self, file: Path, *, given: bool) -> None:
        super().__init__(
            f"--from goes with a proof of growth, which {file} is not"
            if given
            else f"{file} shows that a ledger grew out of an older checkpoint, and none was given",
            fix="leave --from out" if given else "give the checkpoint that you hold with --from",
        )


def _verify_file(call: Call, file: Path, keys: Sequence[str], old: Path | None) -> int:
    from ledger.log.proving.proof_file import PROOF_MAX  # noqa: PLC0415 - with its command

    if not keys:
        raise NoKeyForFile(file)
    trusted = [VerifierKey.parse(one) for one in keys]
    data = b"" if file.is_dir() else _read(file, PROOF_MAX)
    if data.startswith(BEGINS) is (old is None):
        raise OlderMissing(file, given=old is not None)
    try:
        if file.is_dir():
            _check_tiles(call, file, trusted)
        elif old is not None:
            _check_growth(call, data, old, trusted)
        else:
            _check_file(call, data, trusted)
    except NoteRefused as refused:
        give(call, data=proofs.refused_data(refused), lines=proofs.refused_page(refused))
        return ExitCode.FINDINGS
    return ExitCode.OK


def _check_tiles(call: Call, folder: Path, trusted: Sequence[VerifierKey]) -> None:
    from ledger.log.proving.tiles import check_tiles  # noqa: PLC0415 - with its command

    checkpoint, note = read_checkpoint(_read(folder / "checkpoint", NOTE_MAX), trusted)
    check_tiles(folder, checkpoint)
    _give_signed(call, "export", checkpoint, note.verified(trusted))


def _check_growth(call: Call, data: bytes, old: Path, trusted: Sequence[VerifierKey]) -> None:
    older, _ = _checkpoint(old, trusted)
    newer, signers = check_growth(data, older, trusted)
    given = proofs.grown_data(older, newer, signers)
    give(call, data=given, lines=proofs.grown_page(older, newer, signers, width()))


def _check_file(call: Call, data: bytes, trusted: Sequence[VerifierKey]) -> None:
    from ledger.log.proving.proof_file import HEADER  # noqa: PLC0415 - with its command

    if data.startswith(HEADER.rpartition("@")[0].encode()):
        _check_proof(call, data, trusted)
    else:
        checkpoint, note = read_checkpoint(data, trusted)
        _give_signed(call, "checkpoint", checkpoint, note.verified(trusted))


def _check_proof(call: Call, data: bytes, trusted: Sequence[VerifierKey]) -> None:
    from ledger.checks.proven import read  # noqa: PLC0415 - loads the domain
    from ledger.views.proven import proven_data, proven_page  # noqa: PLC0415 - the same

    reading = read(data, trusted)
    give(call, data=proven_data(reading), lines=proven_page(reading, width()))


def _give_signed(
    call: Call, what: str, checkpoint: Checkpoint, signers: Sequence[VerifierKey]
) -> None:
    given = proofs.signed_data(checkpoint, signers, what)
    give(call, data=given, lines=proofs.signed_page(checkpoint, signers, what, width()))


def _checkpoint(
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
        return file.read(most + 1)
