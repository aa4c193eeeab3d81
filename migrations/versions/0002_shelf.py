"""The shelf: what projections keep of the log, to be dropped and rebuilt at any time.

No part of the log: no leaf of the tree, no trigger. ``touched`` says for each subject the
position of the last event that touches it (the empty subject: up to where that is known);
``shelf`` holds what a version of a projection made of a subject, and at which position.

Revision ID: 0002
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    """
    CREATE TABLE touched (
        subject TEXT NOT NULL PRIMARY KEY,
        position BIGINT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE shelf (
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        subject TEXT NOT NULL,
        position BIGINT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (name, version, subject)
    ) WITHOUT ROWID
    """,
)

POSTGRESQL = (
    """
    CREATE TABLE touched (
        subject TEXT COLLATE "C" NOT NULL PRIMARY KEY,
        position BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE shelf (
        name TEXT COLLATE "C" NOT NULL,
        version INTEGER NOT NULL,
        subject TEXT COLLATE "C" NOT NULL,
        position BIGINT NOT NULL,
        body BYTEA NOT NULL,
        PRIMARY KEY (name, version, subject)
    )
    """,
)


def upgrade() -> None:
    """Make the tables."""
    statements = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables; nothing is lost that the log does not hold."""
    op.execute("DROP TABLE shelf")
    op.execute("DROP TABLE touched")
