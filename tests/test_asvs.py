"""The table of ASVS names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = [
    line.strip("| ").split(" | ")
    for line in (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| V")
]
WITHOUT = {"V12.6 SSRF", "V14.2 dependencies"}
"""Rows that rest on what their words point at: another page, the lock of dependencies."""


def test_every_test_that_the_table_names_is_there():
    """A test that is renamed or taken away takes its row's ground away."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    tests = set(re.findall(r"^(?:async )?def (test_\w+)", code, re.MULTILINE))
    named = {name for row in ROWS for name in re.findall(r"`(test_\w+)`", row[2])}
    assert len(named) > 30
    assert set() == named - tests


def test_every_row_has_a_state_and_its_ground():
    """Done is shown by a test; what there is none of, and what a proxy does, has its reason."""
    assert {"done", "none", "proxy"} == {row[1] for row in ROWS}
    without = {row[0] for row in ROWS if row[1] == "done" and "`test_" not in row[2]}
    assert without == WITHOUT
    assert all(row[2].strip() for row in ROWS)
