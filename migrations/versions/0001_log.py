"""The log: head, events, tags, tiles, and the triggers that keep them append-only.

Revision ID: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("head", "events", "tags", "tiles")

SQLITE = (
    """
    CREATE TABLE head (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        origin TEXT NOT NULL,
        size BIGINT NOT NULL,
        recorded_at BIGINT NOT NULL,
        frontier BLOB NOT NULL
    )
    """,
    # INTEGER PRIMARY KEY, to the letter, makes the position the row's own key.
    """
    CREATE TABLE events (
        position INTEGER NOT NULL PRIMARY KEY,
        event_id TEXT NOT NULL UNIQUE,
        envelope BLOB NOT NULL,
        leaf_hash BLOB NOT NULL,
        salt BLOB,
        payload BLOB
    )
    """,
    """
    CREATE TABLE tags (
        tag TEXT NOT NULL,
        position BIGINT NOT NULL,
        PRIMARY KEY (tag, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE tiles (
        level INTEGER NOT NULL,
        idx BIGINT NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (level, idx)
    ) WITHOUT ROWID
    """,
    # No row goes. REPLACE, which deletes, fires these only with recursive_triggers on; the
    # insert triggers below refuse it without.
    *(
        f"""
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: {table} keeps its rows'); END
        """
        for table in TABLES
    ),
    *(
        f"""
        CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'the log is append-only: {table} never changes'); END
        """
        for table in ("tags", "tiles")
    ),
    # One change is allowed: a payload and its salt go, where the log itself records that.
    """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    WHEN NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL
        OR NEW.position IS NOT OLD.position OR NEW.event_id IS NOT OLD.event_id
        OR NEW.envelope IS NOT OLD.envelope OR NEW.leaf_hash IS NOT OLD.leaf_hash
        OR NOT EXISTS (
            SELECT 1 FROM tags AS why
            JOIN tags AS kind ON kind.position = why.position
                AND kind.tag = 'type:payload.erased'
            WHERE why.tag = 'erases:' || OLD.position
        )
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: events never change'); END
    """,
    """
    CREATE TRIGGER events_in_order BEFORE INSERT ON events
    WHEN NEW.position <> (SELECT COALESCE(MAX(position) + 1, 0) FROM events)
        OR EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event goes to its end, once'); END
    """,
    """
    CREATE TRIGGER tags_in_order BEFORE INSERT ON tags
    WHEN NEW.position < (SELECT size FROM head)
        OR NEW.position > (SELECT MAX(position) FROM events)
        OR EXISTS (SELECT 1 FROM tags WHERE tag = NEW.tag AND position = NEW.position)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: tags come with their event'); END
    """,
    """
    CREATE TRIGGER tiles_in_order BEFORE INSERT ON tiles
    WHEN EXISTS (SELECT 1 FROM tiles WHERE level = NEW.level AND idx = NEW.idx)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: a tile is written once'); END
    """,
    """
    CREATE TRIGGER head_only_one BEFORE INSERT ON head
    WHEN EXISTS (SELECT 1 FROM head)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: it has one head'); END
    """,
    """
    CREATE TRIGGER head_goes_on BEFORE UPDATE ON head
    WHEN NEW.id IS NOT OLD.id OR NEW.origin IS NOT OLD.origin OR NEW.size <= OLD.size
        OR NEW.recorded_at < OLD.recorded_at
        OR NEW.size IS NOT (SELECT MAX(position) + 1 FROM events)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: its head goes on'); END
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for statement in SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables, and every event with them."""
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}")
