"""The threat model names the test that shows each row, and those tests are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "threat-model.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| who")
]
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")


def test_every_row_names_a_test():
    """No threat on the page goes without a test that shows what is claimed."""
    assert len(ROWS) > 30
    assert [row[0] for row in ROWS if not TEST.search(row[-1])] == []


def test_every_test_that_is_named_is_there():
    """A renamed or removed test makes the page false, and this fails."""
    named = [found.groups() for row in ROWS for found in TEST.finditer(row[-1])]
    missing = [(path, test) for path, test in named if not there(path, test)]
    assert missing == []


def test_a_test_that_is_not_there_would_be_seen():
    """The control."""
    assert not there("tests/test_threat_model.py", "test_of_a_dream")
    assert not there("tests/test_dreams.py", None)


def there(path, test):
    """Whether a file of tests is there, and holds the test."""
    file = ROOT / path
    text = file.read_text() if file.exists() else ""
    return "def test_" in text and (test is None or f"def {test}(" in text)
