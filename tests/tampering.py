"""A ledger changed past its triggers, as someone with its file, or a superuser, could.

Takes the place of a ledger, a file or the URL of a PostgreSQL schema, and SQL statements without
a schema, each a text or a text with its values (written with ``?``). The triggers stand again
afterwards, as they stood before.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from pathlib import Path

Statement = str | tuple[str, ...] | tuple[str, tuple[object, ...]]


def tampered(place: str | Path, *statements: Statement) -> None:
    """Run the statements with the triggers put aside."""
    if "://" in str(place):
        _tampered_server(str(place), statements)
    else:
        _tampered_file(place, statements)


def dropped(place: str) -> None:
    """Take the whole schema of a ledger on a server away."""
    with _connected(place) as connection:
        connection.execute(f"DROP SCHEMA {make_url(place).query['schema']} CASCADE")


def asked(place: str | Path, query: str) -> tuple[object, ...]:
    """The first row of a query."""
    if "://" in str(place):
        with _connected(str(place)) as connection:
            return connection.execute(query).fetchone()
    with closing(sqlite3.connect(place)) as db:
        return db.execute(query).fetchone()


def _tampered_file(place: str | Path, statements: tuple[Statement, ...]) -> None:
    with closing(sqlite3.connect(place)) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = triggers.fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(*_words(statement))
        for _, words in triggers:
            db.execute(words)
        db.commit()


def _tampered_server(place: str, statements: tuple[Statement, ...]) -> None:
    with _connected(place) as connection:
        # A superuser's session may run with the triggers switched off.
        triggers = connection.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY"
            " (ARRAY['events', 'tags', 'tiles', 'head'])"
        ).fetchall()
        for table, name in triggers:
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        for statement in statements:
            words, *values = _words(statement)
            connection.execute(words.replace("?", "%s").replace("x'00'", "'\\x00'"), *values)
        for table, name in triggers:
            connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def _words(statement: Statement) -> tuple[str, ...]:
    return (statement,) if isinstance(statement, str) else statement


def _connected(place: str) -> psycopg.Connection:
    url = make_url(place)
    bare = url.difference_update_query(["schema"]).render_as_string(hide_password=False)
    connection = psycopg.connect(bare)
    connection.execute(f"SET search_path = {url.query['schema']}")
    return connection
