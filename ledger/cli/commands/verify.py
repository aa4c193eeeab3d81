"""``claims verify``: the ledger, or a file that proves something, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.proofs.proof_files import (
    Grown,
    NoteRefused,
    SignedCheckpointFile,
    check_file,
    trusted_for,
)
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.trusted_keys import EXISTING_FILE, trusted_keys
from ledger.errors import ExitCode, InvalidInput
from ledger.late import late
from ledger.views.pages.ledger import proofs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledger.views.pages.ledger import proven as pages_proven
else:
    pages_proven = late("ledger.views.pages.ledger.proven")


@click.command(cls=VerbCommand, short_help="Check that nobody changed what was recorded.")
@click.argument("file", metavar="[FILE]", required=False, type=EXISTING_FILE)
@trusted_keys
@click.option(
    "--from",
    "old",
    type=EXISTING_FILE,
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
    the exit code is 1. What waits next to the log (the inbox, feeds, what is to be sent) is no
    part of it, and is not looked at but for its counters.
    Example: claims verify c7x2k9.tlog-proof --key "$(cat ledger.vkey)"
    """
    if file is not None:
        return _verify_file(call, file, keys, old)
    if keys or old is not None:
        raise NoFileForKey
    with call.ledger() as ledger:
        done = ledger.verify(quick=quick)
    give(call, data=proofs.verified_data(done), lines=proofs.verified_page(done, call.words))
    return ExitCode.FINDINGS if done.breaks else ExitCode.OK


class NoFileForKey(InvalidInput):
    """A key for the whole ledger, whose own bytes are recomputed instead."""

    code = "no-file-for-key"

    def __init__(self) -> None:
        super().__init__(
            "--key and --from go with a file to check",
            fix="claims verify FILE --key VKEY, or neither",
        )


def _verify_file(call: Call, file: Path, keys: Sequence[str], old: Path | None) -> int:
    trusted = trusted_for(file, keys)
    try:
        result = check_file(file, trusted, old)
    except NoteRefused as refused:
        give(call, data=proofs.refused_data(refused), lines=proofs.refused_page(refused))
        return ExitCode.FINDINGS
    match result:
        case SignedCheckpointFile(what=what, checkpoint=checkpoint, signers=signers):
            fields: object = proofs.signed_data(checkpoint, signers, what)
            lines = proofs.signed_page(checkpoint, signers, what)
        case Grown(older=older, newer=newer, signers=signers):
            fields = proofs.grown_data(older, newer, signers)
            lines = proofs.grown_page(older, newer, signers)
        case proven:
            fields, lines = pages_proven.proven_data(proven), pages_proven.proven_page(proven)
    give(call, data=fields, lines=lines)
    return ExitCode.OK
