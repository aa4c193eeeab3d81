"""The index of texts in a relational database: filled up to a bookmark, and asked.

Takes a ``Store``, does what ``log.shelf.TextIndex`` says. SQLite keeps pieces of texts in FTS5,
without the texts; PostgreSQL in a tsvector. It is no part of the log: who may write to the database
may take rows out, which search cannot see; ``verify`` looks rows up by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, Connection, bindparam, text
from sqlalchemy.exc import DatabaseError

from ledger.log.stores.kept_rows import erased_since
from ledger.log.words import PIECE, pieces_of_text, pieces_of_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.log.stores.relational.store import Store
    from ledger.log.words import AskedWords

_UPTO = text("SELECT upto FROM search_head WHERE id = 1")
_LOCK = text("SELECT upto FROM search_head WHERE id = 1 FOR UPDATE")
_MOVE = text("UPDATE search_head SET upto = :upto WHERE id = 1 AND upto = :after")
_RESET = text("UPDATE search_head SET upto = -1 WHERE id = 1")

_ADD_SQLITE = text("INSERT INTO search_words (rowid, words) VALUES (:position, :words)")
_ADD_POSTGRESQL = text("""
    INSERT INTO search_words (position, words)
    VALUES (:position, array_to_tsvector(string_to_array(:words, chr(31))))
""")
_CLEAR_SQLITE = text("INSERT INTO search_words (search_words) VALUES ('delete-all')")
# What FTS5 keeps of an index without rows: so much damage can stand there that it refuses to look.
_AS_NEW_SQLITE = (
    "DELETE FROM search_words_data",
    "DELETE FROM search_words_idx",
    "DELETE FROM search_words_docsize",
    "DELETE FROM search_words_config",
    "INSERT INTO search_words_data (id, block) VALUES (1, x''), (10, x'00000000000000')",
    "INSERT INTO search_words_config (k, v) VALUES ('version', 4)",
)
_CLEAR_POSTGRESQL = text("DELETE FROM search_words")
_COUNT_SQLITE = text("SELECT count(*) FROM search_words_docsize")
_COUNT_POSTGRESQL = text("SELECT count(*) FROM search_words")
_TERMS = text("SELECT term FROM search_terms WHERE term >= :first AND term < :last LIMIT :limit")
_THERE = text("SELECT count(*) FROM sqlite_master WHERE name = 'search_words'")

_MATCH = {
    "sqlite": (
        "SELECT rowid AS position FROM search_words WHERE search_words MATCH :word{number} "
        "AND rowid > :after AND rowid <= :upto"
    ),
    "postgresql": (
        "SELECT position FROM search_words WHERE words @@ CAST(:word{number} AS tsquery) "
        "AND position > :after AND position <= :upto"
    ),
}
_OF_TAG = (  # position by position: of a type there are a million, and few hold the words
    "SELECT position FROM ({}) AS words "
    "WHERE EXISTS (SELECT 1 FROM tags WHERE tag = :tag AND tags.position = words.position)"
)
_TAGGED = (
    "SELECT position FROM tags WHERE tag IN :tags{number} "
    "AND position > :after AND position <= :upto"
)

EVERY = "*"
"""The piece of a text that has so many that no row holds them: it may hold any word."""

_MOST_PIECES = 40_000
_MOST_TERMS = 400  # pieces that begin with one or two letters; with more, all texts are looked at
_LAST = chr(0x10FFFF)


class SqlTexts:
    """An index of texts kept by a ``Store``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def upto(self) -> int | None:
        """See ``TextIndex.upto``."""
        with self._store.reading() as connection:
            return _upto(connection)

    def add(self, rows: Iterable[tuple[int, str]], *, after: int, upto: int, seen: int) -> bool:
        """See ``TextIndex.add``."""
        with self._store.writing() as connection:
            sqlite = connection.dialect.name == "sqlite"
            if connection.execute(_UPTO if sqlite else _LOCK).scalar() != after:
                return False
            if erased_since(connection, seen):
                return False
            if sqlite:
                made = [{"position": at, "words": f"{words}  "} for at, words in rows]
            else:
                made = [{"position": at, "words": _spelled(words)} for at, words in rows]
            if made:
                connection.execute(_ADD_SQLITE if sqlite else _ADD_POSTGRESQL, made)
            return connection.execute(_MOVE, {"after": after, "upto": upto}).rowcount == 1

    def find(
        self,
        asked: Sequence[AskedWords],
        tag: str | None = None,
        *,
        after: int = -1,
        last: int | None = None,
    ) -> tuple[int, list[int] | None]:
        """See ``TextIndex.find``."""
        with self._store.reading() as connection:
            upto = _upto(connection)
            if upto is None:
                return -1, None
            statement, values = _statement(connection, asked)
            values |= {"after": after, "upto": upto if last is None else min(upto, last)}
            if statement is None:
                return -1, None
            if tag is not None:
                statement, values = _OF_TAG.format(statement), {**values, "tag": tag}
            bound: list[BindParameter[object]] = [
                bindparam(name, expanding=True) for name in values if name.startswith("tags")
            ]
            positions = connection.execute(text(statement).bindparams(*bound), values).scalars()
            return upto, sorted(positions)

    def count(self) -> int:
        """See ``TextIndex.count``."""
        with self._store.reading() as connection:
            if _upto(connection) is None:
                return 0
            sqlite = connection.dialect.name == "sqlite"
            asked = _COUNT_SQLITE if sqlite else _COUNT_POSTGRESQL
            return int(connection.execute(asked).scalar_one())

    def clear(self) -> None:
        """See ``TextIndex.clear``."""
        with self._store.writing() as connection:
            clear_texts(connection)


def clear_texts(connection: Connection) -> None:
    """Empty the index, in the transaction of the connection."""
    if _upto(connection) is None:
        return
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(_RESET)  # first: it waits for whoever fills the index, and their rows go too
    if not sqlite:
        connection.execute(_CLEAR_POSTGRESQL)
        return
    try:
        connection.execute(_CLEAR_SQLITE)
    except DatabaseError:  # an erasure and a rebuild must not end here
        for statement in _AS_NEW_SQLITE:
            connection.exec_driver_sql(statement)
        connection.execute(_CLEAR_SQLITE)


def _upto(connection: Connection) -> int | None:
    """Up to where the index goes; None where this database has none."""
    if connection.dialect.name == "sqlite" and not connection.execute(_THERE).scalar():
        return None
    upto = connection.execute(_UPTO).scalar()
    return upto if isinstance(upto, int) else None


def _statement(
    connection: Connection, asked: Sequence[AskedWords]
) -> tuple[str | None, dict[str, object]]:
    """What gives the positions of all that may hold every word; None where that may be anything."""
    parts: list[str] = []
    values: dict[str, object] = {}
    plain: list[str] = []  # words that stand in texts alone are asked for together
    for number, word in enumerate(asked):
        match = _match(connection, pieces_of_word(word.word))
        if match is None:
            continue
        if not word.tags:
            plain.append(f"({match})")
            continue
        values |= {f"word{number}": match, f"tags{number}": sorted(word.tags)}
        parts.append(f"{_match_of(connection, number)} UNION {_TAGGED.format(number=number)}")
    if plain:
        together = " AND " if connection.dialect.name == "sqlite" else " & "
        values[f"word{len(asked)}"] = together.join(plain)
        parts.append(_match_of(connection, len(asked)))
    if len(parts) < 2:  # noqa: PLR2004 - nothing to intersect
        return (parts[0] if parts else None), values
    return " INTERSECT ".join(f"SELECT position FROM ({part}) AS p" for part in parts), values  # noqa: S608 - of this module


def _match_of(connection: Connection, number: int) -> str:
    return _MATCH[connection.dialect.name].format(number=number)


def _match(connection: Connection, pieces: Sequence[str]) -> str | None:
    """What the index is asked for texts with all of these pieces; None where it cannot say."""
    if not pieces:
        return None
    if connection.dialect.name != "sqlite":
        words = (
            _quoted_postgresql(piece) + (":*" if len(piece) < PIECE else "") for piece in pieces
        )
        return f"({' & '.join(words)}) | {_quoted_postgresql(EVERY)}"
    terms = []
    for piece in pieces:
        if len(piece) == PIECE:
            terms.append(_quoted_sqlite(piece))
            continue
        values = {"first": piece, "last": piece + _LAST, "limit": _MOST_TERMS + 1}
        longer = list(connection.execute(_TERMS, values).scalars())
        if len(longer) > _MOST_TERMS:
            continue
        if not longer:
            return _NOTHING
        terms.append("(" + " OR ".join(map(_quoted_sqlite, longer)) + ")")
    return " AND ".join(terms) if terms else None


_NOTHING = '"\x01\x01\x01"'  # no text that is kept has these letters


def _quoted_sqlite(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def _quoted_postgresql(piece: str) -> str:
    return "'" + piece.replace("\\", "\\\\").replace("'", "''") + "'"


def _spelled(words: str) -> str:
    pieces = pieces_of_text(words)
    if len(pieces) > _MOST_PIECES:
        return EVERY
    return "\x1f".join(pieces)
