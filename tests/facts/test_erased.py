"""What was erased under an order is told beside every answer that lost something, and no other."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentsCounted,
    MeetingHeld,
    RequirementStated,
    Signed,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.facts.erased import erased_words, taken_out
from ledger.log import erasure

NEED = RequirementStated(hurdle="h", title="una licencia", on=("a",))
KINDS = [
    (ConsentsCounted(instrument="i", count=9, required=11), "actual", ("p", "i")),
    (ConsentDeposited(instrument="i", party="a"), "actual", ("p", "i")),
    (Signed(instrument="i", party="b"), "expected", ("p", "i")),
    (NEED, "required", ("p", "h")),
    (MeetingHeld(host="a"), "actual", ("p",)),
]
"""A count, an act, something foreseen, a hurdle, a contact; and which answers miss them."""


@pytest.fixture
def erasing(desk):
    """A desk with a second partnership, ``q``, of which nothing is ever erased."""
    desk.on("2024-06-01")
    desk.tell(
        Describe(entity=Partnership(id="q", title="A and C", parties=("a", "c"))),
        Describe(entity=Instrument(id="j", title="j", partnerships=("q",))),
    )
    desk.document("kept", "2024-05-01")
    desk.claim("kept", MeetingHeld(host="a"), "2024-04-01", partnership="q")
    return desk


def missing(desk, about=None, known_at=None):
    """The events whose words an answer misses."""
    return [words.event for words in erased_words(desk.ledger.log, known_at, about)]


def test_where_nothing_was_erased_nothing_is_told(erasing):
    """An empty answer, which is no missing one."""
    assert () == erased_words(erasing.ledger.log)
    assert 0 == taken_out(erasing.ledger.log)


@pytest.mark.parametrize(("development", "modality", "told"), KINDS)
@pytest.mark.parametrize("what", ["document", "claim"])
def test_every_answer_that_lost_something_tells_it(erasing, what, development, modality, told):
    """The document or one claim of it: its partnership, instrument and hurdle, and no other."""
    erasing.document("gone", "2024-05-02")
    claim = erasing.claim("gone", development, "2024-05-02", modality=modality)
    name = "document:gone" if what == "document" else f"claim:{claim}"
    erasing.ledger.erase(name, reason="sentencia 12/2024", authority="Tribunal 4")
    (words,) = erased_words(erasing.ledger.log)
    assert (name, "sentencia 12/2024", "Tribunal 4") == (words.event, words.reason, words.authority)
    assert (() if what == "claim" else (claim,)) == words.claims
    assert 1 == taken_out(erasing.ledger.log)
    for subject in ("p", "i", "h", "q", "j"):
        assert ([name] if subject in told else []) == missing(erasing, subject)


def test_claims_of_an_erased_document_are_listed_by_id_and_only_those_with_words(erasing):
    """Three claims, of which one is erased itself: two are missing for their document."""
    erasing.document("gone", "2024-05-02")
    names = [erasing.claim("gone", NEED, modality="required", id=name) for name in ("z", "m", "b")]
    erasing.ledger.erase("claim:m", reason="order 1")
    erasing.ledger.erase("document:gone", reason="order 2")
    first, second = sorted(
        erased_words(erasing.ledger.log), key=lambda words: words.event, reverse=True
    )
    assert ("document:gone", ("b", "z")) == (first.event, first.claims)
    assert ("claim:m", ()) == (second.event, second.claims)
    assert {"b", "m", "z"} == set(names)


def test_words_are_listed_in_the_order_of_the_log_and_those_of_one_thing_together(erasing):
    """A party described twice and a document: one entry each, by where they stood first."""
    erasing.tell(Describe(entity=Party(id="a", name="A", aliases=("Ah",))))
    erasing.document("gone", "2024-05-02")
    erasing.document("late", "2024-05-03")
    for number, name in enumerate(("document:late", "party:a:1", "document:gone", "party:a")):
        erasing.ledger.erase(name, reason=f"order {number}")
    everything = erased_words(erasing.ledger.log)
    assert ["party:a", "document:gone", "document:late"] == [words.event for words in everything]
    assert 2 == len(everything[0].positions)
    assert 4 == taken_out(erasing.ledger.log)


def test_what_the_ledger_did_not_know_yet_is_not_missing(erasing):
    """Before the document was captured nothing was lost; after it, on any day, it is."""
    before = erasing.ledger.log.head().size - 1
    erasing.document("gone", "2024-05-02")
    erasing.claim("gone", MeetingHeld(host="a"), "2024-05-01")
    erasing.ledger.erase("document:gone", reason="order")
    assert [] == missing(erasing, known_at=before)
    assert ["document:gone"] == missing(erasing, known_at=before + 1)
    (words,) = erased_words(erasing.ledger.log, before + 1)
    assert () == words.claims


@pytest.mark.parametrize("again", [False, True])
def test_an_order_that_a_crash_left_alone_has_taken_nothing(erasing, again):
    """The order is on record and the words are there; one more order beside it is told."""
    log = erasing.ledger.log
    erasing.document("gone", "2024-05-02")
    erasing.document("other", "2024-05-02")
    erasing.claim("gone", MeetingHeld(host="a"), "2024-05-01")
    record = log.find("document:gone")
    log.append([erasure._why(record, "order", None)])
    if again:
        erasing.ledger.erase("document:other", reason="order 2")
    assert (["document:other"] if again else []) == missing(erasing)
    assert (1 if again else 0) == taken_out(log)
    erasing.ledger.erase("document:gone", reason="order")
    assert "document:gone" in missing(erasing)
    assert (2 if again else 1) == taken_out(log)


def test_a_claim_and_a_party_may_be_asked_about(erasing):
    """Each by its own id, and nobody else's."""
    claim = erasing.claim("kept", MeetingHeld(host="c"), "2024-04-02", partnership="q")
    erasing.ledger.erase(f"claim:{claim}", reason="order")
    erasing.ledger.erase("party:d", reason="order")
    assert [f"claim:{claim}"] == missing(erasing, claim)
    assert ["party:d"] == missing(erasing, "d")
    assert [] == missing(erasing, "b")


def test_what_is_called_like_a_document_takes_none_of_its_claims_along(erasing):
    """A party "news" and a document "news"; and an id of digits is a whole id."""
    erasing.tell(Describe(entity=Party(id="news", name="The News")))
    erasing.document("news", "2024-05-02")
    erasing.claim("news", MeetingHeld(host="a"), "2024-05-01")
    erasing.document("2024", "2024-05-02")
    erasing.ledger.erase("party:news", reason="order")
    erasing.ledger.erase("document:2024", reason="order")
    first, second = erased_words(erasing.ledger.log)
    assert (("party:news", ()), "document:2024") == ((first.event, first.claims), second.event)


class Asked:
    """A log that counts what it is asked."""

    def __init__(self, log):
        self._log, self.questions = log, 0

    def read(self, *query, **limits):
        self.questions += 1
        return self._log.read(*query, **limits)

    def __getattr__(self, name):
        return getattr(self._log, name)


@pytest.mark.parametrize("about", [None, "p", "i", "a"])
def test_where_nothing_was_erased_an_answer_costs_one_question(erasing, about):
    """Most ledgers never erase anything, and each of their answers asks."""
    asked = Asked(erasing.ledger.log)
    assert () == erased_words(asked, about=about)
    assert 1 == asked.questions


def test_an_order_whose_own_words_were_erased_tells_nothing_more(erasing):
    """Its reason is gone with them; the order that took them is told, and counted."""
    log = erasing.ledger.log
    erasing.document("gone", "2024-05-02")
    erasing.ledger.erase("document:gone", reason="a name that must not stand here")
    order = f"erasure:{log.find('document:gone').position}"
    erasing.ledger.erase(order, reason="order 2")
    assert [order] == missing(erasing)
    assert 1 == taken_out(log)
