"""The runner of mutants tells those that the tests see from those that they do not."""

from __future__ import annotations

import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

RUNNER = Path(__file__).parent
CODE = '''
from enum import Enum
from functools import cache

Colour = Enum("Colour", "RED GREEN")


@cache
def small(number: int) -> bool:
    """Whether a number is small."""
    return number < 3


class Box:
    """A box."""

    @property
    def colour(self) -> Colour:
        return Colour.RED


def unseen():
    return 1
'''
TESTS = """
from sample import Box, Colour, small


def test_small():
    assert small(2) and not small(4)


def test_colour():
    assert Box().colour is Colour.RED
"""
RUN = """
import importlib, sys
sys.path[:0] = [{folder!r}, {root!r}]
from trial import run
trials = run({{importlib.import_module("sample"): [{folder!r} + "/test_sample.py"]}})
for mutant, verdict in trials.verdicts.items():
    print(f"{{verdict}} | {{mutant.name}}")
"""


def test_a_mutant_is_killed_by_the_tests_that_run_it_or_survives_them(tmp_path):
    """Behind a cache and in a property too; what no test runs is told apart."""
    (tmp_path / "sample.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "test_sample.py").write_text(TESTS, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", RUN.format(folder=str(tmp_path), root=str(RUNNER))],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    told = dict(
        reversed(line.split(" | ")) for line in ran.stdout.splitlines() if " | sample." in line
    )
    assert told == {
        "sample.small: return number < 3 → return None": "killed",
        "sample.small: number < 3 → number <= 3": "survived",
        "sample.small: number < 3 → number < 4": "survived",
        "sample.small: number < 3 → number < 2": "killed",
        "sample.Box.colour: return Colour.RED → return None": "killed",
        "sample.Box.colour: Colour.RED → Colour.GREEN": "killed",
        "sample.unseen: return 1 → return None": "no test runs it",
        "sample.unseen: 1 → 2": "no test runs it",
        "sample.unseen: 1 → 0": "no test runs it",
    }


def test_every_module_and_every_test_file_that_the_runner_names_is_there(monkeypatch):
    """A module that moves is named so where mutants are made of it, and on the page of reasons."""
    monkeypatch.syspath_prepend(str(RUNNER))
    modules = runpy.run_path(str(RUNNER / "__main__.py"))["MODULES"]
    assert [name for name in modules if find_spec(f"ledger.{name}") is None] == []
    files = {f"tests/{file}.py" for names in modules.values() for file in names}
    assert sorted(file for file in files if not (RUNNER.parents[1] / file).is_file()) == []
    page = (RUNNER.parents[1] / "docs" / "mutation-testing.md").read_text(encoding="utf-8")
    reasons = [line[3:] for line in page.splitlines() if line.startswith("- `")]
    assert [name for name in reasons if not name.startswith(tuple(f"{m}." for m in modules))] == []
