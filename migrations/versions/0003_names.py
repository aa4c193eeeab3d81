"""Names in the triggers' functions mean the ledger's own tables, whatever a session calls so.

PostgreSQL looks for a name in the session's temporary tables first, then along its own
search path: a temporary ``head`` or ``events`` would have been what a trigger asked. SQLite's
triggers see their own database alone.

Revision ID: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FUNCTIONS = ("refuse", "erase_only", "events_in_order", "tags_in_order", "head_goes_on")

# Named last, or it would be looked through first.
FIX = """
    DO $$ BEGIN
        EXECUTE format(
            'ALTER FUNCTION %I.ledger_{0}() SET search_path TO %I, pg_temp',
            current_schema(), current_schema()
        );
    END $$
"""


def upgrade() -> None:
    """Fix each function's path to the schema it stands in."""
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(FIX.format(function))


def downgrade() -> None:
    """Let them go by the session's path again."""
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"ALTER FUNCTION ledger_{function}() RESET search_path")
