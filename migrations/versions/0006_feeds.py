"""Feeds that are followed, and documents as they were published.

No part of the log: ``feeds`` and ``feed_entries`` say what is asked and what of it reached the
inbox. ``originals`` keeps the bytes of documents by the hash that the event of their capture
names; they are taken out by an erasure, as the words are.

Revision ID: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQLITE = (
    """
    CREATE TABLE feeds (
        number INTEGER NOT NULL PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        body BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE feed_entries (
        feed BIGINT NOT NULL,
        entry TEXT NOT NULL,
        stamp TEXT NOT NULL,
        PRIMARY KEY (feed, entry)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE originals (sha256 TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL)",
)

POSTGRESQL = (
    """
    CREATE TABLE feeds (
        number BIGINT NOT NULL PRIMARY KEY,
        url TEXT COLLATE "C" NOT NULL UNIQUE,
        body BYTEA NOT NULL
    )
    """,
    """
    CREATE TABLE feed_entries (
        feed BIGINT NOT NULL,
        entry TEXT COLLATE "C" NOT NULL,
        stamp TEXT COLLATE "C" NOT NULL,
        PRIMARY KEY (feed, entry)
    )
    """,
    'CREATE TABLE originals (sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY, body BYTEA NOT NULL)',
)


def upgrade() -> None:
    """Make the tables."""
    statements = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables; feeds have to be added again, and originals are lost."""
    for table in ("feed_entries", "feeds", "originals"):
        op.execute(f"DROP TABLE {table}")
