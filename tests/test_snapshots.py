"""Each ``--json`` answer as it was: a file for each under ``tests/snapshots/``.

``CLAIMS_SNAPSHOTS=write pytest tests/test_snapshots.py`` writes them again, after a change that
was meant; what changed is then in the commit, for all to see.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.snapshots.walk import answers

FOLDER = Path(__file__).with_name("snapshots")
WRITE = os.environ.get("CLAIMS_SNAPSHOTS") == "write"

MASKS = (
    (re.compile(r"(claim-ledger/|claims-demo-)[0-9a-z_]+"), r"\1ORIGIN"),
    (re.compile(r"(tag:claim-ledger,[0-9-]{10}:)[0-9a-z_]+"), r"\1ORIGIN"),
    (re.compile(r"(ORIGIN|w\.example)\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}"), r"\1+KEY"),
    (re.compile(r"\+[0-9a-f]{8}\+[A-Za-z0-9+/]{43}="), "+KEY"),
    (re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}="), "HASH"),
    (re.compile(r"(?m)^(\\u2014|—) (\S+) [A-Za-z0-9+/=]{80,}$"), r"\1 \2 SIGNATURE"),
    (re.compile(r"(?m)^extra [A-Za-z0-9+/=]+$"), "extra WORDS"),
    (re.compile(r"eyJlbnZlbG9wZSI6[A-Za-z0-9+/=]+"), "PROOF"),
    (re.compile(r'(?<="digest":")[0-9a-f]{64}'), "HASH"),
    (re.compile(r"\A[0-9a-f]{32}\Z"), "SALT"),
    (re.compile(r"ORIGIN\+[0-9a-f]{8}\Z"), "ORIGIN+ID"),
    (re.compile(r"claims_[A-Za-z0-9_-]{43}"), "TOKEN"),
    (re.compile(r"whsec_[A-Za-z0-9+/=]+"), "SECRET"),
    (re.compile(r"127\.0\.0\.1:[0-9]+"), "127.0.0.1:PORT"),
)
"""What differs in each ledger (its origin, its keys, salts and what is hashed with them)."""


def steady(value: object, name: str = "") -> object:
    """A value with what is of chance masked; its shape and its length stay."""
    match value:
        case dict():
            return {key: steady(part, key) for key, part in value.items()}
        case list():
            return [steady(part, name) for part in value]
        case str() if name == "leaf_hash":
            return "HASH"
        case str() if name == "description":  # of a schema: words that follow a docstring
            return "WORDS"
        case str():
            for pattern, mask in MASKS:
                value = pattern.sub(mask, value)
    return value


def file_of(name: str) -> Path:
    """Where an answer's snapshot is."""
    return FOLDER / f"{name.replace(' ', '-')}.json"


@pytest.mark.parametrize("name", sorted(answers()))
def test_an_answer_is_as_it_was(name):
    """No field of an answer comes, goes or changes unless its snapshot is written again."""
    answered = answers()[name]
    now = {"exit": answered.code, "answer": steady(answered.envelope)}
    text = json.dumps(now, ensure_ascii=False, indent=2) + "\n"
    file = file_of(name)
    if WRITE:
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"no snapshot of {name}: CLAIMS_SNAPSHOTS=write writes it"
    assert file.read_text(encoding="utf-8") == text


def test_no_snapshot_is_of_an_answer_that_is_gone():
    """Each file belongs to an answer of the walk."""
    assert {file.name for file in FOLDER.glob("*.json")} == {file_of(n).name for n in answers()}
