"""The settings of a ledger that its readers share, such as whose day it is.

No part of the log: no leaf of the tree, no trigger. Nothing that an answer with its clocks fixed
is computed from is here.

Revision ID: 0010
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    collation = ' COLLATE "C"' if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(
        f"CREATE TABLE settings (name TEXT{collation} NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
    )


def downgrade() -> None:
    """Drop the table; what was set has to be set again."""
    op.execute("DROP TABLE settings")
