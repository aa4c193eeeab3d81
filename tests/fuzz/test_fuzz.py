"""What the fuzzer once found, again, and a few seconds of new inputs; `make fuzz` takes longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def fuzz(*words):
    return subprocess.run(
        [sys.executable, str(HERE), *words], capture_output=True, text=True, check=False
    )


def test_nothing_that_was_found_is_back():
    """Every input of the corpus; a finding is put there by the fuzzer itself."""
    assert len(list((HERE / "corpus").glob("*/*"))) >= 5
    done = fuzz("--replay")
    assert done.returncode == 0, done.stderr


def test_a_few_inputs_of_each_ground_meet_no_fault():
    """Fifteen seconds from a fixed seed, over every ground, end with exit code 0."""
    done = fuzz("15", "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("words", [("10", "--seed", "1", "--ground", "import-yaml")])
def test_a_bug_that_was_put_in_is_found_and_kept(words, tmp_path):
    """The negative control: the input is kept, and leads to the bug again."""
    done = fuzz(*words, "--planted", "--corpus", str(tmp_path))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "exit code 70" in done.stderr
    assert len(list(tmp_path.glob("import-yaml/*"))) == 1
    assert fuzz("--replay", "--planted", "--corpus", str(tmp_path)).returncode == 1
    assert fuzz("--replay", "--corpus", str(tmp_path)).returncode == 0
