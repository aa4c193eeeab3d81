"""The index of texts: by which search looks words up in claims and documents.

No part of the log: no leaf of the tree, no trigger. ``search_head`` is one row: up to which
position the index goes. ``search_words`` has a row for each claim and document: in SQLite the
trigrams of its folded text (FTS5, without the text itself), in PostgreSQL a tsvector of them.
It can be emptied and filled again at any time. A SQLite without FTS5 has none, and is searched
by reading.

Revision ID: 0007
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HEAD = """
    CREATE TABLE search_head (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        upto BIGINT NOT NULL
    )
"""
BEGIN = "INSERT INTO search_head (id, upto) VALUES (1, -1)"

# Whether FTS5 is there, and its tokenizer of trigrams (SQLite 3.34).
FTS5 = """
    CREATE VIRTUAL TABLE search_words USING fts5(
        words, content='', detail=none, tokenize='trigram case_sensitive 1'
    )
"""
TERMS = "CREATE VIRTUAL TABLE search_terms USING fts5vocab(search_words, 'row')"

POSTGRESQL = (
    HEAD,
    BEGIN,
    """
    CREATE TABLE search_words (
        position BIGINT NOT NULL PRIMARY KEY,
        words TSVECTOR NOT NULL
    )
    """,
    "CREATE INDEX search_words_by_word ON search_words USING gin (words)",
)


def upgrade() -> None:
    """Make the tables."""
    if op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL:
            op.execute(statement)
        return
    op.execute(HEAD)
    op.execute(BEGIN)
    try:
        with op.get_bind().begin_nested():
            op.get_bind().execute(text(FTS5))
            op.get_bind().execute(text(TERMS))
    except OperationalError as error:
        if "no such module" not in str(error) and "no such tokenizer" not in str(error):
            raise


def downgrade() -> None:
    """Drop the tables; nothing is lost that the log does not hold."""
    for table in ("search_terms", "search_words", "search_head"):
        op.execute(f"DROP TABLE IF EXISTS {table}")
