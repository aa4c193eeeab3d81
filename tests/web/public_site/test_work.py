"""What a site costs, by counted work: nothing is worked out again for each page or partnership."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bench.ledgers import FixedSteps, make
from ledger.app import init_ledger, open_ledger
from ledger.app.at_hand.marks import marks_of
from ledger.app.at_hand.reading_once import ReadOnce
from ledger.clock import FixedClock
from ledger.web.public_site.groups import groups, partnership_keys
from ledger.web.public_site.kept_matters import KeptMatters
from ledger.web.public_site.pages import Pages
from tests.growth.work import Meter

NOON = FixedClock(datetime(2027, 1, 1, 12, tzinfo=UTC))
FEW, MANY = 10, 200


def _work(folder, parties):
    """Of the pages of one partnership more, with the proofs that they link to."""
    folder.mkdir()
    init_ledger(folder / "claims.db")
    with open_ledger(folder / "claims.db", clock=FixedSteps()) as ledger:
        make(ledger.log, partnerships=3, claims=24, parties=parties)
    meter = Meter()
    with open_ledger(folder / "claims.db", clock=NOON, custody=folder / "keys") as ledger:
        marks, day = marks_of(ledger.log), ledger.today.isoformat()
        pages = Pages(
            ledger=ReadOnce.of(ledger),
            matters=KeptMatters(partnership_keys(marks, day)),
            day=ledger.today,
            now=NOON.now(),
            language="en",
        )
        wanted = {group.name: group for group in groups(marks, day, "")}
        _made(pages, wanted["partnership:p-1"])
        with meter.counting() as work:
            _made(pages, wanted["partnership:p-2"])
    return work


def _made(pages, group):
    pages.proofs(pages.group(group).wanted, group.position)


@pytest.fixture(scope="module")
def works(tmp_path_factory):
    """The work in a ledger of few parties, and in one of many."""
    folder = tmp_path_factory.mktemp("parties")
    return {parties: _work(folder / str(parties), parties) for parties in (FEW, MANY)}


def test_parties_are_not_read_again_for_each_partnership(works):
    """For its pages as many events are read in a ledger of twenty times the parties."""
    few, many = (works[parties].by_function["facts/log_reader.py:_decoded"] for parties in works)
    assert few, "negative control: what is its own is read"
    assert many < 2 * few


def test_the_top_of_pages_is_made_once_for_a_folder(works):
    """Of a partnership it is made for its own folder, and of its proofs for those they are in."""
    made = works[FEW].by_function
    tops = made["web/frame.py:Frame._top"]
    assert tops, "negative control: each page has one"
    # A header has more lines than what is made for each page; with one for each it is threefold.
    assert made["web/templates/header.html:root"] < 2 * made["web/templates/base.html:root"]


def test_where_nothing_was_erased_it_is_asked_once(works):
    """No page of a partnership looks for words that are missing."""
    assert not works[FEW].by_function["facts/erased.py:erased_words"]
