"""Every way of changing a row through SQL, tried and refused by the database itself."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest

from ledger.clock import FixedClock
from ledger.log import Event, init_log, open_log

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


@pytest.fixture
def path(tmp_path):
    """A ledger with 300 events, so that it has a tile."""
    place = tmp_path / "claims.db"
    init_log(place)
    log = open_log(place, clock=CLOCK)
    log.append(
        [
            Event(
                id=f"e{n}",
                type="claim.recorded",
                version=1,
                tags=frozenset({"party:mexico"}),
                payload=b"{}",
            )
            for n in range(300)
        ]
    )
    log.close()
    return place


ATTACKS = [
    "DELETE FROM head",
    "DELETE FROM events",
    "DELETE FROM tags",
    "DELETE FROM tiles",
    "UPDATE events SET payload = x'7b7d' WHERE position = 3",
    "UPDATE events SET payload = NULL, salt = NULL WHERE position = 3",
    "UPDATE events SET payload = NULL WHERE position = 3",
    "UPDATE events SET envelope = x'00' WHERE position = 3",
    "UPDATE events SET position = 300 WHERE position = 299",
    "UPDATE events SET event_id = 'e300' WHERE position = 299",
    "UPDATE tags SET tag = 'party:korea' WHERE tag = 'party:mexico'",
    "UPDATE tiles SET hash = x'00'",
    "UPDATE head SET size = 299",
    "UPDATE head SET size = 301",
    "UPDATE head SET origin = 'other'",
    "UPDATE head SET recorded_at = 0",
    "UPDATE head SET frontier = x'00'",
    "INSERT INTO head VALUES (1, 'o', 0, 0, x'')",
    "INSERT OR REPLACE INTO head VALUES (1, 'o', 0, 0, x'')",
    "REPLACE INTO events VALUES (3, 'e3', x'', x'', x'', x'')",
    "REPLACE INTO events VALUES (300, 'e3', x'', x'', x'', x'')",
    "INSERT INTO events VALUES (301, 'gap', x'', x'', x'', x'')",
    "INSERT INTO events VALUES (-1, 'before', x'', x'', x'', x'')",
    "INSERT OR IGNORE INTO events VALUES (3, 'late', x'', x'', x'', x'')",
    "INSERT INTO events VALUES (3, 'x', x'', x'', x'', x'') ON CONFLICT DO UPDATE SET salt = x''",
    "REPLACE INTO tags VALUES ('party:mexico', 3)",
    "INSERT INTO tags VALUES ('party:korea', 3)",
    "INSERT INTO tags VALUES ('party:korea', 300)",
    "REPLACE INTO tiles VALUES (1, 0, x'00')",
    "INSERT INTO tiles VALUES (1, 0, x'00') ON CONFLICT DO UPDATE SET hash = x'00'",
]


@pytest.mark.parametrize("recursive", [0, 1], ids=["triggers plain", "triggers recursive"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_change_is_refused(path, attack, recursive):
    """No statement changes, removes or adds a row outside the log's order, to the byte."""
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA recursive_triggers={recursive}")
    before = list(db.iterdump())

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(attack)

    db.rollback()
    assert list(db.iterdump()) == before
    db.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_without_the_triggers_the_same_change_goes_through(path, attack):
    """The negative control: it is the triggers that refuse, and not a mistake in the attack."""
    db = sqlite3.connect(path)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    try:
        db.execute(attack)
    except sqlite3.IntegrityError as error:
        assert "append-only" not in str(error)  # a key refuses it as well  # noqa: PT017
        assert attack.startswith("INSERT INTO head")
    db.close()
