"""The statements that are asked again and again, as text for the driver.

Takes nothing, gives texts with ``?`` where a value goes, in words that SQLite and PostgreSQL
both understand. Where the two differ, each store has its own. Who comes next: ``reader`` has
them run by ``Store.fetch``; questions of many shapes are ``selection``'s.
"""

from __future__ import annotations

from ledger.log.clock.moments import TAG

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
TILES = "SELECT hash FROM tiles WHERE level = ? AND idx BETWEEN ? AND ? ORDER BY idx"
