"""The simulation in `make test`: some seeds without a breach, and faults that it must find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SEEDS = "1-10000" if os.environ.get("CLAIMS_FAULTS") == "all" else "1-20"


def simulate(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE), *words], capture_output=True, text=True, check=False
    )


def test_no_law_is_broken_by_kills_full_disks_and_clocks_that_jump():
    """Writers, readers, restores, erasures and rotations interleaved keep every law."""
    done = simulate(SEEDS)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "fault",
    [
        "row_not_marked",
        "public_half_lost",
        "journal_keeps_the_words",
        "backup_without_the_journal",
        "key_kept_before_it_is_recorded",
        "moments_as_stamped",
        "older_copy_not_named",
    ],
)
def test_a_planted_fault_is_found(fault):
    """Negative control: with the fault in the program a law is broken within forty seeds."""
    done = simulate("1-40", "--planted", fault)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.startswith("seed "), done.stderr
