"""What verifying finds beyond the log's own bytes: documents, quotes, and what the faces show."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import attrs
import msgspec
import pytest
from msgspec.structs import replace

from ledger.board.kept_board import BOARD
from ledger.claims.commands import CaptureDocument
from ledger.claims.developments import MeetingHeld
from ledger.intake.originals import originals_of
from ledger.log.event import Event
from ledger.sources.document import Document

if TYPE_CHECKING:
    from ledger.log.shelf import KeptRow


@pytest.fixture
def told(desk):
    """A desk with a document, a meeting and a count."""
    news = desk.document("news", "2024-01-02")
    desk.claim(news, MeetingHeld(participants=("a", "b")), "2024-01-01")
    desk.count(news, 3, "2024-01-01")
    return desk


def broken(desk) -> list[tuple[int | None, str]]:
    return [(one.position, one.what) for one in desk.ledger.verify().breaks]


def insert(desk, name: str, like: str, change) -> None:
    """Append what a program without our rules could have: an event like another, changed."""
    event = next(r.event for r in desk.ledger.log.read() if r.event.type == like)
    raw = msgspec.json.decode(event.payload)
    change(raw)
    payload = msgspec.json.encode(raw, order="sorted")
    desk.ledger.log.append([replace(event, id=name, payload=payload)])


def test_what_was_recorded_by_the_rules_holds(told):
    """The negative control, with the count of all that was looked at."""
    done = told.ledger.verify()
    assert (done.breaks, done.documents, done.quotes, done.partnerships) == ((), 1, 2, 1)


def test_words_that_do_not_have_their_hash(told):
    """A document whose text was replaced by another program is named at its position."""
    insert(told, "document:other", "document.captured",
           lambda raw: raw["document"].update(id="other", text="Other words."))  # fmt: skip
    assert broken(told) == [(13, "the words of other do not have the hash it states")]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("start", 0, "its quote does not stand in news"),
        ("exact", "statement 2", "its quote does not stand in news"),
        ("document", "gone", "its document gone was not captured before it"),
    ],
)
def test_a_quote_that_does_not_stand(field, value, said, told):
    """Wrong words, a wrong place or a missing document: an event past our rules is caught."""
    insert(told, "claim:other", "claim.recorded",
           lambda raw: (raw["claim"].update(id="other"),
                        raw["claim"]["evidence"].update({field: value})))  # fmt: skip
    assert broken(told) == [(13, said)]


def test_a_payload_that_is_none_of_ours(told):
    """An unreadable payload and an unknown type are breaks, and neither hides the other."""
    tags = frozenset({"claim:x"})
    for name, kind in (("a", "claim.recorded"), ("b", "claim.dreamt")):
        told.ledger.log.append([Event(id=name, type=kind, version=1, tags=tags, payload=b"{}")])
    (first, one), (second, two) = broken(told)
    assert (first, second) == (13, 14)
    assert one.startswith("its payload cannot be read")
    assert "claim.dreamt" in two


def test_a_claim_that_its_own_partnership_does_not_find(told):
    """Without the partnership's tag the log holds it, and the partnership's page would not."""
    event = next(r.event for r in told.ledger.log.read() if r.event.type == "claim.recorded")
    raw = msgspec.json.decode(event.payload)
    raw["claim"]["id"] = "hidden"
    raw["claim"]["development"] = {"kind": "requirement-stated", "hurdle": "h", "title": "a law"}
    hidden = Event(
        id="claim:hidden",
        type=event.type,
        version=1,
        tags=frozenset({"claim:hidden", "document:news"}),
        payload=msgspec.json.encode(raw, order="sorted"),
    )
    told.ledger.log.append([hidden])
    assert broken(told) == [(13, "it does not carry the tags of what it says")]


def test_a_row_of_the_kept_board_that_was_changed(told, monkeypatch):
    """The kept rows stand in the same database as the log, and nobody signs for them."""
    assert broken(told) == []
    shelf = told.ledger.log.shelf
    read = type(shelf).read

    def changed(self, kind):
        shelved = read(self, kind)
        if kind != BOARD:
            return shelved
        rows = tuple(_changed(one) for one in shelved.subjects)
        return attrs.evolve(shelved, subjects=rows)

    monkeypatch.setattr(type(shelf), "read", changed)
    said = "the kept row of p is not the one that the log gives"
    assert broken(told)[0][1].startswith(said)


def _changed(one: KeptRow) -> KeptRow:
    body = msgspec.json.decode(one.body)
    body["row"]["claims"] += 1
    return replace(one, body=msgspec.json.encode(body))


def test_what_was_erased_is_no_break(told):
    """Its claims are passed over, in every answer alike."""
    assert told.status("2024-06-01").stage != "none"
    told.ledger.erase("news", reason="order 12")
    done = told.ledger.verify()
    assert (done.breaks, done.log.erased, done.quotes) == ((), (10,), 0)
    assert told.ledger.board(told.at("2024-06-01"))[0].claims == 0


def test_documents_that_are_no_longer_at_hand_are_looked_up(told, monkeypatch):
    """Memory does not follow the documents; what is found is the same."""
    monkeypatch.setattr("ledger.checks.verification.TEXTS", 1)
    told.document("other", "2024-01-03")
    told.count("news", 4, "2024-01-02")
    done = told.ledger.verify()
    assert (done.breaks, done.documents, done.quotes) == ((), 2, 3)

    told.ledger.erase("news", reason="order 12")
    done = told.ledger.verify()
    assert (done.breaks, done.documents, done.quotes) == ((), 1, 0)


def test_a_document_that_comes_after_its_claim_is_not_its_evidence(told, monkeypatch):
    """Also where it is looked up, and would be found."""
    monkeypatch.setattr("ledger.checks.verification.TEXTS", 1)
    insert(told, "claim:early", "claim.recorded",
           lambda raw: (raw["claim"].update(id="early"),
                        raw["claim"]["evidence"].update(document="late")))  # fmt: skip
    told.document("late", "2024-01-03")
    assert broken(told) == [(13, "its document late was not captured before it")]


def test_what_is_held_does_not_grow_with_the_documents(told):
    """Verifying six times as many texts holds no more of them at once."""

    def held() -> int:
        told.ledger.verify()  # what is made once, like the board's rows, is made here
        tracemalloc.start()
        assert told.ledger.verify().breaks == ()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            told.document(f"d{number}", "2024-01-03")

    grow(0, 40)
    small = held()
    grow(40, 240)
    assert held() < small + 100_000  # a page of rows; the texts would be 200,000


def test_original_bytes_that_are_gone_or_changed_are_named(desk):
    """At the position of the event that names them; whole ones are no finding."""
    kept = originals_of(desk.ledger.log)
    digest = kept.keep(b"%PDF the treaty")
    document = Document(
        id="t", text="The treaty", title="T", publisher="P", kind="news", original=digest
    )
    desk.ledger.submit([CaptureDocument(document=document)])
    assert broken(desk) == []
    kept._kept[digest] = b"others"
    last = desk.ledger.log.head().size - 1
    assert broken(desk) == [(last, f"of t the original bytes {digest[:12]}… were changed")]
    kept.forget([digest])
    assert broken(desk) == [(last, f"of t the original bytes {digest[:12]}… are not there")]
