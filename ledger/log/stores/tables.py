"""The tables of the log, as SQLAlchemy Core sees them; the migrations create them.

Takes nothing, gives the tables and the schema revisions that this program knows. Who comes
next: ``selection`` builds questions over them, ``sql`` reads and writes them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from ledger.log.stores.columns import watched
from ledger.log.stores.revisions import REVISIONS, SCHEMA_HEAD

__all__ = ["REVISIONS", "SCHEMA_HEAD"]


metadata = MetaData()

# SQLite makes a column the row's own key only if it is called INTEGER.
_ROW_KEY = BigInteger().with_variant(Integer, "sqlite")

# Alembic's own, under a name that no other program's migrations use.
version = Table("ledger_version", MetaData(), Column("version_num", Text, primary_key=True))

# One row. Its lock is what puts appends in order; its frontier is the tree's right edge.
head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),  # microseconds since 1970, UTC
    Column("frontier", LargeBinary, nullable=False),
)

# All but the payload is read from the envelope, which is what the tree proves.
events = Table(
    "events",
    metadata,
    Column("position", _ROW_KEY, primary_key=True, autoincrement=False),
    Column("event_id", Text, nullable=False, unique=True),
    Column("envelope", LargeBinary, nullable=False),
    Column("leaf_hash", LargeBinary, nullable=False),
    Column("salt", LargeBinary),
    Column("payload", LargeBinary),
)

# Clustered by tag, then position. An event's type is filed here too, as "type:…": one index
# answers every query, and no lone index of low selectivity can mislead the planner.
tags = Table(
    "tags",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
)

# Level 1 and up of c2sp.org/tlog-tiles; level 0 is events.leaf_hash.
tiles = Table(
    "tiles",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("idx", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
)

# What projections keep next to the log. The empty subject is the bookmark of the others.
touched = Table(
    "touched",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
)

shelf = Table(
    "shelf",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("subject", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# What waits for a person (``ledger.intake``), next to the log and no part of it: one row, then
# one for each item, with what it is looked up by outside its body.
inbox_head = Table(
    "inbox_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("printed_events", BigInteger, nullable=False),
    Column("printed_items", BigInteger, nullable=False),
    Column("changes", BigInteger, nullable=False),
    Column("kept_events", BigInteger, nullable=False),
    Column("kept_changes", BigInteger, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("number", _ROW_KEY, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
    Column("address", Text),
    Column("state", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Index("inbox_sha256", "sha256"),
    Index("inbox_address", "address"),
    Index("inbox_state", "state", "number"),
    Index("inbox_changed", "changed"),
)

# What was worked out of items, as of the mark in inbox_head; it can be made again.
inbox_kept = Table(
    "inbox_kept",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

# Up to which position the index of texts goes; what is in it, each database keeps in its own way.
search_head = Table(
    "search_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("upto", BigInteger, nullable=False),
)

# By which words texts share: the position of a document's event, or an item's number, negative.
prints = Table(
    "prints",
    metadata,
    Column("print", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
)

# The feeds that are followed, and which of their entries reached the inbox.
feeds = Table(
    "feeds",
    metadata,
    Column("number", _ROW_KEY, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
)

# Documents as they were published, by the hash that the event of their capture names.
originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

# Who is told of changes (``ledger.app.notify``), how far, and what is still to be sent. Moments
# are microseconds since 1970, UTC.
receivers = Table(
    "receivers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("bookmark", BigInteger, nullable=False),
    Column("stopped", Text),
    Column("gathered_at", BigInteger, nullable=False),
    Column("leased_by", Text, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("receiver", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("upto", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("given_up", Integer, nullable=False),
    Column("error", Text, nullable=False),
)

# What a ledger's readers share and no answer with fixed clocks depends on (``ledger.log.zone``).
settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

_LOG = {head, events, tags, tiles}
BESIDE = tuple(table for table in metadata.sorted_tables if table not in _LOG)
"""What is kept next to the log, where anyone with the file may put a value of any type."""

for _table in BESIDE:
    for _column in _table.columns:
        watched(_column)
