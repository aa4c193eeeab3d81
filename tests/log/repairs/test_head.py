"""A head that counts other events than its tree has is mended where its tree says so, on record."""

from __future__ import annotations

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.errors import StorageError
from ledger.log.repairs import record
from tests.tampering import asked, tampered

SIZE = 52  # has three bits set: a count with as many can be read with its tree, another cannot


@pytest.fixture
def place(database, tmp_path):
    """A ledger of each kind with 52 events, a checkpoint of three of them."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        describe(ledger, *"abc")
        ledger.new_key()
        ledger.checkpoint()
        describe(ledger, *(f"p{n}" for n in range(SIZE - ledger.log.head().size)))
        assert ledger.log.head().size == SIZE
    return database


def describe(ledger, *names: str) -> None:
    ledger.submit([Describe(entity=Party(id=name, name=name.upper())) for name in names])


@pytest.mark.parametrize("size", [50, 49, 56, 55, 0, -1, 99999])
def test_a_count_that_is_not_its_trees_is_set_right_and_said(place, tmp_path, size):
    """What the head said is in the event; the ledger holds and goes on, and lost nothing."""
    root = asked(place, "SELECT frontier FROM head")
    tampered(place, f"UPDATE head SET size = {size}")  # noqa: S608
    with open_ledger(place, custody=tmp_path / "custody", recorded_by="ana") as ledger:
        plan = ledger.repair_plan()
        assert [fault.repair for fault in plan.faults] == ["head"]
        assert f"counts {size} events and keeps the tree of the {SIZE}" in plan.faults[0].what
        assert asked(place, "SELECT frontier, size FROM head") == (*root, size), "a look is a look"
        ledger.repair(plan, tmp_path / "evidence")
        assert ledger.verify().breaks == ()
        (repair,) = record.recorded(ledger.log)
        assert repair.position == SIZE
        assert repair.repaired.facts["kept"]["size"] == size
        assert repair.repaired.recorded_by == "ana"
        describe(ledger, "z")
        ledger.checkpoint()
        assert ledger.verify().breaks == ()
        assert ledger.repair_plan().faults == ()
        assert ledger.log.unguarded() == ()


def test_a_head_whose_tree_cannot_be_read_gets_that_of_as_many_leaves(place, tmp_path):
    """And a moment that is that of the last event."""
    tampered(place, ("UPDATE head SET frontier = ?, recorded_at = 7", (b"junk",)))
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        plan = ledger.repair_plan()
        assert plan.faults[0].what.startswith("its head cannot be read")
        ledger.repair(plan, tmp_path / "evidence")
        assert ledger.verify().breaks == ()


CUT = (
    f"DELETE FROM tags WHERE position >= {SIZE - 2}",  # noqa: S608
    f"DELETE FROM events WHERE position >= {SIZE - 2}",  # noqa: S608
)


@pytest.mark.parametrize(
    "damage",
    [
        CUT,
        ("UPDATE head SET size = 50, frontier = x'00'",),
        ("UPDATE head SET size = 50", "UPDATE events SET payload = x'00' WHERE position = 9"),
        ("UPDATE head SET size = 50", "DELETE FROM events WHERE position = 9"),
    ],
    ids=["cut-off", "no-tree-of-any", "a-payload", "a-gap"],
)
def test_where_events_are_missing_the_head_is_not_made_to_fit(place, tmp_path, damage):
    """A head that agreed with what is left would be evidence taken away."""
    tampered(place, *damage)
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        with pytest.raises(StorageError) as refused:
            ledger.repair_plan()
        assert refused.value.code == "not-repairable"
        assert "restore a backup" in refused.value.fix


def test_what_was_signed_for_is_not_given_up(place, tmp_path):
    """Not even where head and leaves would agree on a shorter log."""
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        frontier = ledger.log.head().frontier.to_bytes()
        describe(ledger, "y", "z")
        ledger.checkpoint()
    tampered(
        place,
        f"DELETE FROM tags WHERE position >= {SIZE}",  # noqa: S608
        f"DELETE FROM events WHERE position >= {SIZE}",  # noqa: S608
        ("UPDATE head SET size = 56, frontier = ?", (frontier,)),
    )
    with (
        open_ledger(place, custody=tmp_path / "custody") as ledger,
        pytest.raises(StorageError, match="no repair mends this"),
    ):
        ledger.repair_plan()
