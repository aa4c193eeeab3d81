"""What is not as it was left: a custody held against the log, and the log against its custody.

Takes a log and its custody, gives every departure: a checkpoint or a key that is missing, a key
that the ledger was never told of, another ledger in its place, a history that was rewritten.
Each stops the next append until a person accepts it, on record. A ledger that never had a key
has no custody to depart from: it is recorded to as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.errors import ClaimsError, Conflict
from ledger.log.proving.checkpoints import Checkpoint, Contradicted, uphold
from ledger.log.proving.custody.custody_record import (
    CustodyAct,
    CustodyActKind,
    CustodyRecord,
    custody_record,
    event_of,
)
from ledger.log.proving.notes import Note, VerifierKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.log.port import Log
    from ledger.log.proving.custody.custody import Custody, Holdings
    from ledger.log.proving.custody.kept_files import CustodyChanged


_FOLDER = "the folder of keys and checkpoints"


class CustodyDeparted(Conflict):
    """A custody or a ledger that is not as it was left, and that nobody accepted."""

    code = "custody-departed"

    def __init__(self, what: str, folder: Path | None = None) -> None:
        place = "" if folder is None else f", in {folder}"
        super().__init__(
            what,
            fix=f"find out who did it, and put back what is missing{place}; or accept it, on "
            "record, with claims key accept --reason TEXT",
        )
        self.what = what
        self.folder = folder


@attrs.frozen(kw_only=True)
class Departure:
    """One thing that is not as it was left.

    Attributes:
        what: The thing, in a sentence. It goes on record where it is accepted, and to readers of
            the ledger: no file or folder of this machine is named in it.
        error: What to raise where it stops an append.
        key: The key that the log was never told of.
        note: The kept checkpoint that the log does not go on from.
        file: The file that is not as this program wrote it.
        unpinned: Nothing is lost: an account that may only read has never kept anything of this
            ledger. ``verify`` tells it as a note, and the account keeps the keys without a record.
    """

    what: str
    error: ClaimsError
    key: VerifierKey | None = None
    note: Note | None = None
    file: Path | None = None
    unpinned: bool = False


def departures(log: Log, custody: Custody, *, newest: bool = False) -> tuple[Departure, ...]:
    """Every departure, the gravest first; ``newest`` holds the log to its last checkpoint alone.

    For an append that is enough: the last one was signed only because it went on from the
    others. Raises ``LedgerDamaged`` where the log's own hashes are not there to be asked.
    """
    origin, record = log.head().origin, custody_record(log)
    keys = sorted(record.keys, key=str)
    custody.take_up(origin, keys)
    holdings = custody.holdings(origin, newest=newest, trusted=keys)
    return (
        *_elsewhere(log, custody, record, holdings),
        *(_damaged(error) for error in holdings.damaged),
        *_contradicted(log, holdings.notes[-1:] if newest else holdings.notes),
        *(
            (_unpinned(custody.folder),)
            if _is_unpinned(log, custody, record, holdings)
            else _missing(custody.folder, record, holdings)
        ),
        *_untold(custody.folder, record, holdings.keys),
    )


def refuse_departures(log: Log, custody: Custody) -> None:
    """Raise what stops an append, if there is any."""
    for departure in departures(log, custody, newest=True):
        raise departure.error


def accept(
    log: Log, custody: Custody, *, reason: str, recorded_by: str | None = None
) -> tuple[Departure, ...]:
    """Accept all that departs: first on record, then in the folder; gives what was accepted.

    What the log does not go on from stays in the folder under another name, and whole in the
    log. Killed half-way, it can be done again. Who may only read, and kept nothing yet, keeps the
    keys that are on record from now on, and nothing is recorded.
    """
    with custody.turn():
        accepted, record = departures(log, custody), custody_record(log)
        if not accepted:
            return ()
        if all(departure.unpinned for departure in accepted):
            _mend(log, custody, accepted, record)
            return accepted
        act = CustodyAct(
            act=CustodyActKind.ACCEPTED,
            keys=tuple(str(departure.key) for departure in accepted if departure.key is not None),
            departures=tuple(departure.what for departure in accepted),
            refused=tuple(
                str(departure.note) for departure in accepted if departure.note is not None
            ),
            reason=reason,
            recorded_by=recorded_by,
        )
        log.append([event_of(act)])
        _mend(log, custody, accepted, record)
    return accepted


def _mend(
    log: Log, custody: Custody, accepted: tuple[Departure, ...], record: CustodyRecord
) -> None:
    """Leave the folder as the log goes on from: what it lacks is taken from the record."""
    origin = log.head().origin
    for departure in accepted:
        if departure.file is not None:
            custody.set_aside(departure.file)
    for departure in accepted:
        if departure.note is not None:
            custody.set_aside_note(origin, departure.note)
    if not custody.keys(origin):
        custody.trust(origin, sorted(record.keys, key=str))
    if (last := custody.last_note(origin)) is not None:
        custody.keep(last)
    elif record.note is not None and _contradiction(log, note := _parsed(record.note)) is None:
        custody.keep(note)
    custody.remember_place(origin)


def _elsewhere(
    log: Log, custody: Custody, record: CustodyRecord, holdings: Holdings
) -> Iterator[Departure]:
    """Another ledger where one stood that was signed for, or this one under another name."""
    origin, before = log.head().origin, custody.origin_here()
    if before is not None and before != origin:
        yield _departed(
            f"this is the ledger {origin}, and where it stands was the ledger {before}, "
            "for which checkpoints are kept here",
            custody.folder,
        )
    if holdings.notes or holdings.damaged:
        return
    note = custody.elsewhere(log)
    if note is not None and note.text not in record.refused:
        checkpoint = Checkpoint.parse(note.text)
        reason = f"it is {origin}, the checkpoint {checkpoint.origin}"
        error = Contradicted(checkpoint, reason)
        yield Departure(what=error.message, error=error, note=note)


def _damaged(error: CustodyChanged) -> Departure:
    return Departure(what=error.what, error=error, file=error.path)


def _contradicted(log: Log, notes: Sequence[Note]) -> Iterator[Departure]:
    for note in reversed(notes):
        if (error := _contradiction(log, note)) is not None:
            yield Departure(what=error.message, error=error, note=note)


def _contradiction(log: Log, note: Note) -> Contradicted | None:
    checkpoint = Checkpoint.parse(note.text)
    try:
        uphold(log, checkpoint)
    except Contradicted as error:
        return error
    return None


def _is_unpinned(log: Log, custody: Custody, record: CustodyRecord, holdings: Holdings) -> bool:
    """Whether who may only read has never kept anything of a ledger that has keys."""
    kept = holdings.keys or holdings.notes or holdings.damaged or custody.origin_here()
    return bool(record.keys) and not kept and not log.may_append()


def _unpinned(folder: Path) -> Departure:
    departure = _departed(
        "this account may only read, and keeps no key of this ledger yet: ask its owner whether "
        "the key on record is theirs",
        folder,
    )
    return attrs.evolve(departure, unpinned=True)


def _missing(folder: Path, record: CustodyRecord, holdings: Holdings) -> Iterator[Departure]:
    """What the log says is kept, or a numbered copy shows was kept, and is not there."""
    if record.keys and not holdings.keys:
        yield _departed(
            f"this ledger has a key, and none is kept in {_FOLDER}: "
            "on a machine that never kept one, accept that once",
            folder,
        )
    elif record.note is not None and not holdings.notes:
        size = Checkpoint.parse(_parsed(record.note).text).size
        yield _departed(
            f"checkpoints of this ledger were kept from the one of {size} events on, "
            f"and none is in {_FOLDER}",
            folder,
        )
    if not holdings.notes:
        return
    newest = Checkpoint.parse(holdings.notes[-1].text)
    if holdings.pin is None:
        yield _departed(
            f"the last checkpoint, of {newest.size} events, is gone from {_FOLDER}, "
            "where its copy is",
            folder,
        )
    elif holdings.pin.size < newest.size:
        yield _departed(
            f"the checkpoint of {holdings.pin.size} events stands as the last one in {_FOLDER}, "
            f"and one of {newest.size} events was kept",
            folder,
        )


def _untold(
    folder: Path, record: CustodyRecord, keys: Sequence[VerifierKey]
) -> Iterator[Departure]:
    """Keys that the log was never told of, once it was told of any."""
    for key in keys:
        if record.keys and key not in record.keys:
            what = f"the key {key} lies in {_FOLDER}, and this ledger was never told of it"
            yield attrs.evolve(_departed(what, folder), key=key)


def _departed(what: str, folder: Path) -> Departure:
    return Departure(what=what, error=CustodyDeparted(what, folder))


def _parsed(text: str) -> Note:
    return Note.parse(text.encode())
