"""Queries as SQL: which positions match, in order, without reading more than is asked for.

Takes a query and bounds, gives SQLAlchemy Core selects over the tags table with the values they
are run with. Queries of one shape share one statement, built once: putting a statement together
costs more than running it. Who comes next: ``sql`` runs them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import attrs
from sqlalchemy import (
    BigInteger,
    Exists,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    text,
    union,
)

from ledger.log.clock.moments import TAG
from ledger.log.event import TYPE
from ledger.log.stores.tables import events, tags, tiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledger.log.query import Query, QueryItem

Values: TypeAlias = "Mapping[str, int | str | list[int] | list[str]]"

LAST = 2**62  # beyond every position
_MANY = 8  # branches that are walked one by one; more tags are looked up together
_AFTER, _UPTO = bindparam("after", type_=BigInteger), bindparam("upto", type_=BigInteger)
_LIMIT = bindparam("limit", type_=BigInteger)
_WITHOUT = bindparam("without", type_=BigInteger, expanding=True)

CLOCK = select(func.max(tags.c.position)).where(tags.c.tag == literal_column(f"'{TAG}'"))
"""Where the clock was repaired last, in the same snapshot as the rows that it may concern."""

COLUMNS = (
    events.c.position,
    events.c.envelope,
    events.c.leaf_hash,
    CLOCK.scalar_subquery().label("clock"),
    events.c.payload,
)
"""What reading takes of an event's row; the payload stands last."""


BINARY = {"ledger_binary": True}
"""Asks a driver that has the choice for bytes as they are, and not spelled out as text."""

FILINGS = (
    select(tags.c.tag, func.count(), func.min(tags.c.position), func.max(tags.c.position))
    .where(tags.c.tag >= bindparam("first"), tags.c.tag < bindparam("last"))
    .group_by(tags.c.tag)
    .order_by(tags.c.tag)
)
"""What is filed under the tags from ``first`` to before ``last``; ``;`` sorts behind ``:``."""

STRAY = text("""
    SELECT what, place FROM (
        SELECT 'an event stands at a position' AS what, place FROM (
            SELECT min(position) AS place FROM events UNION ALL SELECT max(position) FROM events
        ) AS ends, head WHERE place < 0 OR place >= size
        UNION ALL
        SELECT 'tags are filed for a position', position FROM tags, head
        WHERE position < 0 OR position >= size
        UNION ALL
        SELECT 'a tile covers a stretch', idx FROM tiles, head
        WHERE level NOT BETWEEN 1 AND 7 OR idx < 0 OR idx >= (size >> (8 * level))
    ) AS found LIMIT 1
""")
"""What stands outside of what the head says there is, in one snapshot: what, and where."""

_ROWS = (
    select(*events.c)
    .execution_options(**BINARY)
    .where(events.c.position > _AFTER, events.c.position <= _UPTO)
    .order_by(events.c.position)
    .limit(_LIMIT)
)

_FIRST, _LAST = bindparam("first", type_=BigInteger), bindparam("last", type_=BigInteger)
_LEAVES = (
    select(events.c.leaf_hash)
    .execution_options(**BINARY)
    .where(events.c.position.between(_FIRST, _LAST))
    .order_by(events.c.position)
)
_TILES = (
    select(tiles.c.hash)
    .execution_options(**BINARY)
    .where(tiles.c.level == bindparam("level", type_=Integer))
    .where(tiles.c.idx.between(_FIRST, _LAST))
    .order_by(tiles.c.idx)
)


@attrs.frozen
class _Branch:
    """A stretch of the tags' index: any of ``leading``, all of ``others``, any of ``types``."""

    leading: list[str]
    others: list[str]
    types: list[str]

    @property
    def shape(self) -> tuple[bool, int, bool]:
        """What decides how its statement is built."""
        return len(self.leading) > 1, len(self.others), bool(self.types)


_Shape: TypeAlias = "tuple[tuple[bool, int, bool], ...]"


def page(
    query: Query, after: int, upto: int, limit: int
) -> tuple[Select[int, bytes, bytes, int, bytes], Values]:
    """The next ``limit`` matching events: position, envelope and the rest of their row."""
    branches = [] if query.everything else _branches(query)
    values = {"after": after, "upto": upto, "limit": limit} | _values(branches)
    return _page(tuple(branch.shape for branch in branches)), values


def first_match(query: Query, after: int, without: set[int]) -> tuple[Select[int], Values]:
    """The first matching position beyond ``after``, leaving some out."""
    branches = [] if query.everything else _branches(query)
    # Of the positions left out, all may come first: so ask for one more than they are.
    bounds: Values = {"after": after, "upto": LAST, "limit": len(without) + 1}
    values = {**bounds, "without": sorted(without), **_values(branches)}
    return _first_match(tuple(branch.shape for branch in branches)), values


def hashes(level: int, first: int, last: int) -> tuple[Select[bytes], Values]:
    """A stretch of a tlog-tiles level."""
    if level == 0:
        return _LEAVES, {"first": first, "last": last}
    return _TILES, {"level": level, "first": first, "last": last}


def rows(
    after: int, upto: int, limit: int
) -> tuple[Select[int, str, bytes, bytes, bytes, bytes], Values]:
    """The next ``limit`` rows as they are stored."""
    return _ROWS, {"after": after, "upto": upto, "limit": limit}


def filed(after: int, upto: int) -> tuple[Select[str, int], Values]:
    """Every tag with its positions."""
    query = select(tags.c.tag, tags.c.position).where(tags.c.position > _AFTER)
    return query.where(tags.c.position <= _UPTO), {"after": after, "upto": upto}


@lru_cache(maxsize=256)
def _page(shape: _Shape) -> Select[int, bytes, bytes, int, bytes]:
    columns = select(*COLUMNS).execution_options(**BINARY)
    if shape:
        matching = columns.where(events.c.position.in_(_positions(shape)))
    else:
        matching = columns.where(events.c.position > _AFTER, events.c.position <= _UPTO)
    return matching.order_by(events.c.position).limit(_LIMIT)


@lru_cache(maxsize=256)
def _first_match(shape: _Shape) -> Select[int]:
    if shape:
        column = _positions(shape).subquery().c.position
        query = select(column)
    else:
        column = events.c.position
        query = select(column).where(column > _AFTER, column <= _UPTO)
    return query.where(column.not_in(_WITHOUT)).order_by(column).limit(1)


def _positions(shape: _Shape) -> Select[int]:
    """The first ``limit`` matching positions; each branch walks one stretch of the index."""
    branches = [_stretch(number, *branch_shape) for number, branch_shape in enumerate(shape)]
    if len(branches) == 1:
        return branches[0]
    # SQLite takes no ORDER BY inside a UNION, save in a subquery.
    merged = union(*(select(branch.subquery().c.position) for branch in branches)).subquery()
    return select(merged.c.position)


def _stretch(number: int, several: bool, others: int, typed: bool) -> Select[int]:  # noqa: FBT001
    position = tags.c.position
    query = select(position).where(position > _AFTER, position <= _UPTO)
    if several:
        leading = bindparam(f"leading_{number}", type_=Text, expanding=True)
        query = query.where(tags.c.tag.in_(leading)).distinct()
    else:
        query = query.where(tags.c.tag == bindparam(f"leading_{number}"))
    for other in range(others):
        query = query.where(_also(f"other_{number}_{other}"))
    if typed:
        query = query.where(_also(f"types_{number}"))
    return query.order_by(position).limit(_LIMIT)


def _also(name: str) -> Exists:
    other = tags.alias()
    wanted = other.c.tag.in_(bindparam(name, expanding=True))
    return exists().where(and_(other.c.position == tags.c.position, wanted))


def _branches(query: Query) -> list[_Branch]:
    branches = [branch for item in query.items for branch in _of_item(item)]
    if len(branches) <= _MANY:
        return branches
    alike: dict[tuple[str, ...], list[str]] = {}
    for branch in branches:
        if not branch.others:
            alike.setdefault(tuple(branch.types), []).extend(branch.leading)
    together = [_Branch(leading, [], list(types)) for types, leading in alike.items()]
    return [*together, *(branch for branch in branches if branch.others)]


def _of_item(item: QueryItem) -> Iterator[_Branch]:
    types = sorted(TYPE + name for name in item.types)
    if not item.tags:
        yield from (_Branch([name], [], []) for name in types)
        return
    # By the alphabet, claim and document come before partnership and party: the narrow first.
    leading, *others = sorted(item.tags)
    yield _Branch([leading], others, types)


def _values(branches: Iterable[_Branch]) -> dict[str, int | str | list[int] | list[str]]:
    values: dict[str, int | str | list[int] | list[str]] = {}
    for number, branch in enumerate(branches):
        several = len(branch.leading) > 1
        values[f"leading_{number}"] = branch.leading if several else branch.leading[0]
        for place, other in enumerate(branch.others):
            values[f"other_{number}_{place}"] = [other]
        if branch.types:
            values[f"types_{number}"] = branch.types
    return values
