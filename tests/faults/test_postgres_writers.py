"""PostgreSQL: writers and servers that are killed in an append, and two that decide at once."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledger.clock import SystemClock
from ledger.log import AppendCondition, Event, Query, init_log, open_log
from ledger.log.failures import ConditionFailed
from ledger.log.proving.verify import verify
from tests.faults.test_writers import WRITER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log import Log
    from tests.conftest import Server

CLOCK = SystemClock()


def event(name: str, *tags: str) -> Event:
    return Event(id=name, type="t", version=1, tags=frozenset(tags), payload=b"{}")


@pytest.fixture
def ledger(postgres_schema) -> str:
    """Where a ledger with one event is."""
    return begun(postgres_schema)


@pytest.fixture
def server(postgres_servers, request) -> Iterator[Server]:
    """A server of its own with a ledger of one event."""
    own = postgres_servers(request.node.name[:20].replace("[", "-"))
    own.make()
    own.start()
    begun(own.url)
    yield own
    own.stop()


def begun(url: str) -> str:
    init_log(url)
    log = open_log(url, clock=CLOCK)
    log.append([event("first")])
    log.close()
    return url


def start(url: str, name: str, *args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, url, name, *map(str, args)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ids(url: str) -> list[str]:
    """What the ledger holds; it verifies, and goes on."""
    log = open_log(url, clock=CLOCK)
    names = [recorded.event.id for recorded in log.read()]
    verdict = verify(log)
    assert verdict.holds, verdict.broken
    assert log.append([event(f"next-{len(names)}")])[0].position == len(names)
    log.close()
    return names


def killed(server: Server) -> None:
    """Every process of the server at once, as when its machine's memory runs out."""
    while pids := list(_running(server)):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
    (server.folder / "data/postmaster.pid").unlink()  # to a new one, a zombie seems to run
    (server.folder / ".s.PGSQL.5432.lock").unlink()


def _running(server: Server) -> Iterator[int]:
    """The processes that stand in its data folder; a zombie stands nowhere."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == server.folder / "data":
                yield int(process.name)


def test_a_client_killed_in_the_middle_of_an_append_leaves_the_ledger_as_it_was(ledger):
    """All rows are written, the commit is not; nothing stays locked."""
    writer = start(ledger, "big", 300, 800, 1, "--slow")
    assert writer.stdout.readline() == "written\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert ids(ledger) == ["first"]


def test_the_same_append_without_the_kill_is_there(ledger):
    """The negative control."""
    writer = start(ledger, "big", 300, 800, 1, "--slow")
    assert writer.stdout.readline() == "written\n"
    printed, _ = writer.communicate("\n")
    assert printed == "committed\n"
    assert len(ids(ledger)) == 301


@pytest.mark.parametrize("pause", [0.0, 0.03])
def test_what_was_acknowledged_outlives_a_kill_of_the_client(ledger, pause):
    """At most the append under way is in doubt, and that one is whole or absent."""
    writer = start(ledger, "w", 2, 100, 10_000)
    assert writer.stdout.readline() == "committed\n"
    time.sleep(pause)
    writer.send_signal(signal.SIGKILL)
    acknowledged = 1 + writer.stdout.read().count("committed")
    writer.communicate()
    _whole(ledger, acknowledged)


def test_a_server_killed_in_the_middle_of_an_append_has_none_of_it(server):
    """The writer is told that it failed; the server comes back with the ledger as it was."""
    writer = start(server.url, "big", 300, 800, 1, "--slow")
    assert writer.stdout.readline() == "written\n"
    killed(server)
    printed, _ = writer.communicate("\n")
    assert printed
    assert "committed" not in printed
    server.start()
    assert ids(server.url) == ["first"]


def test_what_was_acknowledged_outlives_a_kill_of_the_server(server):
    """The same, at some moment among many appends."""
    writer = start(server.url, "w", 2, 100, 10_000)
    assert writer.stdout.readline() == "committed\n"
    time.sleep(0.1)
    killed(server)
    acknowledged = 1 + writer.stdout.read().count("committed")
    writer.communicate()
    server.start()
    _whole(server.url, acknowledged)


def _whole(url: str, acknowledged: int) -> None:
    mine = [name for name in ids(url) if name.startswith("w-")]
    assert len(mine) % 2 == 0, "an append is whole or absent"
    assert acknowledged * 2 <= len(mine) <= (acknowledged + 1) * 2


@pytest.mark.parametrize(("guarded", "right"), [(True, {1}), (False, {2})])
def test_of_two_connections_that_decide_on_the_same_state_one_records(ledger, guarded, right):
    """Twenty times two connections at once: one of the two, each time; without condition both."""
    logs = [open_log(ledger, clock=CLOCK) for _ in range(2)]
    recorded = {_at_once(logs, f"claim:{turn}", guarded=guarded) for turn in range(20)}
    for log in logs:
        log.close()
    assert recorded == right
    assert len(ids(ledger)) == 1 + 20 * max(right)


def _at_once(logs: list[Log], claim: str, *, guarded: bool) -> int:
    """How many of two appends on one state were recorded."""
    barrier, done = threading.Barrier(2), []
    asked = Query.tagged(claim)
    condition = AppendCondition(fail_if_events_match=asked, after=logs[0].head().size - 1)

    def write(number: int) -> None:
        barrier.wait()
        proposed = [event(f"{claim}-{number}", claim)]
        with contextlib.suppress(ConditionFailed):
            done.append(logs[number].append(proposed, condition if guarded else None))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(logs[0].read(asked))) == len(done)
    return len(done)
