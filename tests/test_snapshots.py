"""Each ``--json`` answer as it was: a file for each under ``tests/snapshots/``.

``CLAIMS_SNAPSHOTS=write pytest tests/test_snapshots.py`` writes them again, after a change that
was meant; what changed is then in the commit, for all to see.
"""

from __future__ import annotations

import json
import os
import re

import pytest

from tests.snapshots.walk import FOLDER, NAMES, Answered, answers

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


def text_of(answered: Answered) -> str:
    """An answer as its snapshot has it."""
    now = {"exit": answered.code, "answer": steady(answered.envelope)}
    return json.dumps(now, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.skipif(WRITE, reason="they are written again")
def test_an_answer_is_as_it_was(name):
    """No field of an answer comes, goes or changes unless its snapshot is written again."""
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text_of(answers()[name])


def test_each_answer_has_a_snapshot_and_each_snapshot_an_answer():
    """What the walk asks for, and the files, are the same; here they are written."""
    if WRITE:
        for file in FOLDER.glob("*.json"):
            file.unlink()
        for name, answered in answers().items():
            (FOLDER / f"{name}.json").write_text(text_of(answered), encoding="utf-8")
    assert set(answers()) == {file.stem for file in FOLDER.glob("*.json")}
