"""A stored tile hash that is missing or wrong is made again from the leaves, on record."""

from __future__ import annotations

import json

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.errors import StorageError
from tests.tampering import tampered


@pytest.fixture
def place(database, tmp_path):
    """A ledger of each kind with 600 events, so with two full tiles."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        ledger.submit([Describe(entity=Party(id=f"p{n}", name=f"P{n}")) for n in range(600)])
    return database


@pytest.mark.parametrize(
    ("statement", "lack", "aside"),
    [
        ("UPDATE tiles SET hash = x'00' WHERE level = 1 AND idx = 1", "is not the tree's", 1),
        ("DELETE FROM tiles WHERE level = 1 AND idx = 0", "is missing", 0),
        ("DELETE FROM tiles", "is missing", 0),
    ],
    ids=["wrong", "missing", "all-missing"],
)
def test_a_tile_is_made_again_from_the_leaves(place, tmp_path, statement, lack, aside):
    """Verify says which repair applies; what stood there goes to a file, and the ledger goes on."""
    tampered(place, statement)
    evidence = tmp_path / "evidence.jsonl"
    with open_ledger(place, custody=tmp_path / "custody", recorded_by="ana") as ledger:
        verified = ledger.verify()
        assert not verified.log.holds
        assert {fault.repair for fault in verified.mends} == {"tiles"}
        assert lack in verified.mends[0].what
        ledger.repair(ledger.repair_plan(), evidence)
        assert ledger.verify().breaks == ()
        assert ledger.log.unguarded() == ()
        ledger.submit([Describe(entity=Party(id="z", name="Z"))])
        ledger.new_key()
        ledger.checkpoint()
        assert ledger.verify().breaks == ()
    rows = [json.loads(line) for line in evidence.read_text().splitlines()] if aside else []
    assert len(rows) == aside
    assert all(row["hash"] == "00" for row in rows)


def test_leaves_that_the_head_does_not_keep_are_not_made_the_tree(place, tmp_path):
    """Where a leaf was changed, no repair of tiles is offered: what was recorded is damaged."""
    tampered(place, "DELETE FROM tiles WHERE level = 1 AND idx = 0")
    tampered(
        place,
        "UPDATE events SET leaf_hash = (SELECT leaf_hash FROM events WHERE position = 8)"
        " WHERE position = 7",
    )
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        try:
            faults = ledger.repair_plan().faults
        except StorageError:
            faults = ()
        assert "tiles" not in {fault.repair for fault in faults}
