"""How a migration runs: on the connection, and inside the transaction, of who asked for it."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="ledger_version",
)
context.run_migrations()
