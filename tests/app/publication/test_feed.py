"""Feeds: entries are changes, each with an id of its own for ever, in well-formed Atom."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import attrs
import feedparser
import pytest

from ledger.app.publication.feed import feed
from ledger.app.publication.imprint import imprint
from ledger.app.refusals import NoSuchSubject
from ledger.projections.changes.feed import EntryKind
from ledger.views.pages.feed import entry_title
from ledger.views.publication.atom import Places, atom, entry_id
from ledger.views.words import words
from tests.conftest import Desk
from tests.publishing.conftest import told

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def counted(desk):
    """Nine of eleven on one day, ten on the next; then the nine are retracted, and a hurdle."""
    for day, count in (("2024-05-01", 9), ("2024-05-20", 10)):
        said(desk, day, count)
    return desk


def said(desk, day, count):
    """A paper counts on a day, and it is recorded on that day."""
    desk.on(day).count(desk.document(day, day), count, day)


def whole(ledger, partnership=None, places=None):
    """The feed as XML and as another program reads it."""
    entries = feed(ledger, partnership)
    made = imprint(ledger, ledger.size() - 1)
    of = None if partnership is None else (partnership, "A and B")
    text = atom(entries, imprint=made, partnership=of, places=places or Places())
    return text, feedparser.parse(text.encode())


def test_an_entry_is_a_change(counted):
    """Nine of eleven becomes ten of eleven, with the words that say so."""
    newest = feed(counted.ledger, "p")[0]
    assert newest.kind is EntryKind.VALUE
    assert (newest.before, newest.after) == ("9 of 11", "10 of 11")
    assert "becomes 10" in entry_title(newest)
    assert newest.citations[0].quote


def test_one_entry_goes_on_from_the_one_before(counted):
    """What a value becomes is what it was before the next change of it."""
    values = [
        (entry.before, entry.after)
        for entry in feed(counted.ledger, "p")
        if entry.field == "consents"
    ]
    newest_first = [before for before, _ in values[:-1]]
    assert newest_first == [after for _, after in values[1:]]


def test_an_entry_has_the_same_id_and_says_the_same_whenever_it_is_made(counted):
    """More that is recorded adds entries, and changes none."""
    before = feed(counted.ledger, "p")
    ids = [entry_id(entry, imprint(counted.ledger, 0)) for entry in before]
    said(counted, "2024-07-01", 11)
    after = feed(counted.ledger, "p")
    assert after[-len(before) :] == before
    later = [entry_id(entry, imprint(counted.ledger, counted.ledger.size() - 1)) for entry in after]
    assert later[-len(ids) :] == ids
    assert len(set(later)) == len(later)


def test_the_feed_of_all_has_the_entries_of_each(counted):
    """The same entries with the same ids, by their positions."""
    ledger = told("australia-tuvalu", "eu-mercosur", "korea-uae")
    of_all = feed(ledger, most=10_000)
    each = [entry for name in ledger.entities().partnerships for entry in feed(ledger, name)]
    assert {(entry.position, entry.subject, entry.kind, entry.field) for entry in of_all} == {
        (entry.position, entry.subject, entry.kind, entry.field) for entry in each
    }
    assert feed(counted.ledger) == feed(counted.ledger, "p")


def test_what_is_foreseen_twice_is_told_apart_by_its_days():
    """Two payments, or two dates for one signing, have titles of their own."""
    ledger = told("japan-philippines-defence")
    dated = [entry for entry in feed(ledger, most=10_000) if entry.when is not None]
    assert dated
    assert all(words("en").when(entry.when) in entry_title(entry) for entry in dated)


@pytest.mark.parametrize(
    ("kind", "before", "after", "title"),
    [
        (EntryKind.CONTESTED, None, "contradicted", "contested: 10, signature: another claim"),
        (EntryKind.VALUE, None, "../..", "10: signature: not known becomes day unknown"),
        (EntryKind.VALUE, "2024-05", None, "10: signature: May 2024 becomes not known"),
    ],
)
def test_an_act_is_told_by_its_days_and_a_contest_by_its_reason(
    counted, kind, before, after, title
):
    """A value of an act is a date, or none that anyone knows; a contest on it has a reason."""
    entry = feed(counted.ledger, "p")[0]
    told_so = attrs.evolve(
        entry, kind=kind, title="10", field="signature", before=before, after=after
    )
    assert entry_title(told_so).startswith(title)


def test_a_feed_as_of_a_position_knows_nothing_later(counted):
    """The recorded clock is the one that a feed has."""
    upto = feed(counted.ledger, "p")[-1].position
    assert all(entry.position <= upto for entry in feed(counted.ledger, "p", upto=upto))
    with pytest.raises(NoSuchSubject):
        feed(counted.ledger, "p", upto=0)


def test_what_is_no_longer_believed_is_an_entry(counted):
    """With its reason and the words that were believed."""
    claim = feed(counted.ledger, "p")[0].citations[0].claim
    counted.on("2024-06-01").retract(claim, "2024-05-20")
    kinds = {entry.kind for entry in feed(counted.ledger, "p")}
    assert EntryKind.NO_LONGER in kinds


@pytest.mark.parametrize("story", ["korea-uae", "hostile"])
def test_it_is_atom_by_its_rules_and_by_another_program(story):
    """RFC 4287, 4.1: what must be there is, once; ids are absolute and unique; moments are full."""
    ledger = told(story)
    name = min(ledger.entities().partnerships)
    base = "https://d.example"
    places = Places(own=f"{base}/f", page=f"{base}/", to=lambda path: base + path)
    text, read = whole(ledger, name, places)
    assert not read.bozo
    root = ET.fromstring(text)  # noqa: S314 - it is our own
    rules(root)
    for entry in root.iter(f"{ATOM}entry"):
        rules(entry)
        assert entry.find(f"{ATOM}content").get("type") == "xhtml"
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:[^\s<>\"]+", id_) for id_ in ids)
    assert len(read.entries) == len(feed(ledger, name))
    assert root.find(f"{ATOM}author/{ATOM}name").text == ledger.origin
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]


def rules(element):
    """One id, one title, one moment with its zone (RFC 3339)."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1
    moment = datetime.fromisoformat(element.find(f"{ATOM}updated").text)
    assert moment.tzinfo is not None
    assert moment <= datetime.now(UTC) or moment.year == 2026


def test_the_same_entries_give_the_same_bytes(counted):
    """Nothing in it is of the moment at which it is made."""
    assert whole(counted.ledger)[0] == whole(counted.ledger)[0]


def test_hostile_text_stays_text():
    """No element of it comes from a source's words."""
    text, _ = whole(told("hostile"), "evil")
    tags = {element.tag.partition("}")[2] for element in ET.fromstring(text).iter()}  # noqa: S314
    assert not tags & {"script", "i", "t"}
    assert "&lt;i&gt;a&lt;/i&gt;" in text


def test_a_feed_without_entries_is_dated_by_the_ledger():
    """A partnership of which nothing was recorded yet has a feed all the same."""
    text, read = whole(Desk().ledger, "p")
    assert not read.bozo
    assert "<updated>2024-01-01T" in text
