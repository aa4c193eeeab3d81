"""The inbox: documents that wait for a person, and prints by which reprints are recognised.

No part of the log: no leaf of the tree, no trigger, nothing that an answer is computed from.
``inbox_head`` is one row: how many items there are, and up to which event and which item
``prints`` go. ``prints`` can be emptied and made again at any time.

Revision ID: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HEAD = """
    CREATE TABLE inbox_head (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        size BIGINT NOT NULL,
        printed_events BIGINT NOT NULL,
        printed_items BIGINT NOT NULL
    )
"""
BEGIN = "INSERT INTO inbox_head (id, size, printed_events, printed_items) VALUES (1, 0, -1, 0)"
INDEXES = (
    "CREATE INDEX inbox_sha256 ON inbox (sha256)",
    "CREATE INDEX inbox_address ON inbox (address)",
    "CREATE INDEX inbox_state ON inbox (state, number)",
)

SQLITE = (
    HEAD,
    """
    CREATE TABLE inbox (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        address TEXT,
        state TEXT NOT NULL,
        body BLOB NOT NULL
    )
    """,
    *INDEXES,
    """
    CREATE TABLE prints (
        print BIGINT NOT NULL,
        number BIGINT NOT NULL,
        PRIMARY KEY (print, number)
    ) WITHOUT ROWID
    """,
    BEGIN,
)

POSTGRESQL = (
    HEAD,
    """
    CREATE TABLE inbox (
        number BIGINT NOT NULL PRIMARY KEY,
        id TEXT COLLATE "C" NOT NULL UNIQUE,
        sha256 TEXT COLLATE "C" NOT NULL,
        address TEXT COLLATE "C",
        state TEXT COLLATE "C" NOT NULL,
        body BYTEA NOT NULL
    )
    """,
    *INDEXES,
    """
    CREATE TABLE prints (
        print BIGINT NOT NULL,
        number BIGINT NOT NULL,
        PRIMARY KEY (print, number)
    )
    """,
    BEGIN,
)


def upgrade() -> None:
    """Make the tables."""
    statements = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables; what waited is lost, and nothing that the log holds."""
    for table in ("prints", "inbox", "inbox_head"):
        op.execute(f"DROP TABLE {table}")
