"""Parties, and all that has a name, at any position: folded from events that were read once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.app.at_hand.reading_once import ReadOnce
from ledger.claims.commands import Describe, JudgeParties
from ledger.claims.entities import Party
from ledger.claims.vocabulary import Verdict
from ledger.clock import FixedClock
from ledger.facts import log_reader as reading
from tests.growth.work import Meter

NOON = datetime(2024, 6, 12, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path):
    """Two parties, told of on three days, with a judgement between."""
    init_ledger(tmp_path / "claims.db")
    steps = (
        [
            Describe(entity=Party(id="peru", name="Peru")),
            Describe(entity=Party(id="chile", name="Chile")),
        ],
        [JudgeParties(party="peru", other="chile", verdict=Verdict.DIFFERENT, reason="two states")],
        [Describe(entity=Party(id="peru", name="Republic of Peru"), replace=frozenset({"name"}))],
    )
    for day, commands in enumerate(steps):
        with open_ledger(
            tmp_path / "claims.db", clock=FixedClock(NOON + timedelta(days=day))
        ) as ledger:
            ledger.submit(commands)
    with open_ledger(tmp_path / "claims.db", clock=FixedClock(NOON)) as ledger:
        yield ledger


def test_at_each_position_they_are_as_the_log_gives_them(ledger):
    """Asked in any order: what was folded last does not stay where it is not so."""
    events = ledger.party_events()
    for position in (3, -1, 0, 1, 2, 3, 1, 99):
        from_log = reading.entities(ledger.log, position)
        assert events.at(position).parties == from_log.parties
        assert events.at(position).judgements == from_log.judgements


def test_what_has_a_name_is_read_once_for_all_positions(ledger):
    """However many positions a site's pages speak of; each is told what it was then."""
    once, meter = ReadOnce.of(ledger), Meter()
    with meter.counting() as work:
        names = [once.entities(position) for position in (3, 0, 1, 2, 3, 0, 3)]
    assert work.by_function["facts/log_reader.py:_decoded"] > 0
    for position, facts in zip((3, 0, 1, 2, 3, 0, 3), names, strict=True):
        assert facts == reading.entities(ledger.log, position)
    assert names[4] is names[0] is names[6], "as it is now is kept"
    with meter.counting() as again:
        once.entities(1)
        once.names(2)
    assert again.by_function["facts/log_reader.py:_decoded"] == 0


def test_the_last_position_of_a_moment_is_looked_up(ledger):
    """Of two recorded together the second one, unless that lies behind what is asked about."""
    events = ledger.party_events()
    assert [events.last_at(NOON, upto) for upto in (-1, 0, 1, 3)] == [-1, 0, 1, 1]
    assert events.last_at(NOON + timedelta(days=2), 3) == 3
    assert events.last_at(NOON + timedelta(days=2), 2) == -1
    assert events.last_at(NOON + timedelta(hours=1), 3) == -1
