"""What CI counts: the rooms of judgement, by tests that it runs once and no more."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def commands():
    """The two calls of pytest that ``make test`` makes, with what each is given."""
    done = subprocess.run(
        ["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = done.stdout.replace("\\\n", " ").splitlines()
    first, second = [line.split() for line in lines if " -m pytest" in line]
    return first, second


def _valued(words, option):
    return {word.removeprefix(option) for word in words if word.startswith(option)}


def test_what_is_counted_is_there(commands):
    """A room of another name would be counted as nothing, and nothing lacks no branch."""
    first, _ = commands
    rooms = _valued(first, "--cov=")
    assert rooms == {
        "ledger/projections/weighing",
        "ledger/projections/treaties",
        "ledger/claims/entry_into_force",
    }
    assert all(list((ROOT / room).glob("*.py")) for room in rooms)


def test_every_branch_is_wanted(commands):
    """Branches, not lines alone, and all of them."""
    first, _ = commands
    assert {"--cov-branch", "--cov-fail-under=100"} <= set(first)


def test_no_test_is_run_twice_or_never(commands):
    """What the first call runs is what the second leaves out, and it counts nothing."""
    first, second = commands
    judged = {word for word in first if re.match(r"(tests|features)\b", word)}
    assert judged
    assert judged == _valued(second, "--ignore=")
    assert not any(word.startswith(("--cov", "tests", "features")) for word in second)
    assert all((ROOT / path).exists() for path in judged)
