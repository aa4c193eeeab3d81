"""A witness of others' ledgers: its key and memory, and the server that signs.

Takes the folder of keys, the witness's name and the keys of the ledgers that it signs for; gives
an HTTP server in the protocol of c2sp.org/tlog-witness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.notes import KeyKind, VerifierKey
from ledger.log.proving.witness import Witness, server

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledger.clock import Clock

__all__ = ["VerifierKey", "Witness", "server", "witness"]


def witness(
    folder: Path, name: str, logs: Sequence[str], *, clock: Clock
) -> tuple[Witness, VerifierKey]:
    """The witness with its key and memory, apart from those of this desk's own ledgers."""
    kept = Custody(folder / "witness")
    keys: dict[str, list[VerifierKey]] = {}
    for key in map(VerifierKey.parse, logs):
        keys.setdefault(key.name, []).append(key)
    if not kept.keys(name):
        kept.new_key(name, KeyKind.COSIGNATURE)
    signing = kept.signing_key(name)
    office = Witness(key=signing, logs=keys, seen=kept.apart(name), clock=clock)
    return office, signing.verifier
