"""Queries as SQL: which positions match, in order, without reading more than is asked for.

Takes a query and bounds, gives SQLAlchemy Core selects over the tags table alone. Who comes
next: ``sql`` runs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Exists, Select, and_, exists, select, union

from ledger.log.event import TYPE
from ledger.log.tables import events, tags, tiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log.query import Query, QueryItem


def page(query: Query, after: int, upto: int, limit: int) -> Select[int, bytes, bytes, bytes]:
    """The next ``limit`` matching events: position, envelope and the rest of their row."""
    columns = select(events.c.position, events.c.envelope, events.c.leaf_hash, events.c.payload)
    if query.everything:
        matching = columns.where(events.c.position > after, events.c.position <= upto)
    else:
        matching = columns.where(events.c.position.in_(_positions(query, after, upto, limit)))
    return matching.order_by(events.c.position).limit(limit)


def first_match(query: Query, after: int, without: set[int]) -> Select[int]:
    """The first matching position beyond ``after``, leaving some out."""
    column: ColumnElement[int]
    if query.everything:
        column = events.c.position
        found = select(column).where(column > after)
    else:
        # Of the positions left out, all may come first: so ask for one more than they are.
        matching = _positions(query, after, None, len(without) + 1).subquery()
        column = matching.c.position
        found = select(column)
    if without:
        found = found.where(column.not_in(without))
    return found.order_by(column).limit(1)


def hashes(level: int, first: int, last: int) -> Select[bytes]:
    """A stretch of a tlog-tiles level."""
    if level == 0:
        leaves = select(events.c.leaf_hash).where(events.c.position.between(first, last))
        return leaves.order_by(events.c.position)
    found = select(tiles.c.hash).where(tiles.c.level == level, tiles.c.idx.between(first, last))
    return found.order_by(tiles.c.idx)


def rows(after: int, upto: int, limit: int) -> Select[int, str, bytes, bytes, bytes, bytes]:
    """The next ``limit`` rows as they are stored."""
    found = select(*events.c).where(events.c.position > after, events.c.position <= upto)
    return found.order_by(events.c.position).limit(limit)


def _positions(query: Query, after: int, upto: int | None, limit: int) -> Select[int]:
    """The first ``limit`` matching positions; each branch walks one stretch of the index."""
    branches = [
        branch.order_by("position").limit(limit)
        for item in query.items
        for branch in _branches(item, after, upto)
    ]
    if len(branches) == 1:
        return branches[0]
    # SQLite takes no ORDER BY inside a UNION, save in a subquery.
    merged = union(*(select(branch.subquery().c.position) for branch in branches)).subquery()
    return select(merged.c.position)


def _branches(item: QueryItem, after: int, upto: int | None) -> Iterator[Select[int]]:
    types = sorted(TYPE + name for name in item.types)
    if not item.tags:
        for name in types:
            yield _stretch(name, after, upto)
        return
    # By the alphabet, claim and document come before partnership and party: the narrow first.
    leading, *others = sorted(item.tags)
    branch = _stretch(leading, after, upto)
    for wanted in ([tag] for tag in others):
        branch = branch.where(_also(wanted))
    yield branch.where(_also(types)) if types else branch


def _stretch(tag: str, after: int, upto: int | None) -> Select[int]:
    found = select(tags.c.position).where(tags.c.tag == tag, tags.c.position > after)
    return found if upto is None else found.where(tags.c.position <= upto)


def _also(wanted: list[str]) -> Exists:
    other = tags.alias()
    return exists().where(and_(other.c.position == tags.c.position, other.c.tag.in_(wanted)))
