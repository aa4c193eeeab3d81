"""The inbox of an open ledger, for one person: look, accept, dismiss, undo.

Takes a ledger; gives items and what became of them. Two who answer one item at once:
the first wins, the second is told.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.app.inbox.acceptance import Accepted, accept, check_waits, document_of, finish, undo
from ledger.app.inbox.refusals import (
    HalfAccepted,
    NoDismissalReason,
    NoReprint,
    NothingToUndo,
    RootWaits,
)
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.inbox.arrivals import is_new
from ledger.intake.inbox.assessment import Assessment, assess
from ledger.intake.inbox.item import Added, Arrival, Item, State
from ledger.intake.inbox.place import remarks_of
from ledger.intake.inbox.remarks import Grounds, assessments_of, in_silence
from ledger.intake.reprints.library import Library
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ledger.app.inbox.files import Brought
    from ledger.app.ledger import Ledger
    from ledger.entries.entry import BrokenEntry, Entry
    from ledger.intake import originals
    from ledger.intake.inbox.remarks import Progress
    from ledger.intake.reprints.suggestion import Suggestion
else:
    originals = late("ledger.intake.originals")

_REASON = 2_000
"""So many characters of a reason are kept."""

__all__ = ["WAITING", "InboxDesk", "Item", "State"]

DRAFTED = 25
"""Of a list of so many items the drafts are counted; of a longer one they would take seconds."""

WAITING = (State.NEW, State.ACCEPTING)
"""What a person still has to answer."""


class InboxDesk:
    """One person at the inbox of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def library(self) -> Library:
        """All texts that the ledger has, recorded or waiting."""
        return Library(self._ledger.log, self._ledger.inbox)

    @cached_property
    def names(self) -> NameIndex:
        """All that the ledger's parties, partnerships and instruments are called."""
        return self._names_by_now()

    def _names_by_now(self) -> NameIndex:
        entities = self._ledger.entities()
        return NameIndex(
            parties=entities.parties,
            partnerships=entities.partnerships,
            instruments=entities.instruments,
        )

    def add(self, arrivals: Iterable[Arrival]) -> tuple[Added, ...]:
        """Put arrivals in, each on its own: what came before a fault is there."""
        return tuple(self._ledger.inbox.add(arrival, self._ledger.now()) for arrival in arrivals)

    def bring(self, brought: Brought) -> Added:
        """Put in what was brought; its bytes are kept first, and only where it is new."""
        arrival, inbox = brought.arrival, self._ledger.inbox
        alike = inbox.alike(arrival.sha256, arrival.address)
        if brought.original is not None and is_new(arrival, alike):
            digest = originals.originals_of(self._ledger.log).keep(brought.original)
            arrival = attrs.evolve(arrival, original=digest)
        return inbox.add(arrival, self._ledger.now())

    def items(
        self,
        states: Sequence[State] = WAITING,
        *,
        after: int = 0,
        limit: int = 100,
        progress: Progress = in_silence,
    ) -> tuple[Assessment, ...]:
        """Items in the order of arrival, each with what the ledger has of it, in short.

        Where more than `DRAFTED` are listed, none is drafted: ``drafted`` of each is false.
        ``progress`` is told what such a list has to work out, and hears of each text.
        """
        items = self._ledger.inbox.items(states, after=after, limit=limit)
        log, inbox = self._ledger.log, self._ledger.inbox
        if len(items) > DRAFTED:
            grounds = Grounds(
                log=log,
                inbox=inbox,
                kept=remarks_of(log),
                library=self.library,
                names=self._names_by_now,
            )
            return assessments_of(items, grounds, progress=progress)
        with self.library.as_it_is():
            return tuple(assess(item, self.library, self.names, whole=False) for item in items)

    def assessment(self, name: str) -> Assessment:
        """An item with all that is known of it.

        Raises:
            NoSuchItem: nothing, or more than one item, is called so.
        """
        return assess(self._ledger.inbox.item(name), self.library, self.names)

    def accept(
        self,
        name: str,
        read: Callable[[Item], Sequence[Entry | BrokenEntry]] = lambda _: (),
        details: Mapping[str, str | None] | None = None,
        *,
        as_reprint: bool = False,
        dry_run: bool = False,
    ) -> Accepted:
        """Record an item's document and entries of it, in one append, all or none.

        ``read`` gives the entries; they may call the document by the item's id. ``details`` are
        what a person says of the document. ``as_reprint`` takes lineage and root as they are
        suggested.

        Raises:
            Problems: what is wrong with the entries.
            ItemOvertaken: somebody else was first.
            NoReprint, RootWaits: there is no root, or it is not recorded yet.
        """
        item = self._ledger.inbox.item(name)
        check_waits(item)
        stated = dict(details or {})
        if as_reprint:
            suggested = self._suggestion(item)
            stated = {**stated, "lineage": suggested.lineage.value, "root": suggested.root}
        return accept(
            self._ledger,
            item,
            document_of(item, stated),
            read(item),
            dry_run=dry_run,
        )

    def _suggestion(self, item: Item) -> Suggestion:
        assessed = assess(item, self.library, self.names, whole=False, drafted=False)
        suggested = assessed.suggestion
        if suggested is None or suggested.first:
            raise NoReprint(item)
        if not suggested.recorded:
            raise RootWaits(self._ledger.inbox.item(suggested.root))
        return suggested

    def finish(self, name: str) -> Accepted:
        """Finish what someone began to accept, as it was begun.

        Raises:
            NotWaiting: nobody began, or it is done.
        """
        return finish(self._ledger, self._ledger.inbox.item(name))

    def dismiss(self, name: str, reason: str) -> Item:
        """Put an item away for good, with the reason.

        Raises:
            NoDismissalReason: there is none.
            ItemOvertaken: somebody else was first.
        """
        said_why = " ".join(reason.split())[:_REASON]
        if not said_why:
            raise NoDismissalReason
        item = self._ledger.inbox.item(name)
        check_waits(item)
        return self._ledger.inbox.put(
            attrs.evolve(
                item,
                state=State.DISMISSED,
                by=self._ledger.recorded_by,
                at=self._ledger.now(),
                reason=said_why,
            )
        )

    def undo(self, name: str) -> Item:
        """Take back what became of an item: it waits again; what was recorded is retracted.

        Raises:
            NothingToUndo: it waits.
            HalfAccepted: someone is accepting it.
        """
        item = self._ledger.inbox.item(name)
        if item.state is State.NEW:
            raise NothingToUndo(item)
        if item.state is State.ACCEPTING:
            raise HalfAccepted(item)
        return undo(self._ledger, item)
