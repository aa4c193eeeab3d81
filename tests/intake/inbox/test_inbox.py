"""The contract of the inbox, for each of its implementations: memory, SQLite, PostgreSQL."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import attrs
import pytest

from ledger.errors import StorageError
from ledger.intake.inbox.arrivals import ERASED
from ledger.intake.inbox.item import Arrival, Door, State
from ledger.intake.inbox.memory import MemoryInbox
from ledger.intake.inbox.port import ItemOvertaken, NoSuchItem
from ledger.intake.inbox.sql import SqlInbox

NOW = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)
ARTICLE = Arrival(
    text="Nine of eleven states have ratified.",
    title="Agency",
    publisher="Gazette",
    url="https://gazette.example/alce?utm_source=feed",
    published="2024-06-12",
    door=Door.FEED,
    through="gazette",
    notes=("a note",),
)


@pytest.fixture
def inbox(store):
    """An empty inbox of each implementation in turn."""
    return MemoryInbox() if store is None else SqlInbox(store)


def dismissed(inbox, item):
    """The item as someone dismissed it."""
    return inbox.put(attrs.evolve(item, state=State.DISMISSED, by="ana", reason="sport", at=NOW))


def test_what_is_added_is_kept_as_it_came(inbox):
    """Every word of an arrival, its day, its door and its notes come back."""
    added = inbox.add(ARTICLE, NOW)
    assert added.new
    assert inbox.item(added.item.id) == added.item
    assert added.item.arrival == ARTICLE
    assert (added.item.number, added.item.state, added.item.arrived) == (1, State.NEW, NOW)


def test_the_same_words_from_the_same_address_are_one_item(inbox):
    """Tracking in an address, its scheme and www. make no second one."""
    first = inbox.add(ARTICLE, NOW).item
    again = attrs.evolve(ARTICLE, url="http://www.gazette.example/alce/#top", door=Door.WEB)
    assert inbox.add(again, NOW).item == first
    assert not inbox.add(attrs.evolve(ARTICLE, url=None, door=Door.FILE), NOW).new


def test_the_same_words_of_another_address_are_another_item(inbox):
    """A reprint to the letter is a document of its own: it may be accepted as one."""
    first = inbox.add(ARTICLE, NOW).item
    other = inbox.add(attrs.evolve(ARTICLE, url="https://daily.example/1"), NOW)
    assert other.new
    assert [item.id for item in inbox.alike(ARTICLE.sha256, None)] == [first.id, other.item.id]


def test_an_edited_article_is_an_item_next_to_the_one_before(inbox):
    """Another text from the same address is new, and the address leads to both."""
    first = inbox.add(ARTICLE, NOW).item
    edited = inbox.add(attrs.evolve(ARTICLE, text="Ten of eleven states."), NOW)
    assert edited.new
    both = inbox.alike("0" * 64, first.address)
    assert [item.number for item in both] == [1, 2]


@pytest.mark.parametrize(
    "again",
    [
        attrs.evolve(ARTICLE, url="https://elsewhere.example/9", door=Door.WEB),
        attrs.evolve(ARTICLE, text="The same page, edited.", door=Door.BOOKMARKLET),
        attrs.evolve(ARTICLE, url=None, door=Door.MAIL),
    ],
    ids=["its words from another address", "its address with other words", "its words alone"],
)
def test_what_was_dismissed_does_not_come_back_by_any_door(inbox, again):
    """Not by its words and not by its address; the item says who dismissed it and why."""
    first = dismissed(inbox, inbox.add(ARTICLE, NOW).item)
    added = inbox.add(again, NOW)
    assert not added.new
    assert (added.item.id, added.item.reason) == (first.id, "sport")
    assert inbox.counts() == {State.DISMISSED: 1}


def test_a_document_that_could_not_be_read_waits_with_its_reason(inbox):
    """It stands once, however often its address fails, and takes the text that comes later."""
    failed = Arrival(url="https://gazette.example/alce", door=Door.FEED, fault="it is a login wall")
    first = inbox.add(failed, NOW)
    assert first.new
    assert not inbox.add(attrs.evolve(failed, fault="the server said 500"), NOW).new
    mended = inbox.add(ARTICLE, NOW)
    assert (mended.new, mended.item.number, mended.item.text) == (True, 2, ARTICLE.text)
    assert mended.item.id == first.item.id, "it is the same item, and comes last"
    assert inbox.item("2").arrival.fault is None
    assert len(inbox.items()) == 1
    assert not inbox.add(failed, NOW).new


def test_an_item_is_called_by_its_number_its_id_or_how_its_id_begins(inbox):
    """What begins two ids, or none, is refused."""
    first = inbox.add(ARTICLE, NOW).item
    inbox.add(attrs.evolve(ARTICLE, text="Other."), NOW)
    assert inbox.item("1") == inbox.item(first.id) == inbox.item(first.id[:8]) == first
    for name in ("i", "", "9", "izzzz", "1" * 40):
        with pytest.raises(NoSuchItem):
            inbox.item(name)


def test_items_come_in_the_order_of_arrival_page_by_page_and_by_state(inbox):
    """A number is where the next page goes on."""
    items = [inbox.add(attrs.evolve(ARTICLE, text=f"Text {n}."), NOW).item for n in range(5)]
    dismissed(inbox, items[1])
    assert [item.number for item in inbox.items(limit=2)] == [1, 2]
    assert [item.number for item in inbox.items(after=2, limit=2)] == [3, 4]
    assert [item.number for item in inbox.items([State.NEW])] == [1, 3, 4, 5]
    assert inbox.counts() == {State.NEW: 4, State.DISMISSED: 1}


def test_of_two_who_change_one_item_the_second_is_told(inbox):
    """What was read before somebody else's change cannot be put over it."""
    read = inbox.add(ARTICLE, NOW).item
    inbox.put(attrs.evolve(read, state=State.ACCEPTED, by="ana"))
    with pytest.raises(ItemOvertaken, match="accepted by now, by ana"):
        dismissed(inbox, read)
    assert inbox.item(read.id).state is State.ACCEPTED


def test_of_many_who_change_one_item_at_once_one_wins(inbox):
    """Whatever the threads do, one change stands and all others are refused."""
    read, outcomes = inbox.add(ARTICLE, NOW).item, []
    ready = threading.Barrier(4)

    def change(name: str) -> None:
        ready.wait()
        try:
            outcomes.append(inbox.put(attrs.evolve(read, by=name, state=State.ACCEPTING)).by)
        except (ItemOvertaken, StorageError) as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=change, args=(f"a{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [name for name in outcomes if name.startswith("a")]
    assert winners == [inbox.item(read.id).by]


def test_two_doors_that_bring_one_document_at_once_make_one_item(inbox):
    """Numbers stay gapless, and nothing is there twice."""
    ready, added = threading.Barrier(4), []

    def bring() -> None:
        ready.wait()
        added.append(inbox.add(ARTICLE, NOW))

    threads = [threading.Thread(target=bring) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.new for each in added) == 1
    assert [item.number for item in inbox.items()] == [1]


def test_erased_words_are_gone_from_the_inbox_and_do_not_come_back(inbox):
    """The item stays, without its text, its title, its address and the selected words."""
    item = inbox.add(attrs.evolve(ARTICLE, quote="Nine of eleven"), NOW).item
    assert inbox.forget(item.sha256) == 1
    kept = inbox.item(item.id)
    assert (kept.text, kept.arrival.quote, kept.arrival.title) == ("", None, None)
    assert (kept.state, kept.arrival.fault) == (State.DISMISSED, ERASED)
    assert (kept.arrival.url, kept.arrival.publisher) == (None, None)
    assert item.address not in str(kept)
    assert not inbox.add(ARTICLE, NOW).new
    edited = attrs.evolve(ARTICLE, text="Nine of eleven, and more.")
    assert not inbox.add(edited, NOW).new, "another text from its address is no news either"
    assert inbox.item(item.id).text == ""
    assert inbox.forget("0" * 64) == 0
