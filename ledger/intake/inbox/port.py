"""What an inbox can do, whatever keeps it.

Takes arrivals and changed items; gives items in the order in which they came. No method waits
for a person, and none records a claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ledger.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ledger.intake.inbox.item import Added, Arrival, Item, State


class NoSuchItem(NotFound):
    """A name that no item, or more than one, begins with."""

    code = "no-such-item"

    def __init__(self, name: str, several: bool = False) -> None:  # noqa: FBT001, FBT002
        what = "several items of the inbox begin with" if several else "no item of the inbox is"
        super().__init__(f"{what} {name[:80]}", fix="claims inbox list --all names them")
        self.name = name


class ItemOvertaken(Conflict):
    """An item that somebody else changed in the meantime."""

    code = "item-overtaken"

    def __init__(self, item: Item) -> None:
        who = item.by or "someone"
        reason = f": {item.reason}" if item.reason else ""
        super().__init__(
            f"{item.id} is {item.state} by now, by {who}{reason}",
            fix=f"look at it again: claims inbox show {item.id}",
        )
        self.item = item


class Inbox(Protocol):
    """A queue of documents that wait for a person."""

    def add(self, arrival: Arrival, now: datetime) -> Added:
        """Put an arrival in, unless it is there.

        It is there if its words came from the same address, or if one of the two has none; what
        was dismissed is there by its words or by its address, whatever door it comes through.
        An item without text takes the text that comes from its address later.
        """
        ...

    def item(self, name: str) -> Item:
        """The item of an id, of the beginning of one, or of a number.

        Raises:
            NoSuchItem: there is none, or more than one.
        """
        ...

    def items(
        self, states: Sequence[State] = (), *, after: int = 0, limit: int = 100
    ) -> tuple[Item, ...]:
        """Those in these states (none: in any), in the order of arrival, from a number on.

        One that cannot be read stands among them with a fault that says so.
        """
        ...

    def counts(self) -> Mapping[State, int]:
        """How many there are in each state that any is in."""
        ...

    def alike(self, sha256: str, address: str | None) -> tuple[Item, ...]:
        """Those with the same words, or from the same address."""
        ...

    def put(self, item: Item) -> Item:
        """Put a changed item in the place of the one it was made from; gives it as it is kept.

        Raises:
            ItemOvertaken: somebody else changed it since it was read.
            NoSuchItem: it was never added.
        """
        ...

    def forget(self, sha256: str) -> int:
        """Take these words out of every item that has them; how many had.

        For an erasure under a legal order. The item stays, and its words do not come back.
        """
        ...
