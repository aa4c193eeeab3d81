"""The law of answers at hand: the same object again, and never one that is not so any more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.app import Ledger
from ledger.app.at_hand.answers_at_hand import AnswersAtHand
from ledger.board import kept_facts
from ledger.claims import developments as d
from ledger.clock import Clocks
from ledger.log import MemoryLog, erasure
from ledger.log.event import Event
from tests.clock import TickingClock
from tests.properties.test_shelf import HISTORIES, NAMES, ON, claim, date, tell
from tests.thorough import examples

EXAMPLES = examples(60)
CLOCKS = Clocks(valid_at=date(2024, 8, 1))
HELD = d.MeetingHeld(host="a")


def opened():
    """A ledger in memory with the names of two partnerships."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    ledger.submit(NAMES)
    return ledger


def asked(ledger, clocks):
    """What two partnerships and the board answer."""
    return [ledger.status(name, clocks) for name in ("p", "q")], ledger.board(clocks)


@EXAMPLES
@given(history=HISTORIES, known=st.integers(0, 40), published=st.one_of(st.none(), ON))
def test_no_answer_is_stale(history, known, published):
    """Asked after each act, at past positions too, and in the middle of an erasure."""
    ledger, last = opened(), None
    first = len(NAMES) - 1

    def compare():
        head = ledger.log.head().size - 1
        for known_at in (None, min(head, first + known % 8)):
            clocks = Clocks(valid_at=date(2024, 8, 1), published_by=published, known_at=known_at)
            for _ in range(2):
                assert asked(ledger, clocks) == asked(
                    Ledger(ledger.log, clock=TickingClock()), clocks
                )

    for act in history:
        if not isinstance(act, date):
            last = tell(ledger, act, last)
            compare()
    record = ledger.log.at(first + known % (ledger.log.head().size - first))
    if record is not None and isinstance(record.event, Event):
        ledger.log.append([erasure._why(record, "an order", None)])
        compare()  # the words are still there, and what is said of them must not stay
        ledger.log.erase([record.position])
        compare()


def test_the_same_question_gives_the_same_object():
    """Liveness: of one position nothing is made twice; of the next one it is."""
    ledger = opened()
    view, board = ledger.view("p", CLOCKS), ledger.board(CLOCKS)
    assert ledger.view("p", CLOCKS) is view
    assert ledger.board(CLOCKS) is board
    ledger.submit([NAMES[0].__class__(entity=NAMES[0].entity.__class__(id="z", name="Z"))])
    assert ledger.view("p", CLOCKS) is not view


def test_what_is_appended_while_an_answer_is_made_is_not_in_it(monkeypatch):
    """An answer is kept under a position, and is of that position."""
    ledger = opened()
    before = ledger.status("p", CLOCKS)
    again = Ledger(ledger.log, clock=TickingClock())
    whole = kept_facts.facts_of

    def late(*args, **more):
        monkeypatch.setattr(kept_facts, "facts_of", whole)
        ledger.submit([claim("c0", {"document": "d0", "development": HELD, "partnership": "p"})])
        return whole(*args, **more)

    monkeypatch.setattr(kept_facts, "facts_of", late)
    assert again.status("p", CLOCKS) == before
    assert again.status("p", CLOCKS).stage is not before.stage


def test_an_answer_of_an_erasure_that_is_under_way_is_not_kept():
    """The control of the law: after the event, and before its words are gone, nothing is kept."""
    ledger = opened()
    record = ledger.log.find("partnership:q:0")
    ledger.log.append([erasure._why(record, "an order", None)])
    assert ledger.view("p", CLOCKS) is not ledger.view("p", CLOCKS)
    ledger.log.erase([record.position])
    assert ledger.view("p", CLOCKS) is ledger.view("p", CLOCKS)


@pytest.mark.parametrize("room", [0, 3, 10])
def test_what_is_kept_is_bounded_and_the_least_used_goes_first(room):
    """Answers weigh one and what they say; one that has no room is made each time."""
    hand = AnswersAtHand(opened().log, room=room)
    made = []

    def ask(key):
        return hand.get(9, key, lambda: made.append(key) or key, lambda _: 1)

    for key in (*range(8), 7, 7):
        assert ask(key) == key
    assert hand._size <= room
    assert len(made) == (10 if room == 0 else 8)
    ask(0)
    assert made.count(0) == 2
