"""Many writers at once: positions agree with who was answered before whom, readers see prefixes.

The history is checked as one of a log: each event has one position, none is missing, and an
append that was answered before another one began has the smaller positions (linearizability of
appends, Herlihy and Wing 1990), and a reading that began after an answer shows what was answered
(it is committed, and not only promised). Moments come from the system's monotonic clock, which all
processes of one machine share. What it leaves out: appends that were never answered.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time

import attrs
import pytest

from ledger.clock import SystemClock
from ledger.log import Event, Log, init_log, open_log

CLOCK = SystemClock()
APPENDS = 25  # of each writer

WRITER = """
import json, sys, time
from ledger.clock import SystemClock
from ledger.log import Event, open_log
location, name, appends = sys.argv[1], sys.argv[2], int(sys.argv[3])
log = open_log(location, clock=SystemClock())
print("ready", flush=True)
sys.stdin.readline()
for n in range(appends):
    event = Event(id=f"{name}-{n}", type="t", version=1, tags=frozenset(), payload=b"{}")
    began = time.monotonic_ns()
    (recorded,) = log.append([event])
    ended = time.monotonic_ns()
    print(json.dumps([event.id, began, ended, recorded.position]), flush=True)
log.close()
"""


@attrs.frozen
class Done:
    """One append as its writer saw it; moments in nanoseconds."""

    event: str
    began: int
    ended: int
    position: int


@attrs.frozen
class Seen:
    """One reading of the whole log, and the moment before it."""

    began: int
    events: tuple[str, ...]


def out_of_order(history: list[Done]) -> tuple[Done, Done] | None:
    """Two appends of which the one was answered before the other began, and stands behind it."""
    ended = sorted(history, key=lambda one: one.ended)
    highest: Done | None = None
    answered = 0
    for one in sorted(history, key=lambda one: one.began):
        while ended[answered].ended < one.began:
            earlier = ended[answered]
            if highest is None or earlier.position > highest.position:
                highest = earlier
            answered += 1
        if highest is not None and highest.position > one.position:
            return highest, one
    return None


def unseen(history: list[Done], seen: list[Seen]) -> tuple[Done, Seen] | None:
    """An append that was answered before a reading began which does not show it."""
    for reading in seen:
        for one in history:
            if one.ended < reading.began and one.position >= len(reading.events):
                return one, reading
    return None


def test_the_check_sees_an_order_that_cannot_be():
    """The negative control: answered at 5 with position 1, while a later one got position 0."""
    late, early = Done("late", 1, 5, 1), Done("early", 6, 9, 0)
    assert out_of_order([late, early]) == (late, early)
    assert out_of_order([Done("a", 1, 7, 1), Done("b", 6, 9, 0)]) is None, "they overlap"


def test_the_check_sees_an_answer_that_came_before_its_commit():
    """The negative control: answered at 5, and not there for who looks at 6."""
    done, early, late = Done("a", 1, 5, 0), Seen(4, ()), Seen(6, ())
    assert unseen([done], [early, Seen(6, ("a",))]) is None
    assert unseen([done], [early, late]) == (done, late)


@pytest.fixture
def location(database) -> str:
    """An empty ledger of each durable backend in turn."""
    init_log(database)
    return database


def write(log: Log, name: str, history: list[Done]) -> None:
    for n in range(APPENDS):
        event = Event(id=f"{name}-{n}", type="t", version=1, tags=frozenset(), payload=b"{}")
        began = time.monotonic_ns()
        (recorded,) = log.append([event])
        history.append(Done(event.id, began, time.monotonic_ns(), recorded.position))


def watch(log: Log, seen: list[Seen], done: threading.Event) -> None:
    while not done.is_set():
        began = time.monotonic_ns()
        seen.append(Seen(began, tuple(recorded.event.id for recorded in log.read())))


def test_eight_threads_and_four_processes_write_one_history(location):
    """Positions follow who was answered before whom; readers see what was answered."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, location, f"p{n}", str(APPENDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    log, reading = open_log(location, clock=CLOCK), open_log(location, clock=CLOCK)
    history: list[Done] = []
    seen: list[Seen] = []
    done = threading.Event()
    threads = [
        threading.Thread(target=write, args=(log, f"t{n}", history), daemon=True) for n in range(8)
    ]
    watcher = threading.Thread(target=watch, args=(reading, seen, done), daemon=True)
    watcher.start()
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for process in processes:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        history += [Done(*json.loads(line)) for line in said.splitlines()]
    done.set()
    watcher.join(60)
    order = tuple(recorded.event.id for recorded in log.read())
    log.close()
    reading.close()

    assert len(history) == 12 * APPENDS
    assert {one.event: one.position for one in history} == {
        event: position for position, event in enumerate(order)
    }
    assert out_of_order(history) is None
    assert len(seen) > 1
    assert all(part.events == order[: len(part.events)] for part in seen)
    assert unseen(history, seen) is None
    begun = sorted(one.began for one in history)
    assert begun[12] < min(one.ended for one in sorted(history, key=lambda o: o.ended)[12:]), (
        "they ran at the same time"
    )
