"""What was erased is on no page of the site, also where the site was made halfway through it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import attrs
import pytest

from ledger.app import Ledger, init_ledger, open_ledger
from ledger.app.at_hand.marks import Marks
from ledger.app.clocks import Clocks
from ledger.app.refusals import NoSuchSubject
from ledger.clock import FixedClock
from ledger.log import erasure
from ledger.web.public_site.pages import NEWS, Pages
from ledger.web.public_site.publish import publish
from tests.web.public_site.walker import walk

NOON = FixedClock(datetime(2024, 12, 1, 12, tzinfo=UTC))
ENTRIES = """
- {kind: party, id: mexico, name: Xomexico, type: state}
- {kind: party, id: korea, name: Korea, type: state}
- {kind: party, id: peru, name: Peru, type: state}
- {kind: partnership, id: space, title: Xospace of both, parties: [mexico, korea]}
- {kind: partnership, id: trade, title: Trade of both, parties: [mexico, korea]}
- {kind: instrument, id: pact, title: The Xopact, partnerships: [space]}
- {kind: document, id: paper, title: Xopaper, publisher: El Diario, published: 2024-05-19,
   text: Mexico joined the pact. A licence is needed.}
- {kind: document, id: other, title: The ministers, publisher: La Prensa, published: 2024-05-20,
   text: Both ministers met in Seoul.}
- {kind: consent-deposited, document: paper, quote: Mexico joined the pact,
   instrument: pact, party: mexico, occurred: 2024-05-03}
- {kind: requirement-stated, id: need, partnership: space, hurdle: licence, title: Xolicence,
   requires: other, document: paper, quote: A licence is needed}
- {kind: meeting-held, partnership: trade, participants: [mexico, korea], occurred: 2024-05-02,
   document: other, quote: Both ministers met}
- {kind: judgement, party: mexico, other: peru, verdict: different, reason: two states of Xojudge}
"""
WORDS = {
    "party:mexico:0": b"Xomexico",
    "partnership:space:0": b"Xospace",
    "instrument:pact:0": b"Xopact",
    "document:paper": b"Xopaper",
    "claim:need": b"Xolicence",
    "judgement:mexico+peru:0": b"Xojudge",
}
"""Each event by its id, with words that it alone brings."""


@attrs.frozen
class Office:
    """A ledger and its site."""

    folder: Path

    def open(self) -> Ledger:
        """The ledger, open."""
        return open_ledger(
            self.folder / "claims.db", clock=NOON, custody=self.folder / "keys", recorded_by="ana"
        )

    def publish(self, site: str = "site") -> None:
        """Bring a site up to date, with all that it may have."""
        with self.open() as ledger:
            publish(ledger, self.folder / site, now=NOON.now(), proofs=True)

    def order(self, event: str) -> None:
        """The first half of an erasure: a crash comes before the words are taken."""
        with self.open() as ledger:
            ledger.log.append([erasure._why(ledger.log.find(event), "order 9", None)])

    def erase(self, event: str) -> None:
        """All of it, or the second half."""
        with self.open() as ledger:
            ledger.erase(event, reason="order 9", with_claims=event.startswith("document"))

    def files(self, site: str = "site") -> dict[str, bytes]:
        """All that is in the folder, what is kept for the next time too."""
        root = self.folder / site
        paths = (path for path in root.rglob("*") if path.is_file())
        return {str(path.relative_to(root)): path.read_bytes() for path in paths}

    def with_words(self, event: str) -> list[str]:
        """The files that have the words of an event."""
        return [name for name, content in self.files().items() if WORDS[event] in content]


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A ledger with every kind of event that has words of its own."""
    folder = tmp_path_factory.mktemp("office")
    init_ledger(folder / "claims.db")
    with Office(folder).open() as ledger:
        ledger.import_entries(ENTRIES)
    return folder / "claims.db"


@pytest.fixture
def office(template, tmp_path) -> Office:
    """A copy of it, signed for."""
    copyfile(template, tmp_path / "claims.db")
    office = Office(tmp_path)
    with office.open() as ledger:
        ledger.new_key()
        ledger.checkpoint()
    return office


@pytest.mark.parametrize("event", sorted(WORDS))
def test_what_was_published_between_order_and_erasure_is_gone_afterwards(office, event):
    """The order alone moves the log; when the words go, nothing does, and every page is made."""
    office.publish()
    assert len(office.with_words(event)) > 3, "negative control"
    office.order(event)
    office.publish()
    assert len(office.with_words(event)) > 3, "negative control: they are still there"
    office.erase(event)
    office.publish()
    assert office.with_words(event) == []
    office.publish("made-new")
    made_new = office.files("made-new")
    assert office.files() == made_new
    assert NEWS in made_new
    assert walk(office.folder / "site")[1] == []


def test_pages_that_an_order_says_nothing_of_are_left_alone(office):
    """The other document and its claim are made once, with the order and without."""
    office.publish()
    untouched = list((office.folder / "site").rglob("other.*"))
    assert untouched
    times = [path.stat().st_mtime_ns for path in untouched]
    office.order("claim:need")
    office.publish()
    office.erase("claim:need")
    office.publish()
    assert [path.stat().st_mtime_ns for path in untouched] == times


def test_changes_are_not_kept_while_words_wait_to_be_taken(office):
    """What is kept for the next time is made of the log; the pages are there all the same."""
    office.order("document:paper")
    office.publish()
    assert NEWS not in office.files()
    assert "feed.atom" in office.files()


def test_a_key_says_which_orders_wait():
    """Those up to the position of the page, for later ones are no part of it."""
    marks = Marks(
        head=9, partnerships={}, tags={}, parties=1, renamed=8, erased=8, pending=(4, 8),
        undescribed=frozenset(), others=(), followers={},
    )  # fmt: skip
    assert [marks.key(3), marks.key(4), marks.key(9)] == ["3", "4 before-4", "9 before-4 before-8"]


def test_words_that_go_while_a_site_is_made_are_gone_when_it_is_done(office, monkeypatch):
    """Nothing is recorded meanwhile: that an order took its words is looked at by itself."""
    office.order("document:paper")
    whole, others = Pages.group, [office.erase]

    def group(pages, wanted):
        made = whole(pages, wanted)
        if others and wanted.name == "document:paper":
            others.pop()("document:paper")
        return made

    monkeypatch.setattr(Pages, "group", group)
    office.publish()
    assert others == []
    assert office.with_words("document:paper") == []


def test_a_name_that_is_gone_is_no_page_and_no_link(office):
    """Of a party, a partnership and its pact: what is over all pages says that they were erased."""
    for event in ("party:mexico:0", "partnership:space:0", "instrument:pact:0"):
        office.erase(event)
    office.publish()
    files = office.files()
    gone = {"parties/mexico.html", "partnerships/space.html", "instruments/pact.html"}
    assert not gone & {*files}
    assert {"parties/korea.html", "partnerships/trade.html"} <= {*files}
    assert b"party mexico" in files["index.html"]
    assert walk(office.folder / "site")[1] == []


DESCRIBED = "- {kind: party, id: mexico, name: Mexico again, type: state}"
FOLLOWED = "- {kind: instrument, id: pact, title: The Xopact, partnerships: [space, trade]}"


def test_a_name_that_is_described_again_has_its_page_again(office):
    """The erasure took the first description, and not the right to a second one."""
    office.erase("party:mexico:0")
    office.publish()
    with office.open() as ledger:
        ledger.import_entries(DESCRIBED, replace=True)
    office.publish()
    assert b"Mexico again" in office.files()["parties/mexico.html"]
    office.publish("made-new")
    assert office.files() == office.files("made-new")


@pytest.mark.parametrize("follows_two", [False, True])
def test_why_is_asked_of_a_partnership_that_is_there(office, follows_two):
    """Where the only one that follows a treaty was erased, nobody is; else another one answers."""
    today = Clocks(valid_at=NOON.now().date())
    with office.open() as ledger:
        if follows_two:
            ledger.import_entries(FOLLOWED, replace=True)
        assert ledger.treaty("pact", today).followed
        assert ledger.why("pact.stage", today)
    office.erase("partnership:space:0")
    with office.open() as ledger:
        assert ledger.treaty("pact", today).followed == follows_two
        if follows_two:
            assert ledger.why("pact.stage", today)
        else:
            with pytest.raises(NoSuchSubject):
                ledger.why("pact.stage", today)
    office.publish()
    assert walk(office.folder / "site")[1] == []
