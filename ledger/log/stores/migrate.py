"""Schema migrations: the only module that loads Alembic, and only when it is asked to.

Takes a connection inside a transaction, gives it the newest schema. The migrations stand in
the top-level ``migrations`` folder of a checkout, and inside the package in a wheel.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from ledger.late import late
from ledger.log.stores.tables import SCHEMA_HEAD

if TYPE_CHECKING:
    from alembic import command, script
    from alembic import config as alembic_config
    from sqlalchemy import Connection
else:
    command = late("alembic.command")
    alembic_config = late("alembic.config")
    script = late("alembic.script")

_TABLE = re.compile(r"\s*CREATE TABLE ")
_TRIGGER = re.compile(r"\s*CREATE TRIGGER (\w+) .*? ON (\w+)")
_FUNCTION = re.compile(r"^\s*CREATE FUNCTION")


def folder() -> Path:
    """Where the migrations are: next to the package's modules, or next to the package."""
    package = Path(__file__).parents[2]
    shipped = package / "migrations"
    return shipped if shipped.is_dir() else package.parent / "migrations"


def config(connection: Connection | None = None) -> alembic_config.Config:
    """Alembic's settings, all of them; there is no alembic.ini."""
    settings = alembic_config.Config()
    settings.set_main_option("script_location", str(folder()))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection, revision: str = SCHEMA_HEAD) -> None:
    """Bring the schema forward to a revision, inside the connection's transaction."""
    command.upgrade(config(connection), revision)


def restore_guards(connection: Connection) -> None:
    """Make every trigger and its function again, as the migrations make them.

    Takes a ledger of the newest schema, inside a transaction.
    """
    drop_guards(connection)
    for statement in _guards(connection):
        connection.execute(text(_FUNCTION.sub("CREATE OR REPLACE FUNCTION", statement)))


def drop_guards(connection: Connection) -> None:
    """Take the log's own triggers away, inside a transaction that makes them again."""
    for statement in _guards(connection):
        if match := _TRIGGER.match(statement):
            on = f" ON {match[2]}" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER IF EXISTS {match[1]}{on}"))


def _guards(connection: Connection) -> list[str]:
    """The statements that make the triggers and their functions, in order."""
    scripts = script.ScriptDirectory.from_config(config())
    first, names, append = (
        scripts.get_revision(literal).module for literal in ("0001", "0003", "0008")
    )
    if connection.dialect.name == "postgresql":
        fixes = [*map(names.FIX.format, names.FUNCTIONS), append.FIX]
        statements = [*first.POSTGRESQL, append.FUNCTION, *fixes]
    else:
        statements = first.SQLITE
    return [statement for statement in statements if not _TABLE.match(statement)]


def downgrade(connection: Connection, revision: str) -> None:
    """Bring the schema back to an earlier revision, for tests and for going back."""
    command.downgrade(config(connection), revision)
