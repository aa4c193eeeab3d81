"""How long the command takes to start, next to bare Python, Click and importing SQLAlchemy.

Whole processes, in turn, in one run; prints medians and ratios. Run: python -m bench.startup
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.projections import made
from ledger.app import open_ledger
from ledger.clock import Clocks, SystemClock, today

ROUNDS = 30
WIDE = 10_000  # claims, over 1,000 partnerships
PYTHON = sys.executable
CLAIMS = str(Path(PYTHON).parent / "claims")


def seconds(command: list[str], folder: str) -> float:
    """The wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Time each command in turn, so that a drift of the machine's speed touches all alike."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "demo.db")
        subprocess.run([CLAIMS, "demo", "--keep", ledger], check=True, capture_output=True)
        wide = str(made(Path(folder) / "wide.db", WIDE))
        with open_ledger(wide) as opened:  # its rows are kept from now on
            opened.board(Clocks(valid_at=today(SystemClock(), None)))
        commands = {
            "python -c pass": [PYTHON, "-c", "pass"],
            "import click": [PYTHON, "-c", "import click"],
            "import sqlalchemy": [PYTHON, "-c", "import sqlalchemy"],
            "claims --version": [CLAIMS, "--version"],
            "claims --help": [CLAIMS, "--help"],
            "claims status": [CLAIMS, "--ledger", ledger, "status"],
            "claims status, 1,000": [CLAIMS, "--ledger", wide, "status"],
            "claims status X": [CLAIMS, "--ledger", ledger, "status", "mexico-korea-space"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds(command, folder))
    medians = {name: statistics.median(found) for name, found in times.items()}
    click = medians["import click"]
    for name, median in medians.items():
        bare = median / medians["python -c pass"]
        alchemy = median / medians["import sqlalchemy"]
        print(
            f"{name:<22} {median * 1000:7.1f} ms   {bare:5.2f} x bare"
            f"   {median / click:5.2f} x click   {alchemy:5.2f} x sqlalchemy"
        )


if __name__ == "__main__":
    main()
