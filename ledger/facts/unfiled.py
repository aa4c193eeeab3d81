"""Descriptions that stand in the log and are not found by their tags.

Takes a log and a subject such as ``partnership:mexico-korea-space`` that no answer has; refuses
to say that nobody described it where the index of event ids, which is another one, names its
description. Asked only where something was not found, so that what is found costs no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.log.event import Event
from ledger.log.failures import LedgerDamaged

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log


def refuse_unfiled(log: Log, subject: str, known_at: datetime | int | None = None) -> None:
    """Raise LedgerDamaged where a subject was described by ``known_at``, whatever its tags say."""
    for record in log.find_prefix(f"{subject}:", limit=1):
        if isinstance(record.event, Event) and _is_known(record, known_at):
            where = position_name(record.position)
            what = f"{subject} is described at {where}, and is not filed under its tags"
            raise LedgerDamaged("the ledger", what)


def _is_known(record: RecordedEvent, known_at: datetime | int | None) -> bool:
    if known_at is None:
        return True
    at = record.position if isinstance(known_at, int) else record.recorded_at
    return at <= known_at  # type: ignore[operator]  # both are of one kind
