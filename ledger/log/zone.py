"""Whose day it is in a ledger where its reader does not say: a setting next to the log.

Takes a log, or where one stands; gives and keeps the name of a time zone. No answer with its
clocks fixed is computed from it: it says which day "today" is.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, NoReturn

from ledger.clock import NoSuchZone, zone_of
from ledger.errors import StorageError
from ledger.late import late
from ledger.log.failures import LedgerDamaged
from ledger.log.opening import opened_store
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    import zoneinfo
    from datetime import datetime
    from pathlib import Path

    import sqlalchemy

    from ledger.log.port import Log
    from ledger.log.stores import tables
    from ledger.log.stores.relational.store import Store
else:
    sqlalchemy = late("sqlalchemy")
    zoneinfo = late("zoneinfo")
    tables = late("ledger.log.stores.tables")


class UnknownZoneKept(StorageError):
    """A time zone that a ledger keeps and that this machine's tz database does not have."""

    code = "unknown-zone-kept"

    def __init__(self, place: str, name: str) -> None:
        super().__init__(
            f"{place} keeps the time zone {name!r}, which is not in the tz database here",
            fix="keep another: claims init --timezone Asia/Seoul; or set CLAIMS_TIMEZONE",
        )
        self.place = place
        self.zone = name


class UnknownZone(tzinfo):
    """The zone of a name that is in no tz database here: whoever asks it for a day is refused.

    So what needs no day (``verify``, ``repair``, ``log``, a proof) goes on.
    """

    def __init__(self, refusal: StorageError) -> None:
        self.refusal = refusal

    def utcoffset(self, _: datetime | None) -> NoReturn:
        """Never an offset.

        Raises:
            UnknownZoneKept: whoever asks.
        """
        raise self.refusal

    dst = tzname = utcoffset


_NAME = "timezone"
_ASKED = "SELECT value FROM settings WHERE name = ?"


def zone_kept(log: Log) -> tzinfo | None:
    """The time zone that a ledger keeps for its readers; None where it keeps none."""
    try:
        return zone_of(_kept(log.store) if isinstance(log, SqlLog) else None)
    except (UnknownZoneKept, LedgerDamaged) as refusal:
        return UnknownZone(refusal)


def zone_kept_at(location: str | Path) -> str | None:
    """Its name, of a ledger that is not open; None too where it cannot be read.

    Raises:
        UnknownZoneKept: it is in no tz database of this machine.
    """
    try:
        store = opened_store(location)
    except StorageError:
        return None  # who opens it to ask is told what is wrong
    try:
        return _kept(store)
    finally:
        store.close()


def keep_zone(location: str | Path, name: str | None) -> None:
    """Keep a time zone of the tz database with a ledger that is there; None: none any more.

    Raises:
        NoSuchZone: there is no zone of that name.
    """
    zone = zone_of(name)
    store = opened_store(location)
    try:
        _keep(store, zone.key if isinstance(zone, zoneinfo.ZoneInfo) else None)
    finally:
        store.close()


def _kept(store: Store) -> str | None:
    rows = store.fetch(_ASKED, (_NAME,))
    if not rows:
        return None
    name = str(rows[0][0])
    try:
        zone_of(name)
    except NoSuchZone as error:
        raise UnknownZoneKept(store.place, name) from error
    return name


def _keep(store: Store, name: str | None) -> None:
    with store.writing() as connection:
        connection.execute(
            sqlalchemy.delete(tables.settings).where(tables.settings.c.name == _NAME)
        )
        if name is not None:
            connection.execute(sqlalchemy.insert(tables.settings).values(name=_NAME, value=name))
