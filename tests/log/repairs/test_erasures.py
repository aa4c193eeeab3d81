"""An erasure is one act: its order and what it takes stand together, or neither does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.log import erasure
from ledger.log.event import ErasedEvent
from ledger.log.failures import NotWritten

NAMES = ("Zanzibarland", "Elbonia")


@pytest.fixture
def ledger(database, tmp_path):
    """A ledger of two names."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as opened:
        opened.submit([Describe(entity=Party(id=name.lower(), name=name)) for name in NAMES])
        yield opened


def orders(log):
    """What orders to erase each of the names."""
    return [erasure._why(log.at(position), "an order", None) for position in range(len(NAMES))]


def test_where_one_of_the_words_cannot_go_nothing_is_recorded(ledger):
    """Of several that go together: no order, and each of the words is there."""
    with pytest.raises(NotWritten, match="position 99 was not erased"):
        ledger.log.erase([0, 1, 99], orders(ledger.log))
    assert ledger.log.head().size == len(NAMES)
    assert not any(isinstance(event.event, ErasedEvent) for event in ledger.log.read())
    assert ledger.verify().breaks == ()


def test_all_go_in_one_act(ledger):
    """The orders, in their order, and the words of both."""
    done = erasure.erase_all(ledger.log, [e.event.id for e in ledger.log.read()], reason="order 9")
    assert [(each.position, each.why.position) for each in done] == [(0, 2), (1, 3)]
    moments = {each.why.recorded_at for each in done}
    assert len(moments) == 1, "one append"
    assert ledger.verify().breaks == ()
    assert [isinstance(event.event, ErasedEvent) for event in ledger.log.read()][:2] == [True] * 2


def test_an_order_whose_words_still_stand_is_named_and_carried_out(ledger, database, tmp_path):
    """As an earlier version left it where it was cut off; no file keeps what goes."""
    ledger.log.append(orders(ledger.log)[:1])
    verified = ledger.verify()
    (broken,) = verified.breaks
    assert (broken.position, broken.what) == (
        0,
        "its words were to be erased, as @2 says, and still stand",
    )
    assert {mend.repair for mend in verified.mends} == {"erasures"}
    done = ledger.repair(ledger.repair_plan(), tmp_path / "evidence")
    assert (len(done.events), done.evidence) == (1, None)
    assert ledger.verify().breaks == ()
    assert isinstance(ledger.log.at(0).event, ErasedEvent)
    assert not isinstance(ledger.log.at(1).event, ErasedEvent)
    if "://" not in database:
        stored = b"".join(file.read_bytes() for file in Path(database).parent.glob("claims.db*"))
        assert (NAMES[0].encode() in stored, NAMES[1].encode() in stored) == (False, True)


def test_to_erase_it_again_carries_it_out_too(ledger):
    """The first order's reason stands, and there is no second."""
    ledger.log.append(orders(ledger.log)[:1])
    done = erasure.erase(ledger.log, ledger.log.at(0).event.id, reason="another")
    assert (done.why.position, erasure.said(done.why.event).reason) == (2, "an order")
    assert ledger.log.head().size == len(NAMES) + 1
    assert ledger.verify().breaks == ()
