"""The backends that the contract is run against; one more is one more case in ``ledger``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import attrs
import pytest

from ledger.clock import Clock
from ledger.log import Event, Log, MemoryLog, OnAppend, init_log, open_log
from ledger.log.stores.overlay import OverlayLog
from tests.clock import TickingClock

START = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)


@attrs.define
class Ledger:
    """One ledger of one backend: opens logs on it, as often as a test likes."""

    durable: bool
    kept: bool = attrs.field(default=True, kw_only=True)
    _open: Callable[[Clock, OnAppend | None], Log]
    clock: TickingClock = attrs.Factory(lambda: TickingClock(START))
    _opened: list[Log] = attrs.field(factory=list)

    def open(self, on_append: OnAppend | None = None) -> Log:
        """A log on this ledger, closed when the test ends."""
        log = self._open(self.clock, on_append)
        self._opened.append(log)
        return log

    def close(self) -> None:
        """Close what was opened."""
        for log in self._opened:
            log.close()


def memory() -> Ledger:
    """The log in memory: opening it again gives the same one."""
    kept: list[Log] = []

    def opened(clock: Clock, _: OnAppend | None) -> Log:
        if not kept:
            kept.append(MemoryLog(clock=clock))
        return kept[0]

    return Ledger(durable=False, open=opened)


def overlay() -> Ledger:
    """What specs record into: a log above another, here above an empty one in memory."""
    kept: list[Log] = []

    def opened(clock: Clock, _: OnAppend | None) -> Log:
        if not kept:
            kept.append(OverlayLog(MemoryLog(clock=clock), clock=clock))
        return kept[0]

    return Ledger(durable=False, open=opened, kept=False)


def durable(location: str) -> Ledger:
    """A file, or a schema in PostgreSQL."""
    init_log(location)
    return Ledger(
        durable=True,
        open=lambda clock, on_append: open_log(location, clock=clock, on_append=on_append),
    )


@pytest.fixture(params=["memory", "overlay", "sqlite", "postgresql"])
def ledger(request, tmp_path) -> Iterator[Ledger]:
    """An empty ledger of each backend in turn."""
    match request.param:
        case "memory":
            made = memory()
        case "overlay":
            made = overlay()
        case "sqlite":
            made = durable(str(tmp_path / "claims.db"))
        case _:
            made = durable(request.getfixturevalue("postgres_schema"))
    yield made
    made.close()


@pytest.fixture
def kept(ledger) -> None:
    """Skip what an overlay does not promise: nothing of a scenario is kept, by one thread alone.

    So its clock may lie before the log's or before 1970, it erases nothing, and no other writer
    races with it.
    """
    if not ledger.kept:
        pytest.skip("an overlay does not promise it")


@pytest.fixture
def log(ledger) -> Log:
    """An empty log of each backend in turn."""
    return ledger.open()


@pytest.fixture
def event() -> Callable[..., Event]:
    """Make an event: ``event("e1", "party:mexico")``."""

    def made(name: str, *tags: str, type: str = "claim.recorded", n: int = 0) -> Event:  # noqa: A002
        return Event(id=name, type=type, version=1, tags=frozenset(tags), payload=b'{"n":%d}' % n)

    return made
