"""A row of the board: its instruments, and when something in it was last recorded."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.claims import developments as d
from ledger.claims.commands import (
    CaptureDocument,
    Describe,
    DisputeClaim,
    RecordClaim,
    Retract,
)
from ledger.claims.entities import Partnership, Party
from ledger.clock import Clocks
from ledger.demo import tell
from ledger.edtf import parse
from ledger.sources.document import Document
from tests.clock import TickingClock

TODAY = Clocks(valid_at=date(2024, 6, 14))


def claim(partnership, name):
    """That the parties met."""
    return RecordClaim(
        id=f"{partnership}-{name}",
        document="doc",
        development=d.MeetingHeld(host="a"),
        quote="They met.",
        partnership=partnership,
    )


@pytest.fixture
def ledger(tmp_path):
    """Two partnerships of a claim each; time goes on between appends."""
    place = str(tmp_path / "claims.db")
    clock = TickingClock()
    init_ledger(place)
    with open_ledger(place, clock=clock) as opened:
        document = Document(
            id="doc",
            text="They met.",
            title="doc",
            publisher="x",
            kind="news",
            published=parse("2024-02-01"),
        )
        opened.submit(
            [
                *(Describe(entity=Party(id=name, name=name)) for name in "ab"),
                *(
                    Describe(entity=Partnership(id=name, title=name, parties=("a", "b")))
                    for name in ("p", "q")
                ),
                CaptureDocument(document=document),
                claim("p", "first"),
                claim("q", "first"),
            ]
        )
        yield opened


def new_since(ledger, position, clocks=TODAY):
    """The partnerships in which something was recorded after a position."""
    unseen = ledger.unseen_from(position, clocks)
    board = ledger.board(clocks)
    return {row.partnership for row in board if unseen and row.last_recorded >= unseen}


def test_a_row_is_new_after_each_claim_and_each_act_on_one(ledger):
    """A dispute, a retraction, one that is taken back; the other row stays as it is."""
    acts = (
        claim("p", "second"),
        DisputeClaim(claim="p-first", by="b", reason="they did not"),
        Retract(target="p-second", by="ledger", reason="slip"),
    )
    for act in acts:
        seen = ledger.size() - 1
        assert set() == new_since(ledger, seen)
        ledger.submit([act])
        assert {"p"} == new_since(ledger, seen), act
    retraction = ledger.log.at(ledger.size() - 1).event
    seen = ledger.size() - 1
    ledger.submit([Retract(target=retraction.id.split(":", 1)[1], by="ledger", reason="no slip")])
    assert {"p"} == new_since(ledger, seen)
    assert {"p", "q"} == new_since(ledger, 2)


def test_what_could_not_be_read_yet_is_not_new(ledger):
    """Before the article came out, no claim of it was there to be seen."""
    early = Clocks(valid_at=date(2024, 6, 14), published_by=date(2024, 1, 31))
    assert [None, None] == [row.last_recorded for row in ledger.board(early)]


def test_the_convention_stands_in_the_row_as_ten_of_eleven(tmp_path):
    """The same count as on the status page."""
    with open_ledger(tell("alce", tmp_path / "claims.db").location) as ledger:
        clocks = Clocks(valid_at=date(2024, 6, 14), published_by=date(2024, 6, 14))
        (row,) = ledger.board(clocks)
        states = ledger.status(row.partnership, clocks).instruments
    assert [
        (state.id, state.consents.count, state.consents.highest, state.consents.required)
        for state in states
        if state.consents.count is not None
    ] == [(own.id, own.count, own.highest, own.required) for own in row.instruments]
    assert [(10, 11)] == [(own.count, own.required) for own in row.instruments]
