"""A receiver that is told of changes: what it answers, and what it was told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from ledger.specs.answers.changes import ChangesData
from ledger.specs.answers.reading import read
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from ledger.specs.world import World


@attrs.frozen(kw_only=True)
class ToldData:
    """What a message tells: what changed from one position to another."""

    after: int
    position: int
    changes: ChangesData


@attrs.frozen(kw_only=True)
class MessageData:
    """A message, as a receiver reads it."""

    data: ToldData


@step("receiver-added", tells=True)
def receiver_added(world: World, *, partnership: str) -> None:
    """Have a receiver on this machine told of what changes in a partnership from now on."""
    world.add_receiver(partnership)


@step("receiver-answers")
def receiver_answers(world: World, *, count: int) -> None:
    """Have it answer so from now on: 204 takes a message, 500 does not, 410 wants no more."""
    world.receiver.status = count


@step("due-sent", tells=True)
def due_sent(world: World) -> None:
    """Send what is due, once."""
    world.driver.send_due()


@step("sent-again", tells=True)
def sent_again(world: World) -> None:
    """Send what did not arrive, in order, without waiting until it is due."""
    world.driver.send_again()


@step("receiver-messages")
def receiver_messages(world: World, *, count: int) -> None:
    """It took so many messages, signed, and each goes on where the one before it ended."""
    number = len(_told(world))
    if number != count:
        raise _differs(f"{number} of {world.receiver.attempts} attempts arrived")


@step("receiver-told")
def receiver_told(world: World, *, instrument: str, before: int, after: int) -> None:
    """One of the messages says that so many had consented, and so many have now."""
    values = [value for message in _told(world) for value in message.changes.values]
    consents = [value for value in values if value.field == "consents"]
    if (instrument, (before, after)) not in [(each.subject, each.counts) for each in consents]:
        says = "; ".join(f"{value.subject}.{value.field} {value.after}" for value in values)
        raise _differs(f"it was told {says or 'of no change'}")


def _told(world: World) -> list[ToldData]:
    """What it was told, in the order in which it came.

    Raises:
        Differs: something is missing in between, or came in another order.
    """
    messages = [read(each, MessageData).data for each in world.receiver.messages]
    for earlier, later in pairwise(messages):
        if later.after != earlier.position:
            raise _differs(f"after @{earlier.position} it was told of @{later.after} and on")
    return messages


def _differs(says: str) -> Differs:
    return Differs(f"the receiver says: {says}", command="claims notify list")
