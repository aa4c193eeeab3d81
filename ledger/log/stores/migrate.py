"""Schema migrations: the only module that loads Alembic, and only when it is asked to.

Takes a connection inside a transaction, gives it the newest schema. The migrations stand in
the top-level ``migrations`` folder of a checkout, and inside the package in a wheel.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from ledger.late import late
from ledger.log import guards
from ledger.log.stores.tables import SCHEMA_HEAD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

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


# Tables first; those that SQLite makes for a virtual one come with it.
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX (\S+) ON")
_MADE_SQLITE = """
    SELECT tbl_name, sql FROM sqlite_master
    WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC, rowid
"""
_KEPT = text("""
    SELECT relname, pg_get_viewdef(oid) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v' AND relname = ANY(:names)
""")
_READERS = text("""
    SELECT format('GRANT %s ON %I TO %s', privilege_type, relname,
        CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
    FROM pg_class CROSS JOIN aclexplode(relacl)
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v'
        AND relname = ANY(:names) AND grantee <> relowner
""")


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


def restore_views(connection: Connection) -> None:
    """Make every view for SQL again, as the migrations make them; who may read one still may.

    Takes a ledger of the newest schema, inside a transaction.
    """
    made = _views(connection)
    if connection.dialect.name != "postgresql":
        drop_views(connection)
        for words in made.values():
            connection.exec_driver_sql(f"CREATE VIEW {words}")
        return
    connection.exec_driver_sql(
        _FUNCTION.sub("CREATE OR REPLACE FUNCTION", _script("0005").FUNCTION)
    )
    readers = connection.execute(_READERS, {"names": list(made)}).all()
    try:
        with connection.begin_nested():
            for words in made.values():
                connection.exec_driver_sql(f"CREATE OR REPLACE VIEW {words}")
    except DBAPIError:  # its columns are others'
        drop_views(connection)
        for words in made.values():
            connection.exec_driver_sql(f"CREATE VIEW {words}")
        for (grant,) in readers:
            connection.exec_driver_sql(grant)


def drop_views(connection: Connection) -> None:
    """Take the views for SQL away, inside a transaction that makes them again."""
    for name in reversed(_views(connection)):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def restore_tables(connection: Connection, names: Sequence[str]) -> None:
    """Make tables next to the log again, empty, as the migrations make them.

    Takes a ledger of the newest schema, inside a transaction. They come from a schema made new
    for this: another file in memory, or another schema of the database.
    """
    if connection.dialect.name == "postgresql":
        _restore_tables_postgresql(connection, names)
        return
    wanted = set(names)
    if "search_words" in wanted:  # the other is over it
        connection.exec_driver_sql("DROP TABLE IF EXISTS search_terms")
        wanted.add("search_terms")
    beside = create_engine("sqlite://")
    with beside.begin() as made:
        upgrade(made)
        for name, words in made.exec_driver_sql(_MADE_SQLITE).all():
            if name in wanted:
                if index := _INDEX.match(words):  # of a table that was given another name
                    connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index[1]}")
                connection.exec_driver_sql(words)
    beside.dispose()


def _restore_tables_postgresql(connection: Connection, names: Sequence[str]) -> None:
    here = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    own = f"ledger_own_{uuid4().hex}"
    connection.exec_driver_sql(f"CREATE SCHEMA {own}")
    connection.exec_driver_sql(f"SET LOCAL search_path = {own}")
    upgrade(connection)
    for name in names:
        connection.exec_driver_sql(f"ALTER TABLE {name} SET SCHEMA {here}")
    connection.exec_driver_sql(f"SET LOCAL search_path = {here}")
    connection.exec_driver_sql(f"DROP SCHEMA {own} CASCADE")


def changed_views(connection: Connection) -> list[str]:
    """Each view for SQL of a PostgreSQL schema that is missing, or not as it was made.

    The server spells a view's words in its own way, which differs with its version: what it
    keeps is held against the same view, made for this look alone. Nothing where one may not make
    temporary views, as on a standby.
    """
    made = _views(connection)
    look = connection.begin_nested()
    try:
        for number, words in enumerate(made.values()):
            own = words.partition(" AS ")[2]
            connection.exec_driver_sql(f"CREATE TEMPORARY VIEW ledger_own_{number} AS {own}")
        kept = {row[0]: row[1] for row in connection.execute(_KEPT, {"names": list(made)})}
        right = [
            connection.exec_driver_sql(
                f"SELECT pg_get_viewdef('pg_temp.ledger_own_{number}'::regclass)"
            ).scalar()
            for number in range(len(made))
        ]
    except DBAPIError:
        return []
    finally:
        look.rollback()
    return [
        f"the view {name} is {'changed' if name in kept else guards.MISSING}"
        for name, words in zip(made, right, strict=True)
        if kept.get(name) != words
    ]


def drop_guards(connection: Connection) -> None:
    """Take the log's own triggers away, inside a transaction that makes them again."""
    for statement in _guards(connection):
        if match := _TRIGGER.match(statement):
            on = f" ON {match[2]}" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER IF EXISTS {match[1]}{on}"))


def _script(revision: str) -> ModuleType:
    """The module of a migration."""
    return script.ScriptDirectory.from_config(config()).get_revision(revision).module


def _views(connection: Connection) -> dict[str, str]:
    """The views for SQL by their names, in order, each as what follows CREATE VIEW."""
    views = _script("0005")
    dialect = views.Postgresql if connection.dialect.name == "postgresql" else views.Sqlite
    bare = (words.removeprefix("CREATE VIEW ") for words in views.statements(dialect))
    return {words.partition(" AS ")[0]: words for words in bare}


def _guards(connection: Connection) -> list[str]:
    """The statements that make the triggers and their functions, in order."""
    first, names, append = map(_script, ("0001", "0003", "0008"))
    if connection.dialect.name == "postgresql":
        fixes = [*map(names.FIX.format, names.FUNCTIONS), append.FIX]
        statements = [*first.POSTGRESQL, append.FUNCTION, *fixes]
    else:
        statements = first.SQLITE
    return [statement for statement in statements if not _TABLE.match(statement)]


def downgrade(connection: Connection, revision: str) -> None:
    """Bring the schema back to an earlier revision, for tests and for going back."""
    command.downgrade(config(connection), revision)
