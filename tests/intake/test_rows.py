"""A row of what waits gives what this program wrote there, or names itself as damaged."""

from datetime import UTC, datetime

import attrs
import msgspec
import pytest

from ledger.decoding import decoder
from ledger.intake.feeds.feed import Feed
from ledger.intake.feeds.sql import FeedDamaged
from ledger.intake.inbox.item import Arrival, Door, Item, State
from ledger.intake.inbox.item_rows import InboxDamaged, item_of
from ledger.intake.rows import numbered

NOW = datetime(2024, 6, 12, tzinfo=UTC)
ARRIVAL = Arrival(text="Nine states have ratified.", door=Door.FILE)
ITEM = Item(
    id=ARRIVAL.id,
    number=3,
    arrived=NOW,
    state=State.NEW,
    arrival=ARRIVAL,
    sha256=ARRIVAL.sha256,
    address=None,
)
FEED = Feed(number=3, url="https://a.example/rss")


def feed_of(row):
    """A feed as its table reads it."""
    return numbered(row, decoder(Feed), FeedDamaged)


@pytest.mark.parametrize(("read", "value"), [(item_of, ITEM), (feed_of, FEED)])
def test_a_row_holds_what_was_written_under_its_number(read, value):
    """To the field."""
    assert value == read((3, msgspec.json.encode(value)))


@pytest.mark.parametrize(
    ("read", "value", "damaged"), [(item_of, ITEM, InboxDamaged), (feed_of, FEED, FeedDamaged)]
)
def test_a_row_under_another_number_is_called_by_it_and_one_without_a_body_is_damaged(
    read, value, damaged
):
    """What says that it is number 3 is number 4 there, which ``verify`` names."""
    assert read((4, msgspec.json.encode(value))) == attrs.evolve(value, number=4)
    for body in (b"x", b"{}", "text", None):
        with pytest.raises(damaged, match=r"3 .*cannot be read"):
            read((3, body))
