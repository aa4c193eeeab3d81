"""What can go wrong with a PostgreSQL server, and the driver's errors under our names for it.

Takes an error of the driver, gives one of ours by its SQLSTATE; a connection that was refused
carries none, only the server's words. Who comes next: whoever called the log.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy.exc import DBAPIError

from ledger.errors import StorageError
from ledger.log import failures

if TYPE_CHECKING:
    from collections.abc import Callable

OLDEST = 15  # the major version that this program is tested from


class DatabaseTooOld(StorageError):
    """A server before the oldest one that is supported."""

    code = "database-too-old"

    def __init__(self, place: str, version: int) -> None:
        super().__init__(
            f"{place} is PostgreSQL {version}; the ledger needs {OLDEST} or newer",
            fix="upgrade the server, or keep the ledger in a file",
        )
        self.place = place
        self.version = version


class NotReplicated(StorageError):
    """A commit that stands on the primary, and that no standby has confirmed."""

    code = "not-replicated"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} recorded this, but no standby confirmed it: a failover may lose it",
            fix="see to the standby, then run the same command again; nothing is recorded twice",
        )
        self.place = place


class ConnectionLost(StorageError):
    """The server went away, or broke off this transaction for another's sake."""

    code = "connection-lost"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"{place} broke off: {reason}",
            fix="run the same command again; nothing is recorded twice",
        )
        self.place = place
        self.reason = reason


class ServerUnreachable(failures.LedgerUnreachable):
    """No server answered, or none of those that did is the one that was asked for."""

    way_out = (
        "check the host and the port, and that the server runs; then run the same command "
        "again, nothing is recorded twice"
    )


class LoginRefused(failures.LedgerUnreachable):
    """A server that answered, and lets this user in by no such way."""

    code = "not-let-in"
    way_out = "check the user, the password (PGPASSWORD or ~/.pgpass) and the server's pg_hba.conf"


class SettingRefused(failures.LedgerUnreachable):
    """A setting of the connection that libpq or the server does not take."""

    code = "setting-refused"
    way_out = (
        "mend that setting where it is made: in the URL, in a variable of the environment "
        "(PGOPTIONS, PGTZ, PGSSLMODE and the like) or in a service file"
    )


class NoDatabase(failures.NoLedger):
    """A server without the database."""

    way_out = "make the database with createdb, then the ledger with claims init"


class ServerReadOnly(failures.LedgerReadOnly):
    """A standby."""

    way_out = "write through the primary: target_session_attrs=read-write in the URL finds it"


class NoPrivilege(failures.LedgerReadOnly):
    """A role that may not do this, or nothing at all."""

    code = "no-privilege"
    way_out = "use another role, or have the owner run what claims grants prints"

    def __init__(self, place: str, reason: str) -> None:
        StorageError.__init__(
            self, f"{place} does not let its user do this: {reason}", fix=self.way_out
        )
        self.place = place
        self.reason = reason


_BY_STATE: dict[str, Callable[[str], StorageError]] = {
    "53100": failures.LedgerFull,
    "55P03": failures.LedgerBusy,
    "25006": ServerReadOnly,
    "3D000": NoDatabase,
}
_BROKE_OFF = ("40001", "40P01", "57P01", "57P02", "57P03", "08")
_NOT_OURS = ("23", "42", "P0", "XX")
_CUT = re.compile(r"consuming input failed|server closed the connection|connection is lost")
_NO_DATABASE = re.compile(r'database ".*" does not exist')
_NOT_LET_IN = re.compile(
    r"authentication failed|pg_hba\.conf|no password supplied|role .* does not exist"
    r"|not permitted to log in|permission denied for database"
)
_SETTING = re.compile(
    r"invalid (?:integer )?value for parameter|parameter \".*\" (?:requires|cannot)"
    r"|unrecognized configuration parameter|permission denied to set parameter"
    r"|invalid \w+ value:|invalid integer value|bad value for|definition of service .* not found"
)
_KEPT_AS = re.compile(r"conversion between UTF8 and (\w+) is not supported")
_REFUSED = re.compile(
    r"^(?:connection .*?: )?(?:connection to server .*? failed: )?(?:FATAL: +)?(.*)"
)
_EACH = re.compile(r"^- host: '(.*?)', port: '?(.*?)'?, hostaddr: .*?: (.*)")


def failure(place: str, error: DBAPIError | psycopg.Error) -> StorageError:
    """The driver's error under our name for it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None) or ""
    if state in _BY_STATE:
        return _BY_STATE[state](place)
    reason = _reason(str(cause))
    if state == "42501":
        return NoPrivilege(place, reason)
    # What the driver raises by itself comes from a connection that was made.
    lost = (
        error.connection_invalidated
        if isinstance(error, DBAPIError)
        else isinstance(error, psycopg.OperationalError)
    )
    if state.startswith(_BROKE_OFF) or (not state and (lost or _CUT.search(reason))):
        return ConnectionLost(place, reason)
    if state.startswith(_NOT_OURS):
        return failures.LedgerDamaged(place, reason)
    if _NO_DATABASE.search(reason):
        return NoDatabase(place)
    if _NOT_LET_IN.search(reason):
        return LoginRefused(place, reason)
    if _SETTING.search(reason):
        return SettingRefused(place, reason)
    if encoding := _KEPT_AS.search(reason):
        return failures.WrongEncoding(place, encoding[1])
    return ServerUnreachable(place, reason)


def _reason(text: str) -> str:
    """The driver's words in one line; of several hosts, what each of them answered."""
    lines = text.strip().splitlines() or [""]
    each = [match.groups() for line in lines if (match := _EACH.match(line))]
    if each:
        return "; ".join(f"{host}:{port} {_reason(why)}" for host, port, why in each)
    return _REFUSED.sub(r"\1", lines[0])
