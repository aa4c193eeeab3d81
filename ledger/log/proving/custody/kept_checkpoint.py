"""A checkpoint of a log, signed and kept outside its database.

Takes a log and its custody; gives the signed checkpoint, or says what is not as it was left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.proving.checkpoints import Checkpoint, sign_checkpoint
from ledger.log.proving.custody.custody_record import only_told
from ledger.log.proving.custody.departures import departures
from ledger.log.proving.notes import Note

if TYPE_CHECKING:
    from ledger.log.port import Log
    from ledger.log.proving.custody.custody import Custody


def checkpoint(log: Log, custody: Custody) -> Note:
    """Sign the log's head with its newest key, and keep the checkpoint outside the database.

    What is signed was recomputed from the leaves since the last checkpoint kept, and goes on
    from every one of them: ``Contradicted`` if not, ``LedgerDamaged`` if the leaves do not give
    it; ``NoKey`` without a key. With nothing new the one that is there stays, with all of its
    signatures; that the last one was kept is nothing new.
    """
    origin = log.head().origin
    with custody.turn():
        departed = departures(log, custody)
        key = custody.signing_key(origin)
        for departure in departed:
            raise departure.error
        last = custody.last_note(origin)
        checked = None if last is None else Checkpoint.parse(last.text)
        note = sign_checkpoint(log, key, last=checked)
        if last is not None and only_told(log, after=Checkpoint.parse(last.text).size - 1):
            note = Note(last.text, (key.sign(last.text.encode()),))
        return custody.keep(note)
