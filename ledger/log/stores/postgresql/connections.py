"""Connections to a PostgreSQL schema: each settled to be durable, and patient.

Takes an address; gives SQLAlchemy's pool, on whose connections the driver is asked.
"""

from __future__ import annotations

from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING, TypeAlias, cast

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from ledger.log.failures import WrongEncoding
from ledger.log.stores.postgresql import server_failures
from ledger.log.stores.postgresql.server_failures import DatabaseTooOld

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine.interfaces import ExecutionContext
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

    from ledger.log.stores.postgresql.address import Address

Raw: TypeAlias = psycopg.Connection[tuple[object, ...]]


def engine_of(address: Address, patience: float) -> Engine:
    """The connections to an address, made when they are asked for."""
    engine = create_engine(
        "postgresql+psycopg://",
        connect_args=address.options,
        # Whatever the server's default is: a snapshot taken before the lock would be too old.
        isolation_level="READ COMMITTED",
    )
    event.listen(engine, "checkout", _refuse_dead)
    event.listen(engine, "before_cursor_execute", _as_bytes)
    event.listen(engine, "connect", _settling(address.place, address.schema, patience))
    return engine


def raw_of(connection: Connection) -> Raw:
    """The driver's own connection."""
    return cast("Raw", connection.connection.dbapi_connection)


def _refuse_dead(connection: Raw, _: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
    """Have the pool replace a connection on which the server has hung up.

    It then has something to read, which an idle one never has: to see that costs nothing, where
    a ping costs three round trips, a third of an append.
    """
    with DefaultSelector() as selector:
        selector.register(connection, EVENT_READ)
        if selector.select(0):
            raise DisconnectionError


def _as_bytes(
    _: Connection,
    cursor: psycopg.Cursor[tuple[object, ...]],
    __: str,
    ___: object,
    context: ExecutionContext,
    ____: bool,  # noqa: FBT001 - SQLAlchemy calls it so
) -> None:
    """Have rows sent in binary: as text, bytes take twice their length and time to read."""
    if "ledger_binary" in context.execution_options:
        cursor.format = psycopg.pq.Format.BINARY


def _settling(
    place: str, schema: str | None, patience: float
) -> Callable[[Raw, ConnectionPoolEntry], None]:
    def settle(connection: Raw, _: ConnectionPoolEntry) -> None:
        """Durability, patience and the schema, for this connection."""
        version = connection.info.server_version // 10_000
        if version < server_failures.OLDEST:
            raise DatabaseTooOld(place, version)
        settings = {
            "lock_timeout": f"{int(patience * 1000)}",
            # A cancel while a standby confirms would leave the row committed, unconfirmed.
            "statement_timeout": "0",
            "client_min_messages": "warning",
            # A policy that hides rows is an error then, and never a shorter answer.
            "row_security": "off",
        }
        if schema is not None:
            settings["search_path"] = schema
        encoding = connection.info.parameter_status("server_encoding") or "UTF8"
        if encoding != "UTF8":
            raise WrongEncoding(place, encoding)
        connection.autocommit = True  # nothing here is worth a COMMIT of its own
        with connection.cursor() as cursor:
            for name, value in settings.items():
                cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') IN ('off', 'local')"
            )
        connection.autocommit = False

    return settle
