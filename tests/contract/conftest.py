"""The backends that the contract is run against; one more is one more case in ``ledger``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from ledger.clock import Clock
from ledger.log import Event, Log, MemoryLog, OnAppend, init_log, open_log

START = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)


@attrs.define
class TickingClock:
    """A clock that goes on by one second each time it is asked; ``turn`` sets it."""

    instant: datetime = START

    def now(self) -> datetime:
        """The next second."""
        self.instant += timedelta(seconds=1)
        return self.instant

    def turn(self, by: timedelta) -> None:
        """Set the clock forward or back."""
        self.instant += by


@attrs.define
class Ledger:
    """One ledger of one backend: opens logs on it, as often as a test likes."""

    durable: bool
    _open: Callable[[Clock, OnAppend | None], Log]
    clock: TickingClock = attrs.field(factory=TickingClock)
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


def durable(location: str) -> Ledger:
    """A file, or a schema in PostgreSQL."""
    init_log(location)
    return Ledger(
        durable=True,
        open=lambda clock, on_append: open_log(location, clock=clock, on_append=on_append),
    )


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ledger(request, tmp_path) -> Iterator[Ledger]:
    """An empty ledger of each backend in turn."""
    match request.param:
        case "memory":
            made = memory()
        case "sqlite":
            made = durable(str(tmp_path / "claims.db"))
        case _:
            made = durable(request.getfixturevalue("postgres_schema"))
    yield made
    made.close()


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
