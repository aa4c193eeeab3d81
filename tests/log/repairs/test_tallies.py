"""A counter next to the log that was changed by hand: named by verify, no answer rests on it."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.intake.inbox.item import Arrival, Door
from ledger.log.stores import tables
from tests.tampering import asked, tampered

NOW = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)
COUNTERS = {
    "UPDATE inbox_head SET size = -4": "counts its items up to -4, and it should be 1",
    "UPDATE inbox_head SET changes = 0": "counts its changes up to 0, and it should be 1",
    "UPDATE inbox_head SET printed_events = 99": "prints of documents go up to 99",
    "UPDATE inbox_head SET printed_items = -1": "prints of items go up to -1",
    "UPDATE inbox_head SET kept_events = 77": "remarks on items were made at 77",
    "UPDATE inbox_head SET kept_changes = 5": "follow its changes up to 5",
    "UPDATE search_head SET upto = -4": "index of texts goes up to -4",
    "DELETE FROM inbox_head": "inbox_head has rows 0",
    "DELETE FROM search_head": "search_head has rows 0",
}


def arrival(text: str) -> Arrival:
    return Arrival(text=text, title="T", publisher="G", door=Door.FILE, through="f")


def test_each_counter_that_was_changed_is_named_and_counted_again(database, tmp_path):
    """Whichever it is; the repair is on record, and the inbox goes on from its last item."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        ledger.submit([Describe(entity=Party(id="a", name="A"))])
        ledger.inbox.add(arrival("Nine of eleven."), NOW)
        assert ledger.verify().breaks == ()
        for statement, named in COUNTERS.items():
            tampered(database, statement)
            verified = ledger.verify()
            assert any(named in break_.what for break_ in verified.breaks), statement
            assert {mend.repair for mend in verified.mends} == {"tallies"}
            ledger.repair(ledger.repair_plan(), tmp_path / "evidence")
            assert ledger.verify().breaks == ()
        assert ledger.inbox.add(arrival("Ten of eleven."), NOW).item.number == 2
        assert ledger.verify().breaks == ()


def test_no_number_of_the_inbox_is_given_away_twice(database):
    """An item's number follows from the items, whatever the counter says."""
    init_ledger(database)
    with open_ledger(database) as ledger:
        first = ledger.inbox.add(arrival("Nine of eleven."), NOW).item
        tampered(database, "UPDATE inbox_head SET size = -4, changes = 0")
        second = ledger.inbox.add(arrival("Ten of eleven."), NOW).item
        assert (first.number, second.number) == (1, 2)
        assert ledger.inbox.item("1") == first
        assert ledger.verify().breaks == (), "the counters are right again"


@pytest.mark.parametrize("bookmark", [-4, 99])
def test_a_receiver_that_was_told_of_what_is_not_there_is_named(database, bookmark):
    """Its changes would be left out, or told again; verify says which it is."""
    init_ledger(database)
    tampered(database, ("INSERT INTO receivers VALUES ('desk', ?, NULL, 1, '', 0)", (bookmark,)))
    with open_ledger(database) as ledger:
        (named,) = ledger.verify().breaks
    assert f"desk was told of changes up to {bookmark}" in named.what


def test_every_table_next_to_the_log_that_is_gone_is_named_and_made_again(database, tmp_path):
    """In both databases, with its keys and indexes; what is recorded stands."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        ledger.submit([Describe(entity=Party(id="a", name="A"))])
        before = asked(database, "SELECT frontier FROM head")
        names = [table.name for table in tables.BESIDE if table.name not in {"touched", "shelf"}]
        tampered(database, *(f"DROP TABLE {name}" for name in names))
        told = [break_.what for break_ in ledger.verify().breaks]
        for name in names:
            assert any(f"the table {name} is gone" in what for what in told), name
        ledger.repair(ledger.repair_plan(), tmp_path / "evidence")
        assert ledger.verify().breaks == ()
        away = " CASCADE" if "://" in database else ""
        tampered(database, f"DROP TABLE touched{away}", f"DROP TABLE shelf{away}")
        for _ in ("the tables", "the view on them, which went along"):
            ledger.repair(ledger.repair_plan(), tmp_path / "evidence-2")
        assert ledger.verify().breaks == ()
        item = ledger.inbox.add(arrival("Nine of eleven."), NOW).item
        assert ledger.inbox.item("1") == item
        assert before != asked(database, "SELECT frontier FROM head")


def test_every_column_with_another_name_gets_its_own_back(database, tmp_path):
    """In both databases, all of them in one go; what stood in them is there."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        ledger.submit([Describe(entity=Party(id="a", name="A"))])
        item = ledger.inbox.add(arrival("Nine of eleven."), NOW).item
        altered = (*tables.BESIDE, tables.tiles)
        view = () if "://" in database else ("DROP VIEW status_v1",)  # it would refuse the names
        tampered(
            database,
            *view,
            *(
                f"ALTER TABLE {table} RENAME COLUMN {column.name} TO other_{column.name}"
                for table in altered
                for column in table.columns
            ),
        )
        named = " ".join(break_.what for break_ in ledger.verify().breaks)
        for table in altered:
            assert f"the table {table} has no column" in named
        ledger.repair(ledger.repair_plan(), tmp_path / "evidence")
        assert ledger.verify().breaks == ()
        assert ledger.inbox.item("1") == item
        assert ledger.repair_plan().faults == ()


def test_an_item_that_is_misfiled_or_cannot_be_read_is_mended(database, tmp_path):
    """In both databases: filed again by what is kept in it, or taken away."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        items = [ledger.inbox.add(arrival(f"{n} of eleven."), NOW).item for n in range(3)]
        tampered(database, "UPDATE inbox SET number = number + 10, state = 'dismissed'")
        assert {item.number for item in ledger.inbox.items()} == {11, 12, 13}
        assert sum("has not what it keeps" in each.what for each in ledger.verify().breaks) == 3
        ledger.repair(ledger.repair_plan(), tmp_path / "evidence")
        assert ledger.verify().breaks == ()
        assert list(ledger.inbox.items()) == items
        junk = "'\\x00'" if "://" in database else "x'00'"
        tampered(database, f"UPDATE inbox SET body = {junk} WHERE number = 2")  # noqa: S608
        assert [bool(item.arrival.fault) for item in ledger.inbox.items()] == [False, True, False]
        ledger.repair(ledger.repair_plan(), tmp_path / "evidence-2")
        assert list(ledger.inbox.items()) == [items[0], items[2]]
        assert ledger.verify().breaks == ()
        assert '"number":2' in (tmp_path / "evidence-2").read_text()


def test_a_number_that_another_item_has_is_not_given_twice(database, tmp_path):
    """Where two say that they are the first, one gets a number of its own."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        first, second = (
            ledger.inbox.add(arrival(f"{n} of eleven."), NOW).item for n in ("Nine", "Ten")
        )
        body = msgspec.json.encode({**msgspec.to_builtins(second), "number": 1})
        tampered(database, ("UPDATE inbox SET body = ? WHERE number = 2", (body,)))
        ledger.repair(ledger.repair_plan(), tmp_path / "evidence")
        assert ledger.verify().breaks == ()
        assert list(ledger.inbox.items()) == [first, second]


def test_the_index_of_texts_that_is_gone_from_a_server_is_named_and_made_again(
    postgres_schema, postgres_url, tmp_path
):
    """On a server it is always there, whether something was filled in or not."""
    init_ledger(postgres_schema)
    schema = make_url(postgres_schema).query["schema"]
    with psycopg.connect(postgres_url) as connection:
        connection.execute(f"DROP TABLE {schema}.search_words CASCADE")
    with open_ledger(postgres_schema, custody=tmp_path / "custody", recorded_by="ana") as ledger:
        plan = ledger.repair_plan()
        assert "the table search_words is gone" in {fault.what for fault in plan.faults}
        ledger.repair(plan, tmp_path / "evidence.jsonl")
        assert ledger.repair_plan().faults == ()
