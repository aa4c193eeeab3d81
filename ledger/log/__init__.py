"""CLAIM -> LOG: the one totally ordered log, and the only writer.

Takes proposed events with tags, gives recorded events with positions. Absent: updates, and what
an event means. Names are resolved on first use: ``import ledger.log`` loads no database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.log.event import ErasedEvent, Event, RecordedEvent
    from ledger.log.opening import init_log, open_log
    from ledger.log.port import Head, Log, OnAppend
    from ledger.log.query import AppendCondition, Query, QueryItem
    from ledger.log.stores.memory import MemoryLog

__all__ = [
    "AppendCondition",
    "ErasedEvent",
    "Event",
    "Head",
    "Log",
    "MemoryLog",
    "OnAppend",
    "Query",
    "QueryItem",
    "RecordedEvent",
    "init_log",
    "open_log",
]

_HOME = {
    "AppendCondition": "query",
    "ErasedEvent": "event",
    "Event": "event",
    "Head": "port",
    "Log": "port",
    "MemoryLog": "stores.memory",
    "OnAppend": "port",
    "Query": "query",
    "QueryItem": "query",
    "RecordedEvent": "event",
    "init_log": "opening",
    "open_log": "opening",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
