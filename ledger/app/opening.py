"""Opening and making a ledger: a place on disk becomes a ``Ledger`` that can be asked and told.

Takes a location, a clock and a custody folder; gives ``Ledger``, which every face shares.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import files
from ledger.app.ledger import Ledger
from ledger.app.opened_file import OpenedFile
from ledger.clock import SystemClock, zone_of
from ledger.late import late
from ledger.log.failures import NotALedger
from ledger.log.opening import init_log, open_log
from ledger.log.zone import keep_zone, zone_kept, zone_kept_at
from ledger.settings import NoHome, Settings, expanded

__all__ = ["init_ledger", "keep_zone", "open_ledger", "zone_kept_at"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from ledger.board import affected
    from ledger.clock import Clock
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
    from ledger.log.proving.custody import custody as proving_custody
    from ledger.log.proving.custody import departures
else:
    affected = late("ledger.board.affected")  # who reads marks nothing
    departures = late("ledger.log.proving.custody.departures")
    proving_custody = late("ledger.log.proving.custody.custody")


def init_ledger(location: str | Path) -> tuple[str, ...]:
    """Make a ledger, or bring an older one up to date; an up-to-date one stays as it is.

    Gives what was wrong with the triggers that keep it append-only; they were made again then.
    """
    _refuse_devices(str(location))
    return init_log(location).restored


def open_ledger(
    location: str | Path,
    *,
    clock: Clock | None = None,
    recorded_by: str | None = None,
    custody: str | Path | None = None,
    timezone: str | None = None,
) -> Ledger:
    """Open a ledger that is there.

    ``clock`` stamps what is recorded; ``timezone`` names whose day today is (``Asia/Seoul``; or
    what the ledger keeps, or the machine's own); ``recorded_by`` is the analyst's name;
    ``custody`` is the folder of keys and last checkpoints (``CLAIMS_CUSTODY``, or next to the
    user's settings). Which kept rows this account has checked stands among its state
    (``CLAIMS_CHECKED``). A ledger that does not go on from its last checkpoint there, or a folder
    that lacks what the ledger says is kept, refuses to be written (``departures``); so does one
    in whose place another file was put since (``LedgerReplaced``).
    """
    _refuse_devices(str(location))
    clock = clock or SystemClock()
    folder = Settings.of(os.environ).custody if custody is None else Path(custody)
    kept = expanded(folder)

    place = _place(str(location))

    def pinned(log: Log) -> None:
        departures.refuse_departures(log, proving_custody.Custody(kept, place))

    file = _file(str(location))
    opened = None if file is None else OpenedFile.of(Path(file))

    def recorded(connection: Connection, events: Sequence[RecordedEvent]) -> None:
        if opened is not None:
            opened.check()
        affected.mark_appended(connection, events)

    log = open_log(
        location,
        clock=clock,
        on_append=recorded,
        pinned=pinned,
        checked=_checked(Settings.of(os.environ).checked, place),
    )
    return Ledger(
        log,
        clock=clock,
        recorded_by=recorded_by,
        custody=kept,
        place=place,
        location=str(location) if file is None else str(Path(file).absolute()),
        opened=opened,
        zone=zone_of(timezone) if timezone else zone_kept(log),
    )


def _checked(folder: Path, place: str) -> Path | None:
    """Where this account says which kept rows of a ledger it has checked; None without a home."""
    try:
        return expanded(folder) / f"{sha256(place.encode(errors='replace')).hexdigest()[:32]}.json"
    except NoHome:
        return None


def _place(location: str) -> str:
    """Where a ledger stands, however it is called: its file, or its server's database."""
    if (file := _file(location)) is not None:
        return os.path.realpath(file)
    scheme, _, rest = location.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"  # without a password


def _file(location: str) -> str | None:
    scheme, is_url, rest = location.partition("://")
    if not is_url:
        return location
    return rest.removeprefix("/") if scheme == "sqlite" else None


def _refuse_devices(location: str) -> None:
    """Refuse what SQLite would try as a file, or take for one that is not there yet.

    Raises:
        NotALedger: a device, a pipe or a socket stands there.
    """
    file = _file(location)
    if file is not None and files.is_special(Path(file)):
        raise NotALedger(location, "it is a device, a pipe or a socket, not a file")
