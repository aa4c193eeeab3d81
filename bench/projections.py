"""How fast the questions are, and how that grows: status, why, board, rebuild, append.

Run ``python -m bench.projections --claims 10000 100000``; a ledger of each size is made in
``--folder`` if it is not there yet. Every question is asked in turn with the others and with a
bare indexed SELECT of the same rows, in one run, of partnerships drawn at random.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.ledgers import FixedSteps, claims_of_one, make
from ledger.app import Ledger, init_ledger, open_ledger
from ledger.board.affected import mark_appended
from ledger.clock import Clocks
from ledger.facts.log_reader import decoded
from ledger.log import open_log
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PARTNERSHIPS = 1000
TODAY = date(2024, 8, 1)
PAST = (date(2023, 6, 1), date(2020, 6, 1), date(2017, 6, 1))
_ROWS = """
    SELECT events.* FROM events WHERE position IN (
        SELECT position FROM tags WHERE tag IN (:partnership, :open, :own))
"""
_SHELF = """
    SELECT touched.*, shelf.* FROM touched LEFT JOIN shelf
    ON shelf.name = 'board' AND shelf.version = 1 AND shelf.subject = touched.subject
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--grow", type=int, nargs="+", default=[10, 1_000, 100_000])
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--rebuild", action=argparse.BooleanOptionalAction, default=True)
    options.add_argument("--folder", type=Path)
    chosen = options.parse_args()
    python, day = sys.version.split()[0], datetime.now(UTC).date()
    print(f"{day} Python {python}, SQLite {sqlite3.sqlite_version}, milliseconds unless said")
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.folder or Path(name)
        for claims in chosen.claims:
            path = made(folder / f"{claims}.db", claims)
            if chosen.rebuild:
                rebuilding(path, claims)
            asking(path, claims, chosen.rounds)
        if chosen.grow:
            appending(Path(name) / "grow.db", chosen.grow, chosen.rounds)


def made(path: Path, claims: int) -> Path:
    """A ledger of so many claims over 1,000 partnerships, made if it is not there."""
    there = path.exists()
    init_ledger(path)
    if not there:
        log = open_log(path, clock=FixedSteps())
        make(log, partnerships=PARTNERSHIPS, claims=claims)
        log.close()
    return path


def rebuilding(path: Path, claims: int) -> None:
    """All current tables made anew, beside reading and decoding the same log only."""
    with open_ledger(path) as ledger:
        bare = Took()
        events = sum(1 for _ in decoded(ledger._log.read(Query.all())))  # noqa: SLF001
        bare.stop()
        before, rebuild = peak(), Took()
        rows = ledger.rebuild(TODAY).partnerships
        rebuild.stop()
    print(f"\n{claims:,} claims, {events:,} events, {rows:,} partnerships")
    print(f"  read and decode  {claims / bare.wall:>10,.0f} claims/s")
    print(f"  rebuild          {claims / rebuild.wall:>10,.0f} claims/s")
    print(
        f"  ratio            {bare.wall / rebuild.wall:>10.2f} ({bare.cpu / rebuild.cpu:.2f} CPU)"
    )
    print(f"  peak memory      {peak():>10,.0f} MB ({before:,.0f} before the rebuild)")


class Took:
    """A stopwatch, on the wall and on the processor: other programs share the machine."""

    def __init__(self) -> None:
        self.wall, self.cpu = -time.perf_counter(), -time.process_time()

    def stop(self) -> None:
        """Take the time."""
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


def peak() -> float:
    """The most memory this process ever held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def asking(path: Path, claims: int, rounds: int) -> None:
    """Every question in turn, of a partnership drawn anew in each round."""
    chance = random.Random(11)
    bare = sqlite3.connect(path)
    today = Clocks(valid_at=TODAY)
    with open_ledger(path) as ledger:
        ledger.board(today)
        past = [Clocks(valid_at=day, published_by=day) for day in PAST]
        known = Clocks(valid_at=PAST[0], known_at=ledger._log.head().size // 2)  # noqa: SLF001

        def tasks(number: int) -> dict[str, Callable[[], object]]:
            name = f"p-{number}"
            rows = {
                "partnership": f"partnership:{name}",
                "open": f"instrument:open-{number}",
                "own": f"instrument:own-{number}",
            }
            return {
                "bare SELECT of its rows": lambda: bare.execute(_ROWS, rows).fetchall(),
                "status now": lambda: ledger.status(name, today),
                **{
                    f"status of {one.valid_at}": lambda one=one: ledger.status(name, one)
                    for one in past
                },
                "status as half was known": lambda: ledger.status(name, known),
                "why (one value)": lambda: ledger.why(f"{name}/open-{number}.consents", today),
                "bare SELECT of the shelf": lambda: bare.execute(_SHELF).fetchall(),
                "board now": lambda: ledger.board(today),
            }

        show(f"{claims:,} claims", measured(tasks(chance.randrange(1000)) for _ in range(rounds)))
        whole = {
            f"board of {PAST[0]}, folded": lambda: ledger.board(past[0]),
            "search": lambda: ledger.search(["statement", "publisher 96"]),
            "disputes of all": lambda: ledger.disputes(today),
        }
        for name, task in whole.items():
            took = Took()
            task()
            took.stop()
            print(f"  {name}: {took.wall:,.1f} s ({took.cpu:,.1f} CPU), peak {peak():,.0f} MB")
    bare.close()


def appending(path: Path, sizes: list[int], rounds: int) -> None:
    """One claim more for partnerships of different sizes, in turn, in one ledger."""
    init_ledger(path)
    clock = FixedSteps()
    log = open_log(path, clock=clock, on_append=mark_appended)
    ledger = Ledger(log, clock=clock)
    commands = {size: claims_of_one(log, f"s-{size}", size, rounds) for size in sizes}
    found = measured(
        {
            f"submit to {size:,} claims": lambda one=commands[size][turn]: ledger.submit([one])
            for size in sizes
        }
        for turn in range(rounds)
    )
    show("appending one claim to a partnership", found)
    medians = [percentile(taken, 50) for taken in found.values()]
    print(f"  growth from {sizes[0]:,} to {sizes[-1]:,}: {medians[-1] / medians[0]:.2f} times")
    ledger.close()


def measured(turns: Iterable[dict[str, Callable[[], object]]]) -> dict[str, list[float]]:
    """Milliseconds of each task, one turn after the other."""
    found: dict[str, list[float]] = {}
    for tasks in turns:
        for name, task in tasks.items():
            started = time.perf_counter()
            task()
            found.setdefault(name, []).append(1000 * (time.perf_counter() - started))
    return found


def show(title: str, found: dict[str, list[float]]) -> None:
    """A table of p50 and p99, and the p50 over that of the first row."""
    print(f"\n{title}\n  {'':28}{'p50':>9}{'p99':>9}{'x first':>9}")
    first = percentile(next(iter(found.values())), 50)
    for name, taken in found.items():
        middle, high = percentile(taken, 50), percentile(taken, 99)
        print(f"  {name:28}{middle:>9.2f}{high:>9.2f}{middle / first:>9.1f}")


def percentile(taken: list[float], percent: int) -> float:
    """The smallest time that so many percent do not exceed."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


if __name__ == "__main__":
    main()
