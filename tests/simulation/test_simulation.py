"""The simulation in `make test`: some seeds without a breach, and faults that it must find."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.thorough import EVERYTHING

HERE = Path(__file__).parent
SEEDS = 10_000 if EVERYTHING else 60
PARTS = 4


def simulate(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE), *words], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_no_law_is_broken_by_kills_full_disks_and_clocks_that_jump(part):
    """Writers, readers, restores, erasures and rotations interleaved keep every law."""
    seeds = SEEDS // PARTS
    done = simulate(f"{part * seeds + 1}-{(part + 1) * seeds}")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("fault", "likely"),
    [
        ("row_not_marked", "1"),
        ("older_copy_not_named", "9"),
        ("backup_without_the_journal", "10"),
        ("public_half_lost", "13"),
        ("key_kept_before_it_is_recorded", "13"),
        ("moments_as_stamped", "32"),
        ("clock_behind_is_taken", "32"),
        ("journal_keeps_the_words", "33"),
        ("acknowledged_before_its_commit", "230"),
        ("key_forgotten_where_it_waits", "239"),
    ],
)
def test_a_planted_fault_is_found(fault, likely):
    """Negative control: with the fault in the program a law is broken within 400 seeds.

    The seed that found it last comes first: most runs are short.
    """
    done = simulate(likely, "--planted", fault)
    if done.returncode == 0:
        done = simulate("1-400", "--planted", fault)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.startswith("seed "), done.stderr
