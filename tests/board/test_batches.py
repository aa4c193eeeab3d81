"""Many partnerships in one reading: the same answers, a bounded part of the log at a time."""

from __future__ import annotations

import gc

import pytest

from ledger.board import batches as passes
from ledger.board import texts
from ledger.board.batches import views
from ledger.board.rows import board_row, in_order
from ledger.claims import developments as d
from ledger.claims.commands import Describe
from ledger.claims.entities import Instrument, Partnership
from ledger.facts.log_reader import all_facts
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing

NAMES = [f"p{number}" for number in range(10)]
AT = "2024-08-01"


@pytest.fixture
def followed(desk):
    """Ten partnerships of one to ten claims; an instrument is followed by the first three."""
    for name in NAMES:
        desk.tell(Describe(entity=Partnership(id=name, title=name, parties=("a", "b"))))
    followed = Instrument(id="i", title="I", partnerships=("p0", "p1", "p2"))
    desk.tell(Describe(entity=followed), replace=True)
    desk.document("early", "2024-01-01")
    for number, name in enumerate(NAMES):
        desk.document(f"d{number}", "2024-02-01")
        for _ in range(number + 1):
            desk.claim(f"d{number}", d.OpinionStated(topic="t"), partnership=name)
    desk.claim("d1", d.ConsentsCounted(instrument="i", count=3), partnership=None)
    desk.claim("early", d.OpinionStated(topic="late"), partnership="p9")
    return desk


def whole(desk):
    """Every view from a fold of the whole log."""
    facts = all_facts(desk.ledger.log)
    standing = Standing(facts, desk.at(AT))
    return {one: PartnershipView(standing=standing, id=one) for one in facts.partnerships}


@pytest.mark.parametrize("size", [1, 6, 20, 4000])
def test_passes_of_any_size_give_what_the_whole_log_gives(followed, monkeypatch, size):
    """How much of the log is read at once changes no status."""
    monkeypatch.setattr(passes, "PASS", size)
    expected = {name: view.status for name, view in whole(followed).items()}
    log, at = followed.ledger.log, followed.at(AT)
    assert {one.id: one.status for one in views(log, at)} == expected
    assert {one.id: one.status for one in views(log, at, NAMES)} == {
        name: expected[name] for name in NAMES
    }


def test_a_pass_holds_no_more_than_it_may_and_each_partnership_is_in_one(followed, monkeypatch):
    """Memory is bounded, unless one partnership alone is larger."""
    monkeypatch.setattr(passes, "PASS", 12)
    together: list[list[str]] = []
    reads = passes.facts_of_partnerships

    def watched(log, some, known_at, **more):
        together.append(list(some))
        return reads(log, some, known_at, **more)

    monkeypatch.setattr(passes, "facts_of_partnerships", watched)
    list(views(followed.ledger.log, followed.at(AT), NAMES))
    assert [one for some in together for one in some] == NAMES
    log = followed.ledger.log
    for some in together:
        tags = {f"partnership:{one}" for one in some}
        tags |= {"instrument:i"} if {"p0", "p1", "p2"} & set(some) else set()
        assert len(some) == 1 or len(list(log.gather(tags))) <= 12
    assert max(map(len, together)) > 1, "small ones are read together"


def test_what_nobody_described_has_no_view(followed):
    """An unknown id is passed over, and costs the others nothing."""
    found = views(followed.ledger.log, followed.at(AT), ["p1", "nobody"])
    assert [one.id for one in found] == ["p1"]


def test_the_board_of_a_past_clock_reads_in_passes(followed, monkeypatch):
    """Without kept rows for that day the board is still that of the whole log."""
    monkeypatch.setattr(passes, "PASS", 6)
    at = followed.at(AT, published_by="2024-01-15")
    views_then = (
        PartnershipView(standing=Standing(all_facts(followed.ledger.log), at), id=one)
        for one in whole(followed)
    )
    assert followed.ledger.board(at) == in_order(map(board_row, views_then))


def test_the_collector_of_garbage_goes_on_when_a_pass_is_over_or_let_go(followed):
    """It is never left off, nor turned on if its owner had it off."""
    assert gc.isenabled()
    some = views(followed.ledger.log, followed.at(AT))
    next(some)
    assert not gc.isenabled()
    some.close()
    assert gc.isenabled()
    gc.disable()
    try:
        list(views(followed.ledger.log, followed.at(AT)))
        assert not gc.isenabled(), "whoever put it to rest wakes it"
    finally:
        gc.enable()


@pytest.mark.parametrize("size", [1, 2, 3, 2000])
def test_search_in_stretches_finds_the_same(followed, monkeypatch, size):
    """Also where a claim stands in a document that was captured long before it."""
    expected = list(followed.ledger.search(["early"]))
    every = followed.ledger.search([""])
    monkeypatch.setattr(texts, "_FIRST", size)
    monkeypatch.setattr(texts, "_STRETCH", size)
    assert list(followed.ledger.search(["EARLY"])) == expected
    assert [one.partnership for one in expected] == ["p9"]
    assert followed.ledger.search([""]) == every
    assert len(every) == sum(range(1, 11)) + 2


def test_a_claim_whose_document_was_erased_is_not_found(followed):
    """Its quote is part of the erased words, so that search must not show it."""
    followed.ledger.erase("early", reason="an order")
    assert followed.ledger.search(["early"]) == ()


@pytest.mark.parametrize("names", [NAMES[:3], None], ids=["few", "all"])
def test_views_are_of_one_position(followed, monkeypatch, names):
    """What is appended after the first was read is in none that is read later."""
    monkeypatch.setattr(passes, "PASS", 1)
    log, at = followed.ledger.log, followed.at(AT)
    expected = {view.id: view.status for view in views(log, at, names)}
    reading = views(log, at, names)
    seen = [next(reading)]
    for name in NAMES:
        followed.claim("d2", d.OpinionStated(topic="meanwhile"), partnership=name)
    seen += reading
    assert expected == {view.id: view.status for view in seen}
    assert expected != {view.id: view.status for view in views(log, at, names)}
