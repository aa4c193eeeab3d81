"""The documents as a list: what one could have read, and what rests on each."""

from __future__ import annotations

from ledger.app.filters import FilterWords, filter_of
from ledger.claims.developments import MeetingHeld
from ledger.views.pages.documents import documents_page
from ledger.views.words import words


def listed(desk, valid_at="2024-12-31", wanted=None, **clocks):
    at = desk.at(valid_at, **clocks)
    rows = desk.ledger.documents(at, filter_of(desk.ledger, wanted or FilterWords(), at))
    return [(row.id, row.claims, row.taken_back) for row in rows]


def test_documents_are_listed_with_the_claims_that_quote_them(desk):
    """The latest published first, those without a day last; each clock leaves out what was not."""
    desk.on("2024-06-20").document("may", "2024-05-01")
    captured = desk.ledger.log.head().size - 1
    desk.claim("may", MeetingHeld(host="a"), "2024-04-30")
    desk.document("june", "2024-06-10")
    desk.document("undated", None)
    assert listed(desk) == [("june", 0, False), ("may", 1, False), ("undated", 0, False)]
    assert listed(desk, published_by="2024-05-31") == [("may", 1, False)]
    assert listed(desk, known_at=captured) == [("may", 0, False)]
    assert listed(desk, wanted=FilterWords(sources=["may"])) == [("may", 1, False)]
    assert listed(desk, wanted=FilterWords(first="2024-06-01"))[0] == ("june", 0, False)


def test_what_was_taken_back_is_said_and_what_was_restored_is_not(desk):
    """A retraction counts until it is itself taken back."""
    desk.on("2024-06-20").document("may", "2024-05-01")
    retraction = desk.retract("may", "may")
    assert listed(desk) == [("may", 0, True)]
    desk.retract(retraction, "may")
    assert listed(desk) == [("may", 0, False)]


def test_claims_that_were_taken_back_are_counted_apart(desk):
    """``claims`` are all that quote it; of those, one that is restored is not taken back."""
    desk.on("2024-06-20").document("may", "2024-05-01")
    desk.count("may", 7)
    retraction = desk.retract(desk.count("may", 8), "may")
    at = desk.at("2024-12-31")
    (row,) = desk.ledger.documents(at, filter_of(desk.ledger, FilterWords(), at))
    assert (2, 1) == (row.claims, row.claims_taken_back)
    assert "2 claims; taken back of them: 1" in "\n".join(
        str(block) for block in documents_page((row,), words=words("en"))
    )
    desk.retract(retraction, "may")
    (row,) = desk.ledger.documents(at, filter_of(desk.ledger, FilterWords(), at))
    assert (2, 0) == (row.claims, row.claims_taken_back)
