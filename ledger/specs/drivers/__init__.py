"""How a scenario reaches a ledger: the same few questions, through Python, the command or HTTP.

Takes entries and questions as plain data; gives the same plain data that ``--json`` prints, by one
of three ways in (``python``, ``command``, ``http``), each a ``Driver``. Absent: steps.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ledger.clock import Clocks
    from ledger.projections.changes.changes import ChangedClock

Entry = dict[str, object]
"""A command in the import format: texts, whole numbers, lists of texts, and mappings of these."""


class Inquiry(StrEnum):
    """What can be asked, named as the command and the method are."""

    STATUS = "status"
    HURDLES = "hurdles"
    TIMELINE = "timeline"
    WHY = "why"
    CHECK = "check"
    PARTY = "party show"


class InboxAct(StrEnum):
    """What can be done with a document that waits."""

    ACCEPT = "accept"
    REPRINT = "reprint"
    DISMISS = "dismiss"
    UNDO = "undo"


@attrs.frozen(kw_only=True)
class TakenIn:
    """How one desk takes in what another exports.

    ``partnership``: nothing but what this one rests on. ``as_one``: parties of one name are judged
    one. ``changed``: words that become others on the way.
    """

    partnership: str | None = None
    as_one: bool = False
    changed: tuple[str, str] | None = None


Waiting = dict[str, str]
"""A document that comes to the inbox: title, publisher, published, kind, language, text."""


class Driver(Protocol):
    """One ledger, as a scenario sees it. Answers are plain data, as in ``--json``.

    Every method may raise ``ClaimsError``; the user's own ledger is never changed.
    """

    @property
    def recorded(self) -> bool:
        """Whether anything was recorded since the scenario began."""
        ...

    def empty(self) -> None:
        """Go on with a ledger that holds nothing."""
        ...

    def last_recorded(self) -> datetime | None:
        """When the ledger recorded last; None for an empty one."""
        ...

    def tell(self, entries: Sequence[Mapping[str, object]], *, at: datetime) -> tuple[str, ...]:
        """Record entries, all or none, on the recorded clock at ``at`` or when it last was.

        Gives the id that each entry speaks of.
        """
        ...

    def bring(self, document: Waiting) -> None:
        """Put a document into the inbox."""
        ...

    def follow(self, url: str, partnership: str) -> None:
        """Follow a feed on this machine for what names a party of a partnership."""
        ...

    def poll(self) -> None:
        """Ask every feed what is new; what is wanted goes to the inbox."""
        ...

    def waiting(self) -> object:
        """The items of the inbox, in whatever state, in the order in which they came."""
        ...

    def answer(self, item: str, act: InboxAct) -> None:
        """Accept an item with its drafts, accept it as a reprint, dismiss it, or undo that."""
        ...

    def import_sheet(self, sheet: str) -> str:
        """Import a sheet of separated values, all or none; gives the id of the import."""
        ...

    def undo_import(self, name: str) -> None:
        """Take an import back as a whole."""
        ...

    def go_to_other_desk(self) -> None:
        """Go on at another desk, whose ledger is its own and holds nothing."""
        ...

    def take_in(self, terms: TakenIn) -> None:
        """Take in what the first desk exports, signed with its key, which is trusted."""
        ...

    def prove_there(self, name: str) -> object:
        """What the proof of one thing shows of the first desk's ledger, checked without any."""
        ...

    def add_receiver(self, url: str, partnership: str) -> str:
        """Tell a webhook on this machine of a partnership; gives the secret that signs."""
        ...

    def send_due(self) -> None:
        """Send to receivers what is due."""
        ...

    def send_again(self) -> None:
        """Send to receivers what did not arrive, though it is not due yet, or was given up."""
        ...

    def ask(self, question: Inquiry, subject: str, clocks: Clocks) -> object:
        """The answer to a question about a subject, with the three clocks fixed."""
        ...

    def table(self, question: Inquiry, subject: str, clocks: Clocks) -> str:
        """The timeline or the hurdles of a partnership as CSV."""
        ...

    def agenda(self, subject: str | None, clocks: Clocks) -> object:
        """What comes next in a partnership; None: over all of them."""
        ...

    def diff_all(self, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """What changed over all partnerships after the end of a day on one clock."""
        ...

    def diff(self, subject: str, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """What changed of a partnership after the end of a day on one clock."""
        ...

    def brief(self, subject: str, since: date | None, clocks: Clocks) -> object:
        """The brief on a partnership, with what changed after the end of a day."""
        ...

    def verify(self) -> object:
        """What recomputing the whole ledger finds: leaves, tree, head, documents, quotes."""
        ...

    def prove(self, name: str) -> object:
        """What the proof of one thing shows, signed for with a key and checked without the log."""
        ...

    def show(self, name: str) -> object:
        """One thing in full: what was recorded under an id."""
        ...

    def search(self, words: Sequence[str]) -> object:
        """The claims that hold all of the words."""
        ...

    def partnerships(self) -> tuple[str, ...]:
        """The ids of all partnerships, in order."""
        ...

    def position(self) -> int:
        """The last position of the log; -1 for an empty one."""
        ...
