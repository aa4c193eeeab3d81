"""The counters that are kept next to the log: each held against the rows that it counts.

Takes a connection; gives the counters that say what is not so, and tables that are gone; sets
them right. No answer rests on them: they say which number the next item gets and up to where an
index goes. Who comes next: ``claims verify`` names them, the repair ``tallies`` counts again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from ledger.late import late
from ledger.log.stores import body_columns, kept_rows, migrate, misshapen, tables
from ledger.log.stores.readback import counted

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from ledger.log.stores import text_index
else:
    text_index = late("ledger.log.stores.text_index")

_LAST_ITEM = "(SELECT coalesce(max(number), 0) FROM inbox)"
_LAST_CHANGE = "(SELECT coalesce(max(changed), 0) FROM inbox)"
_LAST_EVENT = "(SELECT max(size) - 1 FROM head)"

# What is counted, what the counter says, between which numbers it is right, and by which tables.
_COUNTERS = (
    ("inbox_head has rows", "count(*)", "1", "1", "inbox_head", ()),
    ("search_head has rows", "count(*)", "1", "1", "search_head", ()),
    *(
        (what, column, low, high, "inbox_head", ("inbox",))
        for what, column, low, high in (
            ("the inbox counts its items up to", "size", _LAST_ITEM, _LAST_ITEM),
            ("the inbox counts its changes up to", "changes", _LAST_CHANGE, _LAST_CHANGE),
            ("the prints of documents go up to", "printed_events", "-1", _LAST_EVENT),
            ("the prints of items go up to", "printed_items", "0", _LAST_ITEM),
            ("the remarks on items were made at", "kept_events", "-1", _LAST_EVENT),
            ("the remarks on items follow its changes up to", "kept_changes", "0", _LAST_CHANGE),
        )
    ),
    ("the index of texts goes up to", "upto", "-1", _LAST_EVENT, "search_head", ()),
)
_WRONG = "kept IS NULL OR kept < low OR kept > high"
_AHEAD = text(f"""
    SELECT name, bookmark FROM receivers
    WHERE bookmark IS NULL OR bookmark < -1 OR bookmark > {_LAST_EVENT} ORDER BY name
""")  # noqa: S608  # phrases of this module
_RIGHT_HEAD = text(f"""
    INSERT INTO inbox_head (id, size, printed_events, printed_items, changes, kept_events,
        kept_changes)
    VALUES (1, {_LAST_ITEM}, -1, 0, {_LAST_CHANGE}, -1, 0)
""")  # noqa: S608  # phrases of this module
_RIGHT_SEARCH = text("INSERT INTO search_head (id, upto) VALUES (1, -1)")


def miscounted(connection: Connection, there: Collection[str]) -> tuple[str, ...]:
    """Each counter that says what is not so, with what it should say; what else is made again.

    ``there`` are the tables of the database: one that is gone is named, and asked nothing.
    """
    sound = misshapen.sound(connection, there)
    asked = " UNION ALL ".join(
        f"SELECT '{what}' AS what, {kept} AS kept, {low} AS low, {high} AS high FROM {table}"  # noqa: S608
        for what, kept, low, high, table, others in _COUNTERS
        if {table, *others} <= sound
    )
    sqlite = connection.dialect.name == "sqlite"
    where = f"{_WRONG} OR typeof(kept) <> 'integer'" if sqlite else _WRONG
    wrong = f"SELECT what, kept, low, high FROM ({asked}) AS tallies WHERE {where}"  # noqa: S608
    rows = connection.execute(text(wrong)).all() if asked else []
    return (
        *map(misshapen.gone_in_words, misshapen.gone(connection, there)),
        *map(str, misshapen.altered(connection, there)),
        *map(str, body_columns.misfiled(connection, sound)),
        *(what for _, what in misshapen.mistyped(connection, sound, made_again=True)),
        *(
            f"{what} {kept!r}, and it should be "
            f"{low if low == high else f'between {low} and {high}'}"
            for what, kept, low, high in rows
        ),
    )


def ahead(connection: Connection, there: Collection[str]) -> tuple[tuple[str, object], ...]:
    """Receivers of notifications that were told of what is not there: the name, the bookmark."""
    if "receivers" not in misshapen.sound(connection, there):
        return ()
    return tuple((str(name), bookmark) for name, bookmark in connection.execute(_AHEAD).all())


def restore_tables(connection: Connection) -> None:
    """Give columns their names back; make tables again, empty, that are gone or lack columns."""
    altered = misshapen.altered(connection, {*inspect(connection).get_table_names()})
    sqlite = connection.dialect.name == "sqlite"
    if altered and sqlite:  # it renames nothing where a trigger or a view names what is not there
        migrate.drop_guards(connection)
        migrate.drop_views(connection)
    for table in altered:
        if not table.names:
            away = "" if sqlite else " CASCADE"
            connection.execute(text(f"DROP TABLE {table.name}{away}"))
        for foreign, own in table.names:
            name = foreign.replace('"', '""')
            connection.exec_driver_sql(f'ALTER TABLE {table.name} RENAME COLUMN "{name}" TO {own}')
    if missing := misshapen.gone(connection, {*inspect(connection).get_table_names()}):
        migrate.restore_tables(connection, missing)
    if altered and sqlite:
        migrate.restore_guards(connection)
        migrate.restore_views(connection)


def count_again(connection: Connection) -> None:
    """Set the counters to what their rows give; what they are bookmarks of is made again.

    So are the tables that are gone or lack columns; of what a backup alone has, empty. What
    stands in the inbox and the feeds is filed again by what it says, or taken away.
    """
    restore_tables(connection)
    body_columns.file_again(connection, {*inspect(connection).get_table_names()})
    for table in (tables.inbox_head, tables.search_head):
        connection.execute(table.delete())
    counted("the ledger", "rows in inbox_head", 1, connection.execute(_RIGHT_HEAD).rowcount)
    counted("the ledger", "rows in search_head", 1, connection.execute(_RIGHT_SEARCH).rowcount)
    kept_rows.clear(connection)
    text_index.clear_texts(connection)
