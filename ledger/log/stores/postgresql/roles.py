"""Who may do what in PostgreSQL: an owner who migrates, an app that appends, a reader.

Takes names, gives the SQL that an administrator runs once, and again after each migration.
Privileges are the first wall and the triggers the second: the app role can neither update
nor delete an event, and cannot switch a trigger off. What is kept of the board is the owner's to
write: who could write it could have readers believe it.
"""

from __future__ import annotations

import re

from ledger.errors import InvalidInput

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class NoName(InvalidInput):
    """A name that PostgreSQL would need quoting for, or worse."""

    code = "no-name"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name[:80]!r} is no plain name", fix="use a-z, 0-9 and _, 63 characters at most"
        )


def grants(schema: str, *, app: str, reader: str) -> str:
    """The script; its runner owns the schema, the two roles exist.

    Erasing a payload stays with the owner.
    """
    for name in (schema, app, reader):
        if not _NAME.fullmatch(name):
            raise NoName(name)
    log = ", ".join(f"{schema}.{table}" for table in ("events", "tags", "tiles"))
    return f"""\
REVOKE ALL ON SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {app}, {reader};
GRANT USAGE ON SCHEMA {schema} TO {app}, {reader};
GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader};
GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {app};
-- The log itself only grows, and an append marks what it touches.
GRANT INSERT ON {log} TO {app};
GRANT UPDATE (size, recorded_at, frontier) ON {schema}.head TO {app};
GRANT INSERT, UPDATE ON {schema}.touched TO {app};
-- The inbox is no part of the log: what waits there may be changed.
GRANT INSERT, UPDATE ON {schema}.inbox, {schema}.inbox_head TO {app};
GRANT INSERT ON {schema}.prints TO {app};
GRANT INSERT, DELETE ON {schema}.inbox_kept TO {app};
GRANT INSERT, UPDATE, DELETE ON {schema}.feeds, {schema}.feed_entries TO {app};
-- Documents as they were published: taken out by an erasure, which is the owner's.
GRANT INSERT ON {schema}.originals TO {app};
-- Nor is the outbox: what was sent goes.
GRANT INSERT, UPDATE, DELETE ON {schema}.receivers, {schema}.outbox TO {app};
-- Whose day it is, where the reader does not say.
GRANT INSERT, DELETE ON {schema}.settings TO {app};
-- What is kept of the board ({schema}.shelf) the owner writes, with claims rebuild.
"""  # the names were checked
