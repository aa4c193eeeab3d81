"""Schema migrations: the only module that loads Alembic, and only when it is asked to.

Takes a connection inside a transaction, gives it the newest schema. The migrations stand in
the top-level ``migrations`` folder of a checkout, and inside the package in a wheel.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.log.tables import SCHEMA_HEAD

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection


def folder() -> Path:
    """Where the migrations are: beside the package's modules, or beside the package."""
    package = Path(__file__).parents[1]
    shipped = package / "migrations"
    return shipped if shipped.is_dir() else package.parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, all of them; there is no alembic.ini."""
    from alembic.config import Config  # costs a second: only for init  # noqa: PLC0415

    settings = Config()
    settings.set_main_option("script_location", str(folder()))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection, revision: str = SCHEMA_HEAD) -> None:
    """Bring the schema forward to a revision, inside the connection's transaction."""
    from alembic import command  # noqa: PLC0415

    command.upgrade(config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Bring the schema back to an earlier revision, for tests and for going back."""
    from alembic import command  # noqa: PLC0415

    command.downgrade(config(connection), revision)
