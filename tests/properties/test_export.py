"""An export, imported into an empty ledger, answers as the ledger that it came from."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.app import Ledger
from ledger.app.sharing.export import export
from ledger.entries.write import to_json_line, to_yaml
from ledger.facts.facts import fold
from ledger.facts.log_reader import decoded
from ledger.log.query import Query
from ledger.log.stores.memory import MemoryLog
from tests.clock import TickingClock

EXAMPLES = settings(max_examples=40, deadline=None, derandomize=True)


def imported(text):
    """A ledger made of the text alone, a year later."""
    clock = TickingClock(instant=datetime(2025, 10, 1, tzinfo=UTC), step=timedelta(seconds=1))
    ledger = Ledger(MemoryLog(clock=clock), clock=clock)
    ledger.import_entries(text)
    return ledger


def answered(asked, ledger, at):
    """All answers but for the moments at which this ledger recorded a judgement."""
    facts = fold(decoded(ledger._log.read(Query.all())))
    return re.sub(rb'"recorded_at":"[^"]*"', b"", asked(facts, at))


@EXAMPLES
@given(data=st.data())
def test_an_import_of_an_export_answers_the_same(desks, clocks, asked, data):
    """To the byte, on the occurred and the published clock, in YAML and in JSON Lines."""
    desk, at = data.draw(desks), data.draw(clocks)
    entries = export(desk.ledger._log).entries
    lines = "\n".join(map(to_json_line, entries))
    for text in (to_yaml(entries), lines):
        copy = imported(text)
        assert answered(asked, copy, at) == answered(asked, desk.ledger, at)
    again = export(copy._log).entries
    assert again == entries, "an export of the copy is the export"
    assert not [one for one in desk.ledger.import_entries(lines) if one.new], "nothing is new here"


@EXAMPLES
@given(data=st.data())
def test_an_export_of_one_partnership_answers_the_same_of_it(desks, clocks, asked, data):
    """With all that it rests on: names, documents and their roots, acts."""
    desk, at = data.draw(desks), data.draw(clocks)
    copy = imported(to_yaml(export(desk.ledger._log, ["p"]).entries))
    assert answered(asked, copy, at) == answered(asked, desk.ledger, at)
