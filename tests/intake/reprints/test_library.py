"""The texts of a ledger, found by their words: in the log and in the inbox, on every store."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest

from ledger.app import Ledger
from ledger.app.opening import init_ledger, open_ledger
from ledger.claims.commands import CaptureDocument
from ledger.clock import FixedClock
from ledger.edtf import parse
from ledger.intake.inbox.item import Arrival, Door
from ledger.intake.reprints.index import MemoryPrints, Printed, prints_next_to
from ledger.intake.reprints.library import Library, of_item
from ledger.intake.reprints.suggestion import suggestion
from ledger.log.stores.memory import MemoryLog
from ledger.sources.document import Document
from ledger.sources.kinds import Lineage, SourceKind
from tests.intake.reprints.test_passages import OWN, WIRE

LONG = (
    " Nobody in the region had expected it before the winter, least of all the engineers who "
    "have waited for a common launch site since the first drafts were passed around in Mexico."
)
NOW = datetime(2024, 6, 20, 9, 0, tzinfo=UTC)
CLOCK = FixedClock(NOW)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ledger(request, tmp_path):
    """An empty ledger of each store in turn."""
    if request.param == "memory":
        yield Ledger(MemoryLog(clock=CLOCK), clock=CLOCK)
        return
    place = str(tmp_path / "claims.db")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_schema")
    init_ledger(place)
    with open_ledger(place, clock=CLOCK, custody=tmp_path / "custody") as opened:
        yield opened


def record(ledger, text=WIRE, **details):
    """Capture a document; gives its id."""
    details = {"title": "T", "publisher": "Wire", "kind": SourceKind.WIRE, **details}
    day = details.pop("published", "2024-06-12")
    document = Document(text=text, published=parse(day), **details)
    return ledger.submit([CaptureDocument(document=document)])[0].id


def waits(ledger, text=OWN + WIRE, **details):
    """An item of the inbox, and how it seems to derive."""
    arrival = Arrival(**{"text": text, "door": Door.FEED, "published": "2024-06-13", **details})
    item = ledger.inbox.add(arrival, NOW).item
    library = Library(ledger.log, ledger.inbox)
    return suggestion(of_item(item), library.near(item.text, but=frozenset({item.id})))


def test_a_reprint_is_found_in_the_log_with_its_root(ledger):
    """The share says how: most of its words, or a part of them."""
    wire = record(ledger)
    found = waits(ledger)
    assert (found.root, found.lineage, found.recorded) == (wire, Lineage.SYNDICATED, True)
    retold = waits(ledger, WIRE[:170] + LONG)
    assert (retold.root, retold.lineage) == (wire, Lineage.SUMMARISED)
    own = "Peru deposited its ratification, the tenth of eleven; a single one is left to come."
    assert waits(ledger, own) is None


SPACE = "the Latin American and Caribbean Space Agency"
PACIFIC = "the Comprehensive and Progressive Agreement for Trans-Pacific Partnership"
ELEVEN = "Australia, Brunei, Canada, Chile, Japan, Malaysia, Mexico, New Zealand, Peru and Vietnam"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            f"Peru said on Monday that {SPACE} will open an office in Lima.",
            f"Costa Rica left {SPACE} today, its ministry of science announced.",
        ),
        (f"Peru joins {PACIFIC}", f"Three ministers of {PACIFIC} meet in the north in May."),
        (
            f"The members are {ELEVEN}; it is in force.",
            f"Talks begin. {ELEVEN} take part, he said.",
        ),
        (
            "칠레는 포괄적·점진적 환태평양경제동반자협정에 서명했다.",
            "포괄적·점진적 환태평양경제동반자협정 각료회의가 오월에 열린다.",
        ),
    ],
)
def test_short_texts_that_share_only_a_name_are_no_reprints(ledger, ours, theirs):
    """A long name is much of few words; a notice to the letter is a reprint all the same."""
    record(ledger, theirs)
    assert waits(ledger, ours) is None
    notice = record(ledger, ours)
    assert waits(ledger, f"{ours} ").root == notice


def test_the_root_is_what_came_first_then_the_better_kind(ledger):
    """And of a reprint that is recorded as one, its own root."""
    record(ledger, OWN[:40] + WIRE, publisher="Daily", kind=SourceKind.NEWS)
    wire = record(ledger, published="2024-06-12")
    assert waits(ledger).root == wire, "of one day the wire"
    early = record(ledger, WIRE + " So it was.", published="2024-06-11", kind=SourceKind.NEWS)
    assert waits(ledger, WIRE + " Again.").root == early, "of several days the first"
    record(
        ledger, WIRE + " Copy.", published="2024-06-10", publisher="Copy",
        lineage=Lineage.SYNDICATED, root=wire,
    )  # fmt: skip
    assert waits(ledger, WIRE + " Once more.").root == wire


def test_the_share_is_that_of_the_root_that_is_suggested(ledger):
    """Another text may be nearer: how much of it is taken over says nothing of the root."""
    wire = record(ledger, WIRE, published="2024-06-11")
    text = WIRE + " It was the tenth."
    record(ledger, text, published="2024-06-12")
    derived = waits(ledger, text, url="https://daily.example/1")
    near = Library(ledger.log, ledger.inbox).near(text)
    shares = {each.source.id: each.likeness.share for each in near}
    assert derived.root == wire
    assert derived.share == shares[wire] < 100


def test_a_document_that_came_out_before_is_no_reprint_of_a_later_one(ledger):
    """It is rather the root: that is said, and no lineage is taken from it."""
    record(ledger, published="2024-06-12")
    assert waits(ledger, published="2024-06-01").first


def test_of_two_that_wait_the_first_is_the_root_until_one_is_recorded(ledger):
    """The second names the item; the first names nobody."""
    assert waits(ledger, WIRE) is None
    found = waits(ledger, OWN + WIRE)
    assert (found.recorded, found.root) == (False, ledger.inbox.item("1").id)


def test_the_same_text_and_the_same_address_are_found(ledger):
    """In the log and in the inbox, however an address is written."""
    first = record(ledger, url="https://www.wire.example/1?utm_source=x")
    library = Library(ledger.log, ledger.inbox)
    item = ledger.inbox.add(
        Arrival(text=WIRE + " More.", url="http://wire.example/1", door=Door.WEB), NOW
    ).item
    (same, own) = library.same(item.sha256, item.address)
    assert (same.id, own.id) == (first, item.id)
    assert [source.id for source in library.same(same_text(WIRE), None)] == [first]


def same_text(text):
    """The SHA-256 of a text."""
    return Arrival(text=text, door=Door.FILE).sha256


def test_an_erased_document_is_in_no_index(ledger):
    """Its prints are gone, and those of the others are made again."""
    wire = record(ledger)
    other = record(ledger, "Another treaty was signed by two states in the spring of that year.")
    library = Library(ledger.log, ledger.inbox)
    assert library.near(WIRE)
    ledger.erase(wire, reason="order 12")
    assert library.near(WIRE) == ()
    again = "Another treaty was signed by two states in the spring of that year, he said."
    assert [near.source.id for near in library.near(again)] == [other]


def test_two_who_bring_the_index_up_to_date_do_it_once(ledger):
    """Who comes second adds nothing, and looks again."""
    record(ledger)
    index = prints_next_to(ledger.log)
    before = index.printed()
    seen = ledger.size() - 1
    assert index.add({0: {1, 2}}, before=before, after=Printed(0, 0), seen=seen)
    assert not index.add({0: {3}}, before=before, after=Printed(0, 0), seen=seen)
    assert index.nearest({1, 2, 3}, 5) == [(0, 2)]
    assert index.printed() == Printed(0, 0)


def test_prints_that_were_read_before_an_erasure_are_not_kept_after_it(ledger):
    """A slow reader does not bring back what was erased; in memory nothing outlives the reader."""
    wire = record(ledger)
    index = prints_next_to(ledger.log)
    seen = ledger.size() - 1
    ledger.erase(wire, reason="order 12")
    kept = index.add({0: {1}}, before=index.printed(), after=Printed(0, 0), seen=seen)
    assert kept is isinstance(index, MemoryPrints)


def test_boilerplate_of_many_does_not_hide_the_one(ledger):
    """What few texts share counts more than what all have."""
    notice = "All rights reserved, no part of this text may be reproduced without consent."
    for number in range(30):
        words = " ".join(f"w{number}x{place}" for place in range(60))
        record(ledger, f"{notice} {words}", published="2024")
    wire = record(ledger, f"{notice} {WIRE}")
    library = Library(ledger.log, ledger.inbox)
    assert library.near(f"{WIRE} {notice}")[0].source.id == wire
    assert attrs.asdict(library.near(f"{WIRE} {notice}")[0].likeness)["share"] == 100


def test_an_item_that_took_its_text_later_is_found_by_it(ledger):
    """Its number is another then; what was kept under the old one leads nowhere, and harms not."""
    failed = Arrival(url="https://wire.example/1", door=Door.FEED, fault="it is a login wall")
    ledger.inbox.add(failed, NOW)
    library = Library(ledger.log, ledger.inbox)
    library.catch_up()
    item = ledger.inbox.add(
        Arrival(text=WIRE, url="https://wire.example/1", door=Door.WEB), NOW
    ).item
    assert [near.source.id for near in library.near(OWN + WIRE)] == [item.id]
