"""Search: in claims and in the texts of documents, on all three clocks, and through a filter."""

from __future__ import annotations

import pytest

from ledger.app.filters import Wanted, filter_of
from ledger.claims.developments import MeetingHeld


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
    wanted = filter_of(desk.ledger, Wanted(**filters), clocks)
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
