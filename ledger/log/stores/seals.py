"""What stands on the shelf, read in one moment and judged: which rows and marks can be true.

Takes a connection and a kind; gives ``Shelved``. Whoever may write to the database may write
here: a row is bound to its place and to the event it was made at, which is no secret and keeps
nobody out, but shows a change made without knowing how; ``verify`` makes every row again. A mark
counts for no less than the last event that carries its subject. Who comes next: ``kept_rows``.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ledger.late import late
from ledger.log.failures import LedgerDamaged
from ledger.log.shelf import KeptRow, RowKind, Shelved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import sqlalchemy
    from sqlalchemy import Connection

    from ledger.log.stores import columns, tables
    from ledger.log.stores.relational.store import Store
else:  # who reads asks the driver
    sqlalchemy = late("sqlalchemy")
    columns = late("ledger.log.stores.columns")
    tables = late("ledger.log.stores.tables")

_Row: TypeAlias = "tuple[object, object, bytes | None]"
"""A row's position, its body with what binds it, and the leaf hash at its position."""

_Mark: TypeAlias = "tuple[object, int | None]"
"""The position of a mark, and the last one of an event with the subject as a tag."""

_SEAL = b'{"seal":"%s",'  # how a row begins: what binds it, a SHA-256, is its first member

_SEALED = len(_SEAL) - 2 + 64
_NOTHING = "\x7f"  # no id begins so
# One statement, so that all of it is of one moment. A row first: it says that NULL means bytes.
_READ = """
    SELECT 'row', shelf.subject, shelf.position, 0, shelf.body, events.leaf_hash
    FROM shelf LEFT JOIN events ON events.position = shelf.position
    WHERE shelf.name = :name AND shelf.version = :version
    UNION ALL
    SELECT 'mark', touched.subject, touched.position,
        (SELECT max(tags.position) FROM tags WHERE tags.tag = touched.subject), NULL, NULL
    FROM touched
    UNION ALL
    SELECT 'name', event_id, 0, 0, NULL, NULL FROM events
    WHERE event_id >= :first AND event_id < :last
    UNION ALL
    SELECT 'head', '', size, 0, NULL, NULL FROM head
"""
_READ_ONE = """
    SELECT 'row', shelf.subject, shelf.position, 0, shelf.body, events.leaf_hash
    FROM shelf LEFT JOIN events ON events.position = shelf.position
    WHERE shelf.name = :name AND shelf.version = :version AND shelf.subject = :subject
    UNION ALL
    SELECT 'mark', touched.subject, touched.position,
        (SELECT max(tags.position) FROM tags WHERE tags.tag = touched.subject), NULL, NULL
    FROM touched WHERE touched.subject IN ('', :subject)
    UNION ALL
    SELECT 'name', event_id, 0, 0, NULL, NULL FROM events
    WHERE event_id >= :first AND event_id < :last
    UNION ALL
    SELECT 'head', '', size, 0, NULL, NULL FROM head
"""
_SUBJECTS = "SELECT subject FROM shelf WHERE name = ? AND version = ? ORDER BY subject"
_NAMED = re.compile(r":(\w+)")


def of_kind(kind: RowKind) -> dict[str, str | int]:
    """What the rows of a kind are asked for by."""
    return {"name": kind.name, "version": kind.version}


def read(store: Store, kind: RowKind, subject: str | None = None) -> Shelved:
    """See ``Shelf.read``; of one subject alone, ``Shelf.look``. In a snapshot of its own."""
    statement, asked = _asked(kind, subject)
    names = _NAMED.findall(statement)
    rows = store.fetch(_NAMED.sub("?", statement), [asked[name] for name in names])
    try:
        return _judged(kind, subject, rows)
    except columns.Misshapen as error:
        raise LedgerDamaged(store.place, str(error)) from error


def subjects(store: Store, kind: RowKind) -> tuple[str, ...]:
    """See ``Shelf.subjects``; what is no text is no subject of ours, and nothing asks for it."""
    rows = store.fetch(_SUBJECTS, (kind.name, kind.version))
    return tuple(subject for (subject,) in rows if isinstance(subject, str))


def _asked(kind: RowKind, subject: str | None) -> tuple[str, dict[str, str | int]]:
    # Ids are printable ASCII, and DEL sorts behind them.
    first = _first(kind, subject)
    asked = {**of_kind(kind), "first": first, "last": first + "\x7f"}
    return (_READ, asked) if subject is None else (_READ_ONE, {**asked, "subject": subject})


def _first(kind: RowKind, subject: str | None) -> str:
    """How the ids begin that name a subject."""
    return (kind.named or _NOTHING) if subject is None else f"{subject}:"


def _judged(kind: RowKind, subject: str | None, fetched: Iterable[Sequence[Any]]) -> Shelved:
    head = -1
    marks: dict[str, _Mark] = {}
    rows: dict[str, _Row] = {}
    named: set[str] = set()
    for what, name, position, last, body, leaf in fetched:
        if what == "row":
            rows[name] = position, body, leaf
        elif what == "mark":
            marks[name] = position, None if last is None else _filed(last)
        elif what == "name":
            named.add(name.rpartition(":")[0])
        else:
            head = position - 1
    named = (
        {name for name in named if name.startswith(_first(kind, None))}
        if subject is None
        else (named & {subject})
    )
    marked, _ = marks.pop("", (-1, None))
    complete = marked if isinstance(marked, int) and marked <= head else -1
    subjects = {name for name in marks.keys() | rows.keys() if isinstance(name, str)}
    subjects |= named if subject is None else {subject}
    return Shelved(
        head=head,
        marked=complete,
        subjects=tuple(
            _kept(kind, name, _touched(marks.get(name), head), rows.get(name))
            for name in sorted(subjects)
        ),
        doubts=(
            *([] if marked == complete else [f"marks are complete up to {_at(marked, head)}"]),
            *_doubts(marks, named, complete, head),
        ),
    )


def undoubted(connection: Connection, kind: RowKind) -> list[tuple[str, int, bytes]]:
    """The rows of a kind that are not in doubt, as a transaction sees them."""
    text, asked = _asked(kind, None)
    statement = sqlalchemy.text(text)
    return [
        (kept.subject, kept.position, kept.body)
        for kept in _judged(kind, None, connection.execute(statement, asked).all()).subjects
        if kept.body is not None and kept.doubt is None
    ]


def bound(
    connection: Connection, kind: RowKind, rows: Iterable[tuple[str, int, bytes]]
) -> list[dict[str, str | int | bytes]]:
    """Rows as they are put down, each bound to the leaf at its position; others are left out."""
    rows = list(rows)
    positions = sorted({position for _, position, _ in rows})
    events = tables.events.c
    asked = sqlalchemy.select(events.position, events.leaf_hash)
    stored = connection.execute(asked.where(events.position.in_(positions)))
    leaves: dict[int, bytes] = {row[0]: row[1] for row in stored}
    return [
        {
            **of_kind(kind),
            "subject": subject,
            "position": position,
            "body": _seal(kind, subject, position, leaves[position], body) + body[1:],
        }
        for subject, position, body in rows
        if position in leaves
    ]


def _filed(position: object) -> int:
    """The last position of a tag; ``Misshapen`` where no program of ours filed it."""
    if not isinstance(position, int):
        columns.of_kind("tags.position", int, position)
    return cast("int", position)


def _touched(mark: _Mark | None, head: int) -> int:
    """The last position that touches a subject; the head's, where no mark can be believed."""
    if mark is None or not isinstance(mark[0], int) or mark[0] > head:
        return head
    return max(mark[0], -1 if mark[1] is None else mark[1])


def _kept(kind: RowKind, subject: str, touched: int, row: _Row | None) -> KeptRow:
    if row is None:
        return KeptRow(subject=subject, touched=touched, position=-1, body=None)
    position, sealed, leaf = row
    if not isinstance(position, int) or not isinstance(sealed, bytes):
        return KeptRow(subject=subject, touched=touched, position=-1, body=b"", doubt="it is none")
    seal, body = sealed[:_SEALED], b"{" + sealed[_SEALED:]
    doubt: str | None = None
    if leaf is None:
        doubt = f"it is of position @{position}, where the log holds no event"
    elif seal != _seal(kind, subject, position, leaf, body):
        doubt = "it is not the one that was put down"
    return KeptRow(subject=subject, touched=touched, position=position, body=body, doubt=doubt)


def _seal(kind: RowKind, subject: str, position: int, leaf: bytes, body: bytes) -> bytes:
    place = f"{kind.name}\0{kind.version}\0{subject}\0{position}\0".encode()
    return _SEAL % sha256(leaf + place + body).hexdigest().encode()


def _doubts(
    marks: Mapping[str, _Mark], named: AbstractSet[str], marked: int, head: int
) -> Iterator[str]:
    """The marks that cannot be true, as far as they are complete."""
    if marked == head:
        for subject in sorted(named - marks.keys()):
            yield f"the mark of {subject} is gone"
    for subject, (position, last) in sorted(marks.items(), key=lambda mark: str(mark[0])):
        if not isinstance(position, int) or position > head or not isinstance(subject, str):
            yield f"the mark of {subject} is {_at(position, head)}"
        elif last is not None and position < last <= marked:
            yield f"the mark of {subject} was set back from @{last} to @{position}"


def _at(position: object, head: int) -> str:
    if isinstance(position, int):
        return f"@{position}, and the log ends at @{head}"
    return "none"
