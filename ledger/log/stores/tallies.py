"""The counters that are kept next to the log: each held against the rows that it counts.

Takes a connection; gives the counters that say what is not so, and sets them right. No answer
rests on them: they say which number the next item gets and up to where an index goes. Who comes
next: ``claims verify`` names them, the repair ``tallies`` counts again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from ledger.late import late
from ledger.log.stores import kept_rows, tables
from ledger.log.stores.readback import counted

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.log.stores import text_index
else:
    text_index = late("ledger.log.stores.text_index")

_LAST_ITEM = "(SELECT coalesce(max(number), 0) FROM inbox)"
_LAST_CHANGE = "(SELECT coalesce(max(changed), 0) FROM inbox)"
_LAST_EVENT = "(SELECT max(size) - 1 FROM head)"

# What is counted, what the counter says, and between which numbers it is right.
_MISCOUNTED = text(f"""
    SELECT what, kept, low, high FROM (
        SELECT 'inbox_head has rows' AS what, count(*) AS kept, 1 AS low, 1 AS high FROM inbox_head
        UNION ALL SELECT 'search_head has rows', count(*), 1, 1 FROM search_head
        UNION ALL SELECT 'the inbox counts its items up to', size, {_LAST_ITEM}, {_LAST_ITEM}
            FROM inbox_head
        UNION ALL SELECT 'the inbox counts its changes up to', changes, {_LAST_CHANGE},
            {_LAST_CHANGE} FROM inbox_head
        UNION ALL SELECT 'the prints of documents go up to', printed_events, -1, {_LAST_EVENT}
            FROM inbox_head
        UNION ALL SELECT 'the prints of items go up to', printed_items, 0, {_LAST_ITEM}
            FROM inbox_head
        UNION ALL SELECT 'the remarks on items were made at', kept_events, -1, {_LAST_EVENT}
            FROM inbox_head
        UNION ALL SELECT 'the remarks on items follow its changes up to', kept_changes, 0,
            {_LAST_CHANGE} FROM inbox_head
        UNION ALL SELECT 'the index of texts goes up to', upto, -1, {_LAST_EVENT} FROM search_head
    ) AS tallies
    WHERE kept IS NULL OR kept < low OR kept > high
""")  # noqa: S608  # phrases of this module
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


def miscounted(connection: Connection) -> tuple[str, ...]:
    """Each counter that says what is not so, with what it should say."""
    rows = connection.execute(_MISCOUNTED).all()
    return tuple(
        f"{what} {kept!r}, and it should be {low if low == high else f'between {low} and {high}'}"
        for what, kept, low, high in rows
    )


def ahead(connection: Connection) -> tuple[tuple[str, object], ...]:
    """Receivers of notifications that were told of what is not there: the name, the bookmark."""
    return tuple((str(name), bookmark) for name, bookmark in connection.execute(_AHEAD).all())


def count_again(connection: Connection) -> None:
    """Set the counters to what their rows give; what they are bookmarks of is made again."""
    for table in (tables.inbox_head, tables.search_head):
        connection.execute(table.delete())
    counted("the ledger", "rows in inbox_head", 1, connection.execute(_RIGHT_HEAD).rowcount)
    counted("the ledger", "rows in search_head", 1, connection.execute(_RIGHT_SEARCH).rowcount)
    kept_rows.clear(connection)
    text_index.clear_texts(connection)
