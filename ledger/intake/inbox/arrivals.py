"""What an arrival meets in the inbox: pure rules that every implementation of the port follows.

Takes an arrival and the items that have its words or its address; gives the item that it is, or
None where it is new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.intake.inbox.item import Arrival, Item, State
from ledger.sources.document import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ERASED = "its words were erased from this ledger"


def same_as(arrival: Arrival, alike: Sequence[Item]) -> Item | None:
    """The item that an arrival is already, if any; ``alike`` share its words or its address."""
    for item in alike:
        if item.id == arrival.id or item.state is State.DISMISSED or item.arrival.fault == ERASED:
            return item
    for item in alike:
        unnamed = item.address is None or arrival.address is None
        if item.sha256 == arrival.sha256 and unnamed:
            return item
        if arrival.fault is not None and item.address == arrival.address:
            return item  # an address that failed today, and was read before
    return None


def is_new(arrival: Arrival, alike: Sequence[Item]) -> bool:
    """Whether an arrival would be put in; ``alike`` share its words or its address."""
    return mended(arrival, alike, 0) is not None or same_as(arrival, alike) is None


def mended(arrival: Arrival, alike: Iterable[Item], number: int) -> Item | None:
    """The item that had no text, with the text that came from its address now.

    It comes last, under a new number: nobody has seen the text.
    """
    for item in alike:
        waiting = item.state is State.NEW and item.arrival.fault not in {None, ERASED}
        if waiting and arrival.fault is None and item.address == arrival.address is not None:
            return attrs.evolve(
                item,
                number=number,
                sha256=arrival.sha256,
                arrival=arrival,
                revision=item.revision + 1,
            )
    return None


def concealed(address: str) -> str:
    """What stands in an address's place once its words were erased: by it what comes is known."""
    return f"sha256:{sha256_of(address)}"


def forgotten(item: Item) -> Item:
    """The item without its words, where they stood and what was noted; it waits no longer."""
    state = State.DISMISSED if item.state is State.NEW else item.state
    return attrs.evolve(
        item,
        arrival=Arrival(door=item.arrival.door, kind=item.arrival.kind, fault=ERASED),
        address=None if item.address is None else concealed(item.address),
        state=state,
        plan=None,
        revision=item.revision + 1,
        reason=ERASED if state is State.DISMISSED else item.reason,
    )
