"""What the inbox says of its items, kept: a listing of a thousand works nothing out again.

No part of the log. ``inbox_kept`` holds the remarks on items by their ids, as of the events and
the changes of the inbox that ``inbox_head`` names; ``changed`` says by which change of the inbox
an item is as it is. All of it can be emptied and made again, and an erasure empties it.

Revision ID: 0011
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("inbox_head", "changes", 0),
    ("inbox_head", "kept_events", -1),
    ("inbox_head", "kept_changes", 0),
    ("inbox", "changed", 0),
)


def upgrade() -> None:
    """Add the columns and the table."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table, column, begin in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} BIGINT NOT NULL DEFAULT {begin}")
    op.execute("CREATE INDEX inbox_changed ON inbox (changed)")
    text, blob = ('TEXT COLLATE "C"', "BYTEA") if postgresql else ("TEXT", "BLOB")
    op.execute(f"CREATE TABLE inbox_kept (id {text} NOT NULL PRIMARY KEY, body {blob} NOT NULL)")


def downgrade() -> None:
    """Take them away: nothing is lost."""
    op.execute("DROP TABLE inbox_kept")
    op.execute("DROP INDEX inbox_changed")
    for table, column, _ in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
