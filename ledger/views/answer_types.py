"""The types of what is put together for a program alone: the answers that no class of a room is.

Takes the classes of the rooms; gives a type for each answer of ``--json`` that is shaped here or
by a face. Nothing of it is loaded when a command runs: mypy holds the dicts to these types, and
``ledger.app.contract`` makes the JSON Schema of them.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

import attrs

from ledger.checks.verification import ProvenQuote
from ledger.claims.events import DomainEvent
from ledger.log.erasure import Erased
from ledger.log.proving.custody.custody_record import CustodyAct
from ledger.log.proving.proof_file import WordsState
from ledger.log.proving.verify import Break
from ledger.log.repairs.record import Repaired
from ledger.sources.document import Document


@attrs.frozen
class Plain:
    """Marks a value that is the plain form of a type; ``sparse`` as in ``as_json.plain``."""

    type: object
    sparse: bool = False


@attrs.frozen
class Joined:
    """Marks an object that has the fields of several types, but for those ``without``."""

    parts: tuple[object, ...]
    without: frozenset[str] = frozenset()


class FaultData(TypedDict):
    """What is wrong and can be repaired, and what is done about it."""

    repair: str
    what: str
    act: str


class RepairFault(FaultData):
    """The same, with how many rows are put aside."""

    aside: int


class RepairData(TypedDict):
    """What is wrong, whether it was repaired, by which events, and the file of evidence."""

    done: bool
    faults: list[RepairFault]
    events: list[int]
    evidence: str | None


class KeyData(TypedDict):
    """A public key, and whether it is the one that signs."""

    key: str
    name: str
    signs: bool


class DeparturesData(TypedDict):
    """What of keys and checkpoints is not as it was left, and whether that was accepted."""

    accepted: bool
    departures: list[str]


class CheckpointData(TypedDict):
    """What a checkpoint signs for: the ledger, its number of events, its root in Base64."""

    origin: str
    size: int
    root: str


class SignedCheckpoint(CheckpointData):
    """The same with the signed note."""

    note: str


class _AtPosition(TypedDict):
    position: int


class LedgerVerified(TypedDict):
    """What verifying a whole ledger found; it holds where ``breaks`` is empty."""

    holds: bool
    what: Literal["ledger"]
    size: int
    root: str
    start: int
    erased: list[int]
    checkpoint: CheckpointData | None
    unpinned: bool
    documents: int
    quotes: int
    partnerships: int
    accepted: Annotated[
        object, Plain(list[Annotated[object, Joined((_AtPosition, CustodyAct))]], sparse=True)
    ]
    repaired: Annotated[
        object, Plain(list[Annotated[object, Joined((_AtPosition, Repaired))]], sparse=True)
    ]
    breaks: Annotated[object, Plain(tuple[Break, ...])]
    mends: list[FaultData]


class SignedFile(TypedDict):
    """A checkpoint or an export that holds, and who signed it."""

    holds: Literal[True]
    what: str
    checkpoint: CheckpointData
    signers: list[str]


class GrownFile(SignedFile):
    """A checkpoint that was shown to go on from the ``old`` one."""

    old: CheckpointData


class BreakData(TypedDict):
    """Why a file does not hold."""

    position: None
    what: str


class RefusedFile(TypedDict):
    """A file that does not hold."""

    holds: Literal[False]
    what: str
    breaks: list[BreakData]


class ProvenSource(TypedDict):
    """A document in a proof, whose words may be left out or erased."""

    id: str
    words: Annotated[object, Plain(WordsState)]


class _ProvenRecord(ProvenSource):
    recorded_at: str


class ProvenFile(TypedDict):
    """What a proof file shows; ``quote`` is null of anything but a claim."""

    holds: Literal[True]
    what: Literal["proof"]
    id: str
    type: str
    position: int
    recorded_at: str
    recorded_by: str | None
    words: Annotated[object, Plain(WordsState)]
    erased: bool
    erasure: Annotated[object, Plain(Erased | None)]
    said: Annotated[object, Plain(DomainEvent | None, sparse=True)]
    quote: Annotated[object, Plain(ProvenQuote | None)]
    document: Annotated[
        object,
        Plain(
            ProvenSource
            | Annotated[object, Joined((Document, _ProvenRecord), frozenset({"text"}))]
            | None
        ),
    ]
    evidence: list[str]
    checkpoint: CheckpointData
    signers: list[str]
    unproven: list[str]


VERIFIED = LedgerVerified | SignedFile | GrownFile | RefusedFile | ProvenFile
"""What ``verify`` answers, of a ledger or of a file."""


class FeedData(TypedDict):
    """A feed that is followed: what is wanted of it, when it was asked, what went wrong."""

    number: int
    url: str
    title: str | None
    site: str | None
    state: Literal["followed", "stopped"]
    partnership: str | None
    at_least: int
    words: list[str]
    private: bool
    polled: str | None
    due: str | None
    failures: int
    fault: str | None
    notes: list[str]
    taken: int


class PolledFeedData(TypedDict):
    """What asking one feed gave: new in the inbox, there already, to be tried again."""

    number: int
    url: str
    title: str | None
    new: int
    had: int
    waiting: int
    unchanged: bool
    fault: str | None
    notes: list[str]
    due: str | None


class PolledFeedsData(TypedDict):
    """What asking feeds gave; ``not_due`` were not asked."""

    asked: int
    not_due: int
    new: int
    feeds: list[PolledFeedData]
