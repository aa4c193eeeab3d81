"""An import as a whole, and what taking it back takes: the values.

Takes nothing; ``app.submission.imports`` makes them of the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from ledger.claims.commands import Command


@attrs.frozen(kw_only=True)
class Import:
    """One import: when and by whom, how many events, and where the first and the last stand.

    ``undoes`` is the import that it took back; ``undone_by`` the one that took it back.
    """

    id: str
    recorded_at: datetime
    recorded_by: str | None
    first: int
    last: int
    events: int
    undoes: str | None = None
    undone_by: str | None = None


@attrs.frozen(kw_only=True)
class UndoPlan:
    """What taking an import back records, and what stays as it is.

    ``taken_back`` are the ids of claims, documents and acts, ``acts`` says what each of the acts
    is; ``described`` is what is described as it was before; ``stays`` and ``since`` are sentences:
    what cannot be taken back or is built on, and what others recorded on it. ``position`` is the
    log's last when it was planned.
    """

    import_id: str
    position: int
    taken_back: tuple[str, ...]
    acts: Mapping[str, str] = attrs.field(factory=dict)
    described: tuple[str, ...]
    stays: tuple[str, ...]
    since: tuple[str, ...]
    commands: tuple[Command, ...] = attrs.field(repr=False)
