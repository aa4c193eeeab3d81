"""What can go wrong with a log: one class a cause, each with its data and a way out.

Takes what a backend met and gives the error a user reads. ``Conflict``: the log already says
otherwise. ``StorageError``: it could not be opened, read or written; an absent ledger is one
of these and not ``NotFound``, so that a script which asks for a claim can tell "this ledger
does not hold it" (3) from "there is no ledger here" (5).
"""

from __future__ import annotations

from typing import ClassVar

from ledger.errors import Conflict, InvalidInput, StorageError


class IdTaken(Conflict):
    """An event id that the log holds already, with other content."""

    code = "id-taken"

    def __init__(self, event_id: str, position: int | None) -> None:
        place = "in the same append" if position is None else f"at position @{position}"
        super().__init__(
            f"event {event_id!r} is {place} already, with other content",
            fix="nothing was recorded; a changed fact needs a new id, a correction its own event",
        )
        self.event_id = event_id
        self.position = position


class ConditionFailed(Conflict):
    """The log went on, in a way that matters, since the decision to append was made."""

    code = "condition-failed"

    def __init__(self, after: int, position: int) -> None:
        super().__init__(
            f"the ledger changed meanwhile: position @{position} bears on this decision, "
            f"which was made on what stood up to position @{after}",
            fix="nothing was recorded; read again and repeat the command",
        )
        self.after = after
        self.position = position


class NoLedger(StorageError):
    """Nothing stands where the ledger should be."""

    code = "no-ledger"
    way_out: ClassVar[str] = "claims init, or name another with --ledger"

    def __init__(self, place: str) -> None:
        super().__init__(f"no ledger at {place}", fix=self.way_out)
        self.place = place


class NotALedger(StorageError):
    """Something stands there, and it is no ledger."""

    code = "not-a-ledger"

    def __init__(self, place: str, what: str) -> None:
        super().__init__(
            f"{place} is no ledger: {what}",
            fix="name the right file with --ledger, or start a new one with claims init",
        )
        self.place = place
        self.what = what


class LedgerTooNew(StorageError):
    """A ledger of a later program."""

    code = "ledger-too-new"

    def __init__(self, place: str, revision: str) -> None:
        super().__init__(
            f"{place} was made by a newer program (schema {revision})",
            fix="upgrade claim-ledger; nothing was changed",
        )
        self.place = place
        self.revision = revision


class LedgerTooOld(StorageError):
    """A ledger of an earlier program, that has not been migrated yet."""

    code = "ledger-too-old"

    def __init__(self, place: str, revision: str) -> None:
        super().__init__(
            f"{place} was made by an older program (schema {revision})",
            fix="copy it while nothing uses it (a file with cp, a database with pg_dump), "
            "then migrate it in place with claims init",
        )
        self.place = place
        self.revision = revision


class LedgerReadOnly(StorageError):
    """A write to what may only be read."""

    code = "ledger-read-only"
    way_out: ClassVar[str] = "allow writing to the file and to its folder, or record into a copy"

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} cannot be written to", fix=self.way_out)
        self.place = place


class LedgerFull(LedgerReadOnly):
    """No room left to write to: it may be read meanwhile, as one that may only be read."""

    code = "ledger-full"

    def __init__(self, place: str) -> None:
        StorageError.__init__(
            self,
            f"no room left to write to {place}; it is as it was before",
            fix="free some space and run the same command again",
        )
        self.place = place


class LedgerBusy(StorageError):
    """Another writer held the ledger for longer than one waits."""

    code = "ledger-busy"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"another program holds {place}; nothing was done",
            fix="wait for it to end and run the same command again",
        )
        self.place = place


class WordsLinger(StorageError):
    """An erasure whose words still stand in the journal, for someone reads what stood before."""

    code = "words-linger"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"erased, but the words still stand in the journal of {place}: it is being read",
            fix="end the other program and run the same command again",
        )
        self.place = place


class LedgerUnreachable(StorageError):
    """The machine would not let the ledger be opened, read or written."""

    code = "ledger-unreachable"
    way_out: ClassVar[str] = "check that the folder exists and that you may read and write there"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place} could not be used: {reason}", fix=self.way_out)
        self.place = place
        self.reason = reason


class LedgerDamaged(StorageError):
    """What is stored is not what this program wrote."""

    code = "ledger-damaged"

    way_out: ClassVar[str] = (
        "run claims verify, which names the first break; claims repair says what can be mended, "
        "and where nothing can, restore from a backup"
    )

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"{place} is damaged or was tampered with: {what}", fix=self.way_out)
        self.place = place
        self.what = what


class SchemaDamaged(LedgerDamaged):
    """A ledger that does not say by which schema it was made, so that nothing opens it."""

    way_out = "keep it as evidence, and restore a backup to another place with claims restore"


class PayloadDamaged(StorageError):
    """An event whose words are not what this program wrote."""

    code = "payload-damaged"

    def __init__(self, position: int, what: str) -> None:
        super().__init__(
            f"the event at position @{position} is damaged or was tampered with: {what}",
            fix="run claims verify, which names the first break; restore from a backup",
        )
        self.position = position
        self.what = what


class UnknownLocation(InvalidInput):
    """A name of a ledger that no backend understands."""

    code = "unknown-location"

    def __init__(self, location: str) -> None:
        super().__init__(
            f"no kind of ledger: {location}",
            fix="give a file name or postgresql://USER@HOST/DATABASE",
        )
        self.location = location


class NotWritten(StorageError):
    """A database that dropped or changed what was written, and said nothing."""

    code = "not-written"

    def __init__(self, place: str, what: str) -> None:
        super().__init__(
            f"{place} did not keep what was written: {what}; nothing was recorded",
            fix="claims verify names what stands in the way, such as triggers of another program; "
            "claims repair takes them away, on record",
        )
        self.place = place
        self.what = what


class LedgerLocked(StorageError):
    """A lock that kept a reader out for longer than one waits."""

    code = "ledger-locked"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"another program has locked {place}, and it could not be read",
            fix="wait for it to end and run the same command again; nothing was changed",
        )
        self.place = place


class NotReadable(StorageError):
    """A file that one may read, and cannot without a right that is missing."""

    code = "not-readable"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"{place} cannot be read just now: {reason}",
            fix="run the same command again; with write permission on the ledger's folder, or a "
            "copy made by claims backup, one reads at any time",
        )
        self.place = place
        self.reason = reason


class WrongEncoding(StorageError):
    """A database that cannot keep every letter."""

    code = "wrong-encoding"

    def __init__(self, place: str, encoding: str) -> None:
        super().__init__(
            f"{place} keeps text as {encoding}; a ledger needs UTF8",
            fix="make a database with createdb --encoding UTF8 --template template0, then "
            "claims init there",
        )
        self.place = place
        self.encoding = encoding
