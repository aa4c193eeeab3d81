"""The statements that are asked again and again, as text for the driver.

Takes nothing, gives texts with ``?`` where a value goes, in words that SQLite and PostgreSQL
both understand. Where the two differ, each store has its own. Who comes next: ``reader`` has
them run by ``Store.fetch``; questions of many shapes are ``selection``'s.
"""

from __future__ import annotations

from ledger.log.clock.moments import TAG

VERSION_TABLE = "ledger_version"
"""Alembic's own, under a name that no other program's migrations use."""

VERSION = f"SELECT version_num FROM {VERSION_TABLE}"  # noqa: S608  # a word of ours

HEAD = "SELECT id, origin, size, recorded_at, frontier FROM head WHERE id = 1"

CLOCK = f"(SELECT max(position) FROM tags WHERE tag = '{TAG}')"  # noqa: S608  # a word of ours
"""Where the clock was repaired last, in the same snapshot as the rows that it may concern."""

COLUMNS = f"position, envelope, leaf_hash, {CLOCK}, payload"
"""What reading takes of an event's row; the payload stands last."""

# Phrases of this program throughout.
BY_ID = f"SELECT {COLUMNS} FROM events WHERE event_id = ?"  # noqa: S608
BY_POSITION = f"SELECT {COLUMNS} FROM events WHERE position = ?"  # noqa: S608
# Ids are printable ASCII: DEL sorts behind every id that goes on from the prefix.
BY_PREFIX = f"""
    SELECT {COLUMNS} FROM events WHERE event_id >= ? AND event_id < ? ORDER BY event_id LIMIT ?
"""  # noqa: S608
EVERYTHING = f"""
    SELECT {COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?
"""  # noqa: S608
STORED = """
    SELECT position, event_id, envelope, leaf_hash, salt, payload FROM events
    WHERE position > ? AND position <= ? ORDER BY position LIMIT ?
"""
LEAVES = """
    SELECT leaf_hash FROM events WHERE position BETWEEN ? AND ? ORDER BY position
"""


def filed(tags: int) -> str:
    """Where events stand that carry any of so many tags, up to a position; perhaps twice."""
    return f"SELECT position FROM tags WHERE tag IN ({_marks(tags)}) AND position <= ?"  # noqa: S608


def tally(tags: int) -> str:
    """How many events carry each of so many tags."""
    return f"SELECT tag, count(*) FROM tags WHERE tag IN ({_marks(tags)}) GROUP BY tag"  # noqa: S608


LAST_FILED = "SELECT tag, max(position) FROM tags WHERE position <= ? GROUP BY tag"
"""Where each tag stands last, up to a position."""


def at(positions: int) -> str:
    """The events at so many positions."""
    asked = f"SELECT {COLUMNS} FROM events WHERE position IN ({_marks(positions)})"  # noqa: S608
    return f"{asked} ORDER BY position"


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def of_types(types: int) -> str:
    """The first events of so many types, which are filed as tags."""
    return f"""
        SELECT {COLUMNS} FROM events WHERE position IN (
            SELECT position FROM tags
            WHERE tag IN ({_marks(types)}) AND position > ? AND position <= ?
            ORDER BY position LIMIT ?
        ) ORDER BY position
    """  # noqa: S608  # phrases of this program


OF_BOTH = f"""
    SELECT {COLUMNS} FROM events WHERE position IN (
        SELECT tags.position FROM tags
        WHERE tags.tag = ? AND EXISTS (
            SELECT 1 FROM tags AS kinds WHERE kinds.tag = ? AND kinds.position = tags.position
        ) AND tags.position > ? AND tags.position <= ?
        ORDER BY tags.position LIMIT ?
    ) ORDER BY position
"""  # noqa: S608
"""The first events of one type with one tag."""
TILES = "SELECT hash FROM tiles WHERE level = ? AND idx BETWEEN ? AND ? ORDER BY idx"
