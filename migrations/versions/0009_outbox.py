"""The outbox: who is told of changes, how far they were told, and what is still to be sent.

No part of the log: no leaf of the tree, no trigger. A message names a partnership and two
positions, and holds no words: they are read from the log when it is sent. Addresses and secrets
of receivers are not here; they are kept next to the keys.

Revision ID: 0009
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Moments are microseconds since 1970, UTC. Nobody works at a receiver while leased_by is empty.
_RECEIVERS = """
    CREATE TABLE receivers (
        name TEXT{0} NOT NULL PRIMARY KEY,
        bookmark BIGINT NOT NULL,
        stopped TEXT,
        gathered_at BIGINT NOT NULL,
        leased_by TEXT NOT NULL,
        leased_until BIGINT NOT NULL
    )
"""
# One that is sent goes; one that is given up stays, and what comes after it of its subject waits.
_OUTBOX = """
    CREATE TABLE outbox (
        receiver TEXT{0} NOT NULL,
        number BIGINT NOT NULL,
        subject TEXT{0} NOT NULL,
        after BIGINT NOT NULL,
        upto BIGINT NOT NULL,
        day TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        due_at BIGINT NOT NULL,
        given_up INTEGER NOT NULL,
        error TEXT NOT NULL,
        PRIMARY KEY (receiver, number)
    )
"""


def upgrade() -> None:
    """Make the tables."""
    collation = ' COLLATE "C"' if op.get_bind().dialect.name == "postgresql" else ""
    for table in (_RECEIVERS, _OUTBOX):
        op.execute(table.format(collation))


def downgrade() -> None:
    """Drop the tables; what was not sent is lost, and nothing that the log holds."""
    op.execute("DROP TABLE outbox")
    op.execute("DROP TABLE receivers")
