"""Which key vouches for another desk's export: one that was given, or one that was kept before.

Takes the head of an export and keys; gives the key that signed its checkpoint. That a key is the
other desk's nobody can prove to a stranger: it is given once, by whoever got it from them, and kept
next to this ledger's own keys, as those of witnesses are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ledger.app.refusals import NoCustody
from ledger.errors import InvalidInput
from ledger.log.proving.checkpoints import read_checkpoint

if TYPE_CHECKING:
    from ledger.app.ledger import Ledger
    from ledger.entries.exported import ExportHead
    from ledger.log.proving.notes import VerifierKey


@attrs.frozen(kw_only=True)
class Trust:
    """What one believes of another desk's entries.

    ``keys`` are trusted next to those kept before; ``unsigned`` takes what no key vouches for.
    """

    keys: Sequence[str] = ()
    unsigned: bool = False


class NoKeyForLedger(InvalidInput):
    """An export of a ledger of which no key is trusted yet: anyone could have signed it."""

    code = "no-key-for-ledger"

    def __init__(self, head: ExportHead) -> None:
        named = f" (the file names {head.key}; ask them whether it is theirs)" if head.key else ""
        super().__init__(
            f"no key of {head.ledger} is trusted here yet: anyone could have signed this",
            fix=f"give the key that its owner published with --key{named}, "
            "or take it though nobody vouches for it, with --unsigned",
        )


class ExportNotSigned(InvalidInput):
    """An export whose proofs lead up to a tree that nobody signed."""

    code = "export-not-signed"

    def __init__(self, head: ExportHead) -> None:
        super().__init__(
            f"{head.ledger} exported this without a signed checkpoint that covers it",
            fix="ask for it again after claims checkpoint, "
            "or take it though nobody vouches for it, with --unsigned",
        )


class NoHead(InvalidInput):
    """Entries without the head of an export: they come from nowhere, or it was taken off."""

    code = "no-head"

    def __init__(self, source: str) -> None:
        super().__init__(
            f"{source} does not begin as an export does: no proof shows whose these entries are, "
            "or that they are all",
            fix="ask for the whole file that claims export wrote, "
            "or take the entries though nobody vouches for them, with --unsigned",
        )


def trusted_key(ledger: Ledger, head: ExportHead, new_keys: Sequence[VerifierKey]) -> VerifierKey:
    """The key of the other ledger that signed the export, of the new ones and those kept.

    Raises:
        NoKeyForLedger: there is none to trust.
        ExportNotSigned: nobody signed.
        NoteRefused: another key signed, or the signature does not hold.
    """
    trusted = [*new_keys, *_kept(ledger, head.ledger)]
    if not trusted:
        raise NoKeyForLedger(head)
    if "\n\n" not in head.checkpoint:
        raise ExportNotSigned(head)
    _, note = read_checkpoint(head.checkpoint.encode(), trusted, origin=head.ledger)
    return next(key for key in note.verified(trusted) if key.name == head.ledger)


def keep_key(ledger: Ledger, key: VerifierKey) -> None:
    """Keep a key that was trusted, so that it need not be given again."""
    try:
        custody = ledger.custody
    except NoCustody:
        return
    with custody.turn():
        if key not in custody.keys(key.name):
            custody.trust(key.name, [key])


def _kept(ledger: Ledger, origin: str) -> list[VerifierKey]:
    try:
        return ledger.custody.keys(origin)
    except NoCustody:
        return []
