"""Events that are not filed under their own tags are filed again as their leaves say."""

from __future__ import annotations

import json

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.log.repairs import record
from tests.log.repairs.test_strays import written
from tests.tampering import asked, tampered


@pytest.fixture
def place(database, tmp_path):
    """A ledger of each kind with some names."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        ledger.submit([Describe(entity=Party(id=f"p{n}", name=f"P{n}")) for n in range(9)])
    return database


@pytest.mark.parametrize(
    ("statements", "missing", "foreign"),
    [
        (("DELETE FROM tags WHERE position = 3 AND tag = 'party:p3'",), 1, 0),
        (("DELETE FROM tags",), 18, 0),
        (("UPDATE tags SET tag = 'party:p4' WHERE tag = 'party:p3'",), 1, 1),
        (("INSERT INTO tags VALUES ('party:p1', 5)",), 0, 1),
    ],
    ids=["a-tag", "all", "of-another", "one-more"],
)
def test_events_are_filed_again_as_their_leaves_say(place, tmp_path, statements, missing, foreign):
    """Verify says which repair applies; what should not be there goes to a file."""
    rows = "SELECT count(*), min(tag), max(tag), sum(position) FROM tags"
    before = asked(place, rows)
    tampered(place, *statements)
    evidence = tmp_path / "evidence.jsonl"
    with open_ledger(place, custody=tmp_path / "custody", recorded_by="ana") as ledger:
        verified = ledger.verify()
        assert {fault.repair for fault in verified.mends} == {"filing"}
        ledger.repair(ledger.repair_plan(), evidence)
        assert ledger.verify().breaks == ()
        assert ledger.log.unguarded() == ()
        (repair,) = record.recorded(ledger.log)
        assert repair.repaired.facts["missing"] == missing
        assert repair.repaired.facts["foreign"] == foreign
    assert asked(place, f"{rows} WHERE position < {repair.position}") == before
    taken = [json.loads(line) for line in evidence.read_text().splitlines()] if foreign else []
    assert len(taken) == foreign
    assert all(row["table"] == "tags" for row in taken)


def test_where_a_leaf_was_changed_nothing_is_filed_by_it(place, tmp_path):
    """Its tags may be someone else's: what was recorded is damaged, and no repair is offered."""
    tampered(
        place,
        "DELETE FROM tags WHERE position = 3",
        "UPDATE events SET leaf_hash = (SELECT leaf_hash FROM events WHERE position = 8)"
        " WHERE position = 7",
    )
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        assert "filing" not in {fault.repair for fault in ledger.repair_plan().faults}


def test_triggers_and_tags_are_mended_together(place, tmp_path):
    """On a server the triggers lock their tables: what is mended after them waits for nobody."""
    off = "DROP TRIGGER tags_no_delete" + (" ON tags" if "://" in place else "")
    tampered(place, "DELETE FROM tags WHERE position = 3")
    written(place, off)
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        plan = ledger.repair_plan()
        assert {fault.repair for fault in plan.faults} == {"triggers", "filing"}
        ledger.repair(plan, tmp_path / "evidence.jsonl")
        assert ledger.verify().breaks == ()
