"""The programs in ``examples/`` do what their first lines say, with none of our code loaded."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64decode, b64encode
from json import dumps, loads
from pathlib import Path

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.entries.reader import from_mapping

CHECK = Path(__file__).parents[1] / "examples" / "check_proof.py"
ENTRIES = (
    {"kind": "party", "id": "mexico", "name": "Mexico", "type": "state"},
    {"kind": "instrument", "id": "alce", "title": "ALCE convention"},
    {
        "kind": "document", "id": "news", "title": "Explored", "publisher": "THX News",
        "source_kind": "news", "published": "2024-06-12",
        "excerpts": ["With 9 of 11 consents \u00e9"],
    },
    {
        "kind": "consents-counted", "id": "nine", "document": "news", "instrument": "alce",
        "count": 9, "required": 11, "stage": "deposited", "quote": "9 of 11 consents \u00e9",
    },
)  # fmt: skip


@pytest.fixture
def proof(tmp_path):
    """A proof of a claim in a file, and the ledger's key."""
    init_ledger(tmp_path / "a.db")
    with open_ledger(tmp_path / "a.db", custody=tmp_path / "custody") as ledger:
        ledger.submit([from_mapping(dict(entry), "x").command for entry in ENTRIES])
        key = ledger.new_key()
        ledger.checkpoint()
        (tmp_path / "proof").write_text(ledger.prove("nine"), encoding="utf-8")
    return tmp_path / "proof", str(key)


def run(proof: Path, key: str) -> subprocess.CompletedProcess[str]:
    """Isolated: the project's own package cannot be imported from where it stands."""
    return subprocess.run(
        [sys.executable, "-P", str(CHECK), str(proof), key],
        cwd=proof.parent, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def test_a_claim_is_checked_down_to_its_quote_with_a_key_and_a_page_of_python(proof):
    """And the program takes nothing from this project."""
    path, key = proof
    done = run(path, key)
    assert done.returncode == 0, done.stderr
    assert "\u201c9 of 11 consents \u00e9\u201d: Explored, THX News" in done.stdout
    assert "ledger" not in {line.split()[1] for line in CHECK.read_text().splitlines()
                            if line.startswith(("import ", "from "))}  # fmt: skip


def test_it_refuses_what_was_changed(proof):
    """Another key, another event, other words, and a bit anywhere in the signed text."""
    path, key = proof
    whole = path.read_text(encoding="utf-8")
    _, extra, index, *_ = whole.split("\n")
    words = loads(b64decode(extra.removeprefix("extra ")))
    words["payload"] = words["payload"].replace('"count":9', '"count":8')
    forged = "extra " + b64encode(dumps(words).encode()).decode()
    material = key.rpartition("+")[2]
    for text, trusted in (
        (whole.replace(extra, forged), key),
        (whole.replace(index, "index 1"), key),
        (whole.replace("\n5\n", "\n4\n"), key),
        (whole, key.replace(material, b64encode(bytes([1]) + b"k" * 32).decode())),
    ):
        path.write_text(text, encoding="utf-8")
        assert run(path, trusted).returncode != 0
