"""The law of what is kept of partnerships: every answer is the same, to the byte, without it.

Facts of a partnership stand next to its row on the board, and boards of past days are kept once
they were asked for. Whatever happens between two questions, whoever asks first.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.app import Ledger
from ledger.board import kept_board, kept_facts
from ledger.board.marks import PREFIX
from ledger.board.rows import board_row, in_order
from ledger.claims import developments as d
from ledger.claims.as_json import plain
from ledger.clock import Clocks
from ledger.facts.log_reader import all_facts, facts_of_partnerships
from ledger.log import MemoryLog
from ledger.projections.agenda import agenda
from ledger.projections.dates_to_come import dates_to_come
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing
from ledger.projections.why.why import why
from tests.clock import TickingClock
from tests.properties.test_shelf import HISTORIES, NAMES, ON, claim, date, tell
from tests.thorough import examples

EXAMPLES = examples(60)


@pytest.fixture(autouse=True, scope="module")
def _every_partnership_is_large():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_facts, "LEAST", 1)
        patch.setattr("ledger.board.batches.LEAST", 1)
        yield


def answers(view):
    """Everything that is asked of a partnership, as plain data."""
    asked = agenda(view), dates_to_come(view), why(view, view.id, None)
    return plain((view.status, view.hurdles, view.timeline, view.contested, *asked))


def again(ledger):
    """The same ledger, opened by someone who has asked nothing yet."""
    return Ledger(ledger.log, clock=TickingClock())


def from_log(ledger, name, clocks):
    """The view of a partnership, of nothing but the log."""
    facts = facts_of_partnerships(ledger.log, {name}, clocks.known_at)
    return PartnershipView(standing=Standing(facts, clocks), id=name, today=ledger.today)


@EXAMPLES
@given(history=HISTORIES, day=ON, published=st.one_of(st.none(), ON), data=st.data())
def test_every_answer_is_the_same_with_and_without_what_is_kept(history, day, published, data):
    """Law: asked at any moment of a history, twice, at any three clocks."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    ledger.submit(NAMES)
    last = None
    for act in (*history, day):
        if not isinstance(act, date):
            last = tell(ledger, act, last)
            continue
        head = ledger.log.head().size - 1
        known_at = data.draw(st.one_of(st.none(), st.integers(len(NAMES) - 1, head)))
        clocks = Clocks(valid_at=act, published_by=published, known_at=known_at)
        for name in ("p", "q"):
            expected = answers(from_log(ledger, name, clocks))
            assert answers(again(ledger).view(name, clocks)) == expected
            kept = ledger.log.shelf.look(kept_facts.FACTS, PREFIX + name).subjects[0]
            if kept.fresh:  # no event came that belongs into it, and left it unmarked
                assert kept_facts.gives(kept.body, kept_facts.encoded_at(ledger.log, name, head))
            assert answers(again(ledger).view(name, clocks)) == expected
            together = Standing(all_facts(ledger.log, clocks.known_at), clocks)
            assert (
                answers(PartnershipView(standing=together, id=name, today=ledger.today)) == expected
            )
        boards = [again(ledger).board(clocks), again(ledger).board(clocks)]
        facts = all_facts(ledger.log, clocks.known_at)
        views = (
            PartnershipView(standing=Standing(facts, clocks), id=name)
            for name in facts.partnerships
        )
        assert boards == [in_order(map(board_row, views))] * 2


def test_a_row_is_read_and_not_the_log(monkeypatch):
    """Liveness: the second question of a partnership folds no event of the log."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    ledger.submit(NAMES)
    clocks = Clocks(valid_at=date(2024, 8, 1))
    first = answers(ledger.view("p", clocks))
    assert ledger.log.shelf.look(kept_facts.FACTS, f"{PREFIX}p").subjects[0].fresh
    monkeypatch.setattr(kept_facts, "facts_of_partnerships", None)
    assert answers(again(ledger).view("p", clocks)) == first


def test_a_board_of_a_past_day_is_read_the_second_time(monkeypatch):
    """Liveness: nothing is folded, and what touches one partnership makes one row again."""
    ledger = Ledger(MemoryLog(clock=(clock := TickingClock())), clock=clock)
    ledger.submit(NAMES)
    made = []
    whole = kept_board.steady_row
    monkeypatch.setattr(kept_board, "steady_row", lambda view: made.append(view.id) or whole(view))
    clocks = Clocks(valid_at=date(2024, 3, 1), published_by=date(2024, 3, 1))
    first = ledger.board(clocks)
    assert sorted(made) == ["p", "q"]
    assert again(ledger).board(clocks) == first
    assert len(made) == 2
    held = {"document": "d0", "development": d.MeetingHeld(host="a"), "partnership": "p"}
    ledger.submit([claim("c0", held)])
    again(ledger).board(clocks)
    assert made[2:] == ["p"]
