"""A proof of growth that stands alone: that one checkpoint only adds to an older one.

Takes two checkpoints and the proof between them, gives the body of an ``add-checkpoint`` request
of c2sp.org/tlog-witness; takes such a text, the older checkpoint and trusted keys, gives the
newer one, checked with no ledger at hand. Who comes next: ``witness`` cosigns what grew so, and
whoever holds an older checkpoint checks what they are told of it now.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from ledger.log.proving.checkpoints import Checkpoint, read_checkpoint
from ledger.log.proving.notes import Note, NoteRefused, VerifierKey, unbase64
from ledger.log.proving.proofs import consistent

if TYPE_CHECKING:
    from collections.abc import Sequence

HASHES_MAX = 63  # of a proof, as the protocol says
GROWTH_MAX = 64 * 1024  # bytes
BEGINS = b"old "

_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


def growth(old: int, proof: Sequence[bytes], note: Note) -> str:
    """The text that says: from ``old`` events on, this proof leads to this checkpoint."""
    lines = [f"old {old}", *(b64encode(node).decode() for node in proof)]
    return "\n".join(lines) + f"\n\n{note}"


def read_growth(data: bytes) -> tuple[int, list[bytes], Note]:
    """The older size, the proof and the newer checkpoint's note; nothing is believed yet."""
    above, blank, note = data.partition(b"\n\n")
    lines = above.decode("ascii", errors="replace").split("\n")
    old = _OLD.fullmatch(lines[0])
    proof = [unbase64(line) for line in lines[1 : HASHES_MAX + 2]]
    hashes = [node for node in proof if node is not None]
    if not blank or old is None or len(hashes) != len(proof) or len(proof) > HASHES_MAX:
        raise NoteRefused("the proof", "it is not in the form of c2sp.org/tlog-witness")
    return int(old[1]), hashes, Note.parse(note)


def check_growth(
    data: bytes, older: Checkpoint, keys: Sequence[VerifierKey]
) -> tuple[Checkpoint, tuple[VerifierKey, ...]]:
    """The newer checkpoint, and who signed it, once it was shown to go on from the older one.

    ``older`` is one that the reader holds and believes. ``NoteRefused`` says what fails.
    """
    if len(data) > GROWTH_MAX:
        raise NoteRefused("the proof", f"it is longer than {GROWTH_MAX:,} bytes")
    old, proof, note = read_growth(data)
    newer, _ = read_checkpoint(str(note).encode(), keys, origin=older.origin)
    if old != older.size:
        raise NoteRefused(
            "the proof",
            f"it leads on from {old} events, the older checkpoint covers {older.size}",
            fix="ask for a proof from the checkpoint that you hold",
        )
    if old == 0:
        raise NoteRefused("the proof", "from an empty ledger nothing can be shown")
    if not consistent(old, newer.size, older.root, newer.root, proof):
        raise NoteRefused("the proof", "it does not lead from the older checkpoint to the newer")
    return newer, note.verified(keys)
