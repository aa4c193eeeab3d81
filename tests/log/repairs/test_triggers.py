"""Triggers that are gone or not ours: repaired, on record, with their words kept."""

from __future__ import annotations

import json
import sqlite3
from hashlib import sha256

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.log import log_entry as journal
from ledger.log.repairs import record
from ledger.log.repairs.repair import ChangedMeanwhile


@pytest.fixture
def place(tmp_path):
    """An empty ledger in a file."""
    init_ledger(tmp_path / "claims.db")
    return tmp_path / "claims.db"


def opened(place):
    return open_ledger(place, custody=place.parent / "custody", recorded_by="ana")


def on_file(place, *statements):
    db = sqlite3.connect(place)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


EATING = "CREATE TRIGGER eat BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END"


def test_a_whole_ledger_has_nothing_to_repair(place):
    """Negative control: no fault is seen where there is none."""
    with opened(place) as ledger:
        assert ledger.repair_plan().faults == ()


def test_a_plan_changes_nothing_and_carried_out_it_is_on_record(place):
    """What the plan says is done: the trigger goes, its words and the event of it stay."""
    on_file(place, EATING, "DROP TRIGGER head_goes_on")
    evidence = place.with_name("evidence.jsonl")
    with opened(place) as ledger:
        plan = ledger.repair_plan()
        assert [fault.what for fault in plan.faults] == [
            "the trigger eat on events is not the ledger's own",
            "the trigger head_goes_on is missing",
        ]
        assert ledger.repair_plan() == plan
        assert ledger.log.head().size == 0

        done = ledger.repair(plan, evidence)

        assert ledger.repair_plan().faults == ()
        assert ledger.verify().breaks == ()
        (on_record,) = record.recorded(ledger.log)
        position, repaired = on_record.position, on_record.repaired
        assert done.events[0].position == position == 0
        assert repaired.repair == "triggers"
        assert repaired.faults == 2
        assert repaired.recorded_by == "ana"
        assert repaired.evidence.sha256 == sha256(evidence.read_bytes()).hexdigest()
        assert json.loads(evidence.read_text())["words"] == EATING
        assert journal.entry(done.events[0]).repaired == repaired


def test_what_changed_since_it_was_shown_is_not_done(place):
    """A person says yes to what was shown, and to nothing else."""
    on_file(place, "DROP TRIGGER head_goes_on")
    with opened(place) as ledger:
        plan = ledger.repair_plan()
        on_file(place, "DROP TRIGGER tags_no_delete")
        with pytest.raises(ChangedMeanwhile):
            ledger.repair(plan, place.with_name("evidence.jsonl"))
        assert ledger.log.head().size == 0
        assert len(ledger.log.unguarded()) == 2


@pytest.mark.parametrize(
    "table",
    ["inbox", "prints", "shelf", "touched", "settings", "search_head", "receivers", "feeds"],
)
def test_a_view_in_place_of_a_table_next_to_the_log_is_taken_away(place, table):
    """The table is made again, and the repairs stand on record; nothing goes in a circle."""
    hidden = f"CREATE VIEW {table} AS SELECT * FROM other"  # noqa: S608 - a name of the list
    on_file(place, f"ALTER TABLE {table} RENAME TO other", hidden)
    with opened(place) as ledger:
        plan = ledger.repair_plan()
        assert f"the view {table} in place of a table is not the ledger's own" in {
            fault.what for fault in plan.faults
        }
        ledger.repair(plan, place.with_name("evidence.jsonl"))
    with opened(place) as ledger:
        left = {fault.what for fault in ledger.repair_plan().faults}
        assert not {what for what in left if table in what and "status_v1" not in what}


def test_a_view_in_place_of_the_log_is_no_repairs_business(place):
    """What stood there is events: a person has to look."""
    on_file(place, "ALTER TABLE tags RENAME TO other", "CREATE VIEW tags AS SELECT * FROM other")
    with opened(place) as ledger:
        assert "the view tags" not in str([fault.what for fault in ledger.repair_plan().faults])
