"""Where a PostgreSQL ledger is: a URL as libpq reads it, and the schema in it.

Takes ``postgresql://USER@HOST,HOST/DATABASE?target_session_attrs=read-write&schema=NAME``,
gives what the driver connects with (text in UTF-8 always) and the name that users may see, which
holds no password.
Several hosts are tried in turn, so that the ledger is found again after a failover. Who comes
next: ``postgres`` connects.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import psycopg
from psycopg.conninfo import conninfo_to_dict

from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SHOWN = ("host", "hostaddr", "port", "dbname", "target_session_attrs", "schema")


class BadServerAddress(InvalidInput):
    """A URL that libpq cannot read, or with a schema that would need quoting."""

    code = "bad-address"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"{place} is no PostgreSQL address: {reason}",
            fix="postgresql://USER@HOST:PORT/DATABASE?schema=NAME, several HOST:PORT with commas",
        )
        self.place = place
        self.reason = reason


@attrs.frozen(kw_only=True)
class Address:
    """``options`` are libpq's connection parameters; ``place`` is for messages."""

    place: str
    options: dict[str, str]
    schema: str | None

    @classmethod
    def parse(cls, url: str) -> Address:
        """Read a URL; ``BadServerAddress`` says what is wrong with it."""
        hosts, _, query = url.partition("://")[2].partition("?")
        asked = [part.partition("=")[::2] for part in query.split("&") if part]
        place, secrets = _shown(hosts, asked)
        schema = dict(asked).get("schema")
        if schema is not None and not _SCHEMA.fullmatch(schema):
            raise BadServerAddress(place, "a schema is called by a-z, 0-9 and _")
        others = "&".join(f"{name}={value}" for name, value in asked if name != "schema")
        try:
            parts = conninfo_to_dict(f"postgresql://{hosts}?{others}")
        except psycopg.ProgrammingError as error:
            reason = str(error).strip()
            for secret in secrets:  # libpq quotes what it was given
                reason = reason.replace(secret, "***")
            raise BadServerAddress(place, reason) from error
        # Whatever the environment, the role or the URL has: SQL_ASCII would come as bytes.
        options = {name: str(value) for name, value in parts.items()} | {"client_encoding": "utf8"}
        if not all(port.isdecimal() for port in options.get("port", "").split(",") if port):
            raise BadServerAddress(place, "a port is a number")
        return cls(place=place, options=options, schema=schema)


def _shown(hosts: str, asked: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
    """The address without what is nobody's business, and what that is."""
    user, at, server = hosts.rpartition("@")
    name, colon, password = user.partition(":")
    shown = "&".join(f"{key}={value}" for key, value in asked if key in _SHOWN)
    secrets = [password, *(value for key, value in asked if key not in _SHOWN)]
    place = f"postgresql://{name}{colon and ':***'}{at}{server}" + (f"?{shown}" if shown else "")
    return place, [secret for secret in secrets if secret]
