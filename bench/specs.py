"""Scenarios a second: `claims spec run` on a ledger, beside bare pytest-bdd with empty steps.

The same 300 scenarios of six steps, in files of ten, twice each in turn, whole processes.
Run: python bench/specs.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCENARIOS = 300
A_FILE = 10
ROUNDS = 3
CLAIMS = str(Path(sys.executable).parent / "claims")

ASKING = """  Scenario: {number}
    When I look at "mexico-korea-space"
    And I ask as of 12 June 2024
    Then "alce-convention" has 9 of 11 consents
    And the consents of "alce-convention" are single source
    And 4 hurdles are outstanding
    And 1 matter is contested
"""
RECORDING = """  Scenario: {number}
    Given an empty ledger
    And a partnership "mexico-korea-space" between "mexico" and "korea"
    And a convention "alce-convention"
    And these claims:
      | source | published  | kind             | instrument      | count | required | as of      |
      | Paper  | 2024-05-01 | consents-counted | alce-convention | 9     | 11       | 2024-05-01 |
    When I ask as of 12 June 2024
    Then "alce-convention" has 9 of 11 consents
"""
EMPTY = """
from pytest_bdd import parsers, scenarios, step

scenarios(".")


@step(parsers.re(".*"))
def _():
    pass
"""


def write(folder: Path, scenario: str) -> None:
    """Write the features, and the empty steps that bare pytest-bdd needs."""
    for first in range(0, SCENARIOS, A_FILE):
        told = "".join(scenario.format(number=first + one) for one in range(A_FILE))
        (folder / f"{first:03}.feature").write_text(f"Feature: {first}\n{told}")
    (folder / "test_empty.py").write_text(EMPTY)


def seconds(command: list[str], folder: Path) -> float:
    """The wall time of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Time both in turn, so that a drift of the machine's speed touches both alike."""
    for name, scenario in (("asking", ASKING), ("recording", RECORDING)):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            ledger = str(folder / "demo.db")
            subprocess.run([CLAIMS, "demo", "--keep", ledger], check=True, capture_output=True)
            write(folder, scenario)
            ours = [CLAIMS, "spec", "run", ".", "--ledger", ledger]
            bare = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_empty.py"]
            times = [(seconds(ours, folder), seconds(bare, folder)) for _ in range(ROUNDS)]
        mine, theirs = (SCENARIOS / statistics.median(one) for one in zip(*times, strict=True))
        print(
            f"{name:<10} claims spec run {mine:6.1f} scenarios a second, "
            f"bare pytest-bdd {theirs:6.1f}, share {mine / theirs:.2f}"
        )


if __name__ == "__main__":
    main()
