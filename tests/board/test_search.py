"""Search: in claims and in the texts of documents, on all three clocks, and through a filter."""

from __future__ import annotations

import pytest

from ledger.app.filters import FilterWords, filter_of
from ledger.board import search, texts
from ledger.claims.developments import MeetingHeld
from ledger.projections.weighing.standing_claims import Fall


@pytest.fixture
def searched(desk):
    """A document of May and one of June, a meeting of ``a`` in each; recorded in June."""
    desk.on("2024-06-20").document("may", "2024-05-01")
    desk.claim("may", MeetingHeld(host="a"), "2024-04-30")
    desk.document("june", "2024-06-10")
    desk.claim("june", MeetingHeld(host="b"), "2024-06-09")
    return desk


def found(desk, *words, valid_at="2024-12-31", **more):
    filters = {name: more.pop(name) for name in ("parties", "kinds", "sources") if name in more}
    clocks = desk.at(valid_at, **more)
    wanted = filter_of(desk.ledger, FilterWords(**filters), clocks)
    hits = desk.ledger.search(words, clocks, wanted)
    passages = desk.ledger.passages(words, clocks, wanted)
    return [hit.citation.document for hit in hits], [passage.document for passage in passages]


def test_words_of_a_text_are_found_with_what_stands_around_them(searched):
    """Also where no claim quotes them."""
    assert ([], ["june", "may"]) == found(searched, "statement 40.")
    (passage, _) = searched.ledger.passages(["statement 40."])
    assert "statement 40." in passage.excerpt
    assert ([], []) == found(searched, "nowhere")


def test_each_clock_leaves_out_what_was_not_there_yet(searched):
    """What was printed later, recorded later, or is told as done and came later."""
    assert ["june", "may"] == sorted(found(searched, "meeting-held")[0])
    assert (["may"], ["may"]) == tuple(
        found(searched, words, published_by="2024-05-31")[side]
        for side, words in enumerate(("meeting-held", "statement"))
    )
    assert ["may"] == found(searched, "meeting-held", valid_at="2024-05-31")[0]
    assert ([], []) == found(searched, "statement", known_at=3)


def test_a_filter_narrows_what_is_found(searched):
    """By party and kind claims alone, by source both."""
    assert (["june"], []) == found(searched, "meeting-held", parties=["b"])
    assert ([], ["may"]) == found(searched, "statement 40.", sources=["may"])


def test_the_last_recorded_comes_first_and_the_rest_is_counted(desk):
    """A limit gives the newest of each sort, and how many more may hold the words."""
    desk.on("2024-06-20")
    for number in range(5):
        desk.document(f"d{number}", "2024-05-01")
        desk.claim(f"d{number}", MeetingHeld(host="a"), "2024-04-30")
    clocks = desk.at("2024-12-31")
    hits, passages = desk.ledger.look_up(["meeting-held"], clocks, None, 2)
    assert ["d4", "d3"] == [hit.citation.document for hit in hits.rows]
    assert (hits.left, passages.rows, passages.left) == (3, (), 0)
    hits, passages = desk.ledger.look_up(["statement"], clocks, None, 3)
    assert ["d4", "d3", "d2"] == [passage.document for passage in passages.rows]
    assert passages.left == 2
    hits, _ = desk.ledger.look_up(["meeting-held"], clocks, None, 5)
    assert (len(hits.rows), hits.left) == (5, 0)


def test_a_question_that_wants_some_looks_at_no_more_than_some(desk, monkeypatch):
    """Of a word that few hold, and of which the index cannot say, it says what was not read."""
    monkeypatch.setattr(search, "LOOKED", 2)
    monkeypatch.setattr(texts, "_FIRST", 2)
    monkeypatch.setattr(texts, "_STRETCH", 2)
    desk.on("2024-06-20")
    for name in ("rarely", "d1", "d2", "d3", "d4"):
        desk.document(name, "2024-05-01")
        desk.claim(name, MeetingHeld(host="a"), "2024-04-30")
    hits, _ = desk.ledger.look_up(["meeting-held", "rarely"], desk.at("2024-12-31"), None, 1)
    assert (hits.rows, hits.left) == ((), desk.ledger.log.head().size - 3)  # one, then two
    assert len(desk.ledger.search(["meeting-held", "rarely"], desk.at("2024-12-31"))) == 1


def test_a_claim_that_does_not_stand_is_marked(desk):
    """By its own retraction, by that of its document; and not where that was taken back."""
    desk.on("2024-06-20")
    for name in ("own", "whole", "still"):
        desk.document(name, "2024-05-01")
    own, whole, still = (
        desk.claim(name, MeetingHeld(host="a"), "2024-04-30") for name in ("own", "whole", "still")
    )
    desk.retract(own, "own")
    desk.retract("whole", "whole")
    hits = {hit.citation.claim: hit.fall for hit in desk.ledger.search(["meeting-held"])}
    assert hits == {own: Fall.RETRACTED, whole: Fall.DOCUMENT_RETRACTED, still: None}
