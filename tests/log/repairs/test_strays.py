"""Rows beyond the log's head stop every append, and a repair takes them away, on record."""

from __future__ import annotations

import json
import sqlite3
from hashlib import sha256

import psycopg
import pytest
from sqlalchemy.engine import make_url

from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.errors import StorageError
from ledger.log.repairs import record

TILE = "INSERT INTO tiles VALUES (1, (SELECT size / 256 FROM head), {junk})"
EVENT = (
    "INSERT INTO events SELECT max(position) + 1, 'junk', {junk}, {junk}, {junk}, {junk}"
    " FROM events"
)
TAG = "INSERT INTO tags SELECT 'party:junk', max(position) FROM events"
KEPT = (
    "INSERT INTO shelf VALUES ('status', 9, 'partnership:p', 999999, {junk})",
    "UPDATE touched SET position = 999999",
)


@pytest.fixture
def place(database, tmp_path):
    """A ledger of each kind with one name."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path / "custody") as ledger:
        describe(ledger, "a")
    return database


def describe(ledger, name: str) -> None:
    ledger.submit([Describe(entity=Party(id=name, name=name.upper()))])


def written(place: str, *statements: str) -> None:
    """As anyone can who may insert: the triggers stand."""
    if "://" not in place:
        db = sqlite3.connect(place)
        for statement in statements:
            db.execute(statement.format(junk="x'7b7d'"))
        db.commit()
        db.close()
        return
    url = make_url(place)
    bare = url.difference_update_query(["schema"]).render_as_string(hide_password=False)
    with psycopg.connect(bare) as connection:
        connection.execute(f"SET search_path = {url.query['schema']}")
        for statement in statements:
            connection.execute(statement.format(junk="'\\x7b7d'"))


@pytest.mark.parametrize(
    ("statements", "what"),
    [
        ([TILE], "a tile covers a stretch that is not there: 0"),
        ([EVENT], "an event stands at a position that is not there: @1"),
        ([EVENT, EVENT.replace("'junk'", "'more'")], "is not there: @1 and 1 more"),
        ([EVENT, TAG], "an event stands at a position that is not there: @1"),
    ],
    ids=["tile", "event", "events", "tag"],
)
def test_rows_beyond_the_head_are_named_and_taken_away_on_record(place, tmp_path, statements, what):
    """Verify says which repair applies; the rows go whole to a file, and the ledger goes on."""
    written(place, *statements)
    evidence = tmp_path / "evidence.jsonl"
    with open_ledger(place, custody=tmp_path / "custody", recorded_by="ana") as ledger:
        if TILE not in statements:  # a tile is in the way once the tree has grown up to it
            with pytest.raises(StorageError):
                describe(ledger, "b")
        verified = ledger.verify()
        assert not verified.log.holds
        assert {fault.repair for fault in verified.mends} == {"strays"}
        assert what in verified.mends[0].what
        assert ledger.log.head().size == 1, "to look changes nothing"

        done = ledger.repair(ledger.repair_plan(), evidence)

        (on_record,) = record.recorded(ledger.log)
        assert on_record.position == 1
        assert on_record.repaired.evidence.sha256 == sha256(evidence.read_bytes()).hexdigest()
        rows = [json.loads(line) for line in evidence.read_text().splitlines()]
        assert len(rows) == len(statements)
        assert all("7b7d" in row.values() or row["table"] == "tags" for row in rows)
        assert done.evidence == evidence
        verified = ledger.verify()
        assert (verified.breaks, verified.mends) == ((), ())
        assert verified.repairs == (on_record,)
        describe(ledger, "b")
        assert ledger.log.unguarded() == ()


def test_kept_rows_of_positions_that_are_not_there_go(place, tmp_path):
    """What is kept next to the log is emptied, and made again from the log."""
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        written(place, *KEPT)
        faults = ledger.repair_plan().faults
        assert {tuple(fault.facts) for fault in faults} == {("touched",), ("shelf",)}
        ledger.repair(ledger.repair_plan(), tmp_path / "evidence.jsonl")
        assert ledger.repair_plan().faults == ()
        assert ledger.verify().breaks == ()


def test_a_whole_ledger_has_no_strays(place, tmp_path):
    """Negative control: of 600 events, with tiles and a board that is kept."""
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        parties = [Describe(entity=Party(id=f"p{n}", name=f"P {n}")) for n in range(600)]
        ledger.submit(parties)
        ledger.verify()
        assert ledger.repair_plan().faults == ()
        assert ledger.log.hashes(1, 0, 5) != []


def test_a_reader_looks_a_second_time_before_it_tells_of_damage(place, tmp_path, monkeypatch):
    """What a writer caused in between is gone in the next snapshot; what stays is told."""
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        real, looks = type(ledger.log)._recorded, []

        def once(log, rows):
            looks.append(rows)
            if len(looks) == 1:
                raise log._damaged("a writer in between")
            return real(log, rows)

        monkeypatch.setattr(type(ledger.log), "_recorded", once)
        assert ledger.log.at(0).position == 0
        assert len(looks) == 2
        monkeypatch.setattr(
            type(ledger.log), "_recorded", lambda log, _: (_ for _ in ()).throw(log._damaged("x"))
        )
        with pytest.raises(StorageError, match="tampered"):
            ledger.log.at(0)


@pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)
def test_a_reading_inside_a_repair_does_not_end_its_transaction(place, tmp_path):
    """What a repair did after it looked, and then was stopped, is undone with all of it."""
    with open_ledger(place, custody=tmp_path / "custody") as ledger:
        log = ledger.log

        def work(connection):
            assert log.head().size > 0
            connection.exec_driver_sql("DELETE FROM touched")
            raise KeyboardInterrupt

        before = touched(log)
        assert before
        with pytest.raises(KeyboardInterrupt):
            log.amend(work, lambda _: [])
        assert touched(log) == before


def touched(log):
    with log.store.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM touched").scalar()
