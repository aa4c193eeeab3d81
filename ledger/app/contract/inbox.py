"""The types of what ``claims inbox`` answers, where no class of a room is the answer itself."""

from __future__ import annotations

from typing import Annotated, TypedDict

from ledger.app.submission.submit import Outcome
from ledger.intake.inbox.item import Item
from ledger.views.answer_types import Plain


class AddedData(TypedDict):
    """The item that an arrival is, and whether that is new; ``through`` is where it came from.

    ``original`` is the SHA-256 of its bytes, where they are kept.
    """

    id: str
    number: int
    title: str
    new: bool
    state: str
    reason: str | None
    through: str | None
    original: str | None


class UnreadFileData(TypedDict):
    """A file or mail that could not be read, and what to try."""

    file: str
    code: str
    message: str
    fix: str


class ArrivalsData(TypedDict):
    """What became of all that was brought."""

    added: list[AddedData]
    faults: list[UnreadFileData]


class AcceptedData(TypedDict):
    """What accepting recorded: the document first, then each entry."""

    item: Annotated[object, Plain(Item)]
    outcomes: Annotated[object, Plain(tuple[Outcome, ...])]
    dry_run: bool
