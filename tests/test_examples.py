"""The programs in ``examples/`` do what their first lines say."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64decode, b64encode
from json import dumps, loads
from pathlib import Path

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.entries.reader import from_mapping

EXAMPLES = Path(__file__).parents[1] / "examples"
CHECK = EXAMPLES / "check_proof.py"
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


NEWS = """\
- {kind: party, id: mexico, name: Mexico, type: state}
- {kind: party, id: korea, name: Republic of Korea, type: state}
- {kind: partnership, id: space, title: Space cooperation, parties: [mexico, korea]}
- {kind: instrument, id: alce, title: ALCE convention, partnerships: [space]}
- kind: document
  id: news
  title: Explored
  publisher: THX News
  source_kind: news
  published: 2024-06-12
  excerpts: [With 9 of 11 consents]
- kind: consents-counted
  id: nine
  document: news
  instrument: alce
  count: 9
  required: 11
  stage: deposited
  quote: 9 of 11 consents
"""


def example(name: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A program of the folder, with the project installed, as its reader would run it."""
    return subprocess.run(
        [sys.executable, str(EXAMPLES / name), *words],
        cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


def test_a_file_is_imported_and_the_status_printed(tmp_path):
    """Twice: the second time all of it is there already."""
    (tmp_path / "news.yaml").write_text(NEWS, encoding="utf-8")
    words = ("a.db", "news.yaml", "space", "2024-06-12")
    first = example("import_and_status.py", tmp_path, *words)
    assert "" == first.stderr
    assert first.stdout.splitlines() == [
        "6 recorded, 0 were there already",
        "Space cooperation: unknown",
        "  ALCE convention: 9 of 11 consents, single-source",
        "  required: 2 more consents for ALCE convention",
    ]
    again = example("import_and_status.py", tmp_path, *words)
    assert "0 recorded, 6 were there already" in again.stdout


def test_an_import_with_mistakes_prints_each_with_its_line(tmp_path):
    """And records nothing; the exit code is that of the command."""
    wrong = NEWS.replace("type: state", "typ: state").replace("count: 9", "count: nine")
    (tmp_path / "news.yaml").write_text(wrong, encoding="utf-8")
    done = example("import_and_status.py", tmp_path, "a.db", "news.yaml", "space", "2024-06-12")
    assert (2, "") == (done.returncode, done.stdout)
    for line in (1, 2, 16):
        assert f"news.yaml:{line}: " in done.stderr
    with open_ledger(tmp_path / "a.db") as ledger:
        assert [] == list(ledger.entries())


def test_a_follower_sees_each_event_once(tmp_path):
    """It goes on from its bookmark, also when there is nothing new."""
    init_ledger(tmp_path / "a.db")
    with open_ledger(tmp_path / "a.db") as ledger:
        ledger.submit([from_mapping(dict(entry), "x").command for entry in ENTRIES[:3]])
    first = example("follow_ledger.py", tmp_path, "a.db", "bookmark")
    assert "" == first.stderr
    assert ["@0", "@1", "@2"] == [line.split()[0] for line in first.stdout.splitlines()]
    assert "" == example("follow_ledger.py", tmp_path, "a.db", "bookmark").stdout
    with open_ledger(tmp_path / "a.db") as ledger:
        ledger.submit([from_mapping(dict(ENTRIES[3]), "x").command])
    last = example("follow_ledger.py", tmp_path, "a.db", "bookmark").stdout
    assert "@3 consents-counted: \u201c9 of 11 consents \u00e9\u201d\n" == last


def test_every_example_is_listed_and_tested():
    """The page of the folder names each program; so does this file."""
    names = {path.name for path in EXAMPLES.glob("*.py")}
    page, here = (EXAMPLES / "README.md").read_text(), Path(__file__).read_text()
    assert [] == [name for name in names if f"[{name}]({name})" not in page or name not in here]


def test_a_model_proposes_and_invents_nothing(tmp_path):
    """With a stand-in for the model: its good line is a draft, its invention is refused."""
    (tmp_path / "model.py").write_text(
        "import sys\nprompt = sys.stdin.read()\n"
        "assert 'consents-counted: ' in prompt and 'mexico (Mexico)' in prompt\n"
        "print('```')\n"
        'print(\'{"kind": "consents-counted", "quote": "9 of 11 consents", "count": 9}\')\n'
        'print(\'{"kind": "signed", "quote": "Mexico signed on Monday"}\')\n'
        "print('```')\n",
        encoding="utf-8",
    )
    init_ledger(tmp_path / "a.db")
    with open_ledger(tmp_path / "a.db") as ledger:
        ledger.submit([from_mapping(dict(entry), "x").command for entry in ENTRIES[:3]])
    model = f"{sys.executable} {tmp_path / 'model.py'}"
    proposer = f"{sys.executable} {EXAMPLES / 'propose_with_model.py'} --model '{model}'"
    done = subprocess.run(
        [
            sys.executable, "-m", "ledger", "draft", "news", "--with", proposer, "--json",
            "--ledger", str(tmp_path / "a.db"),
        ],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    data = loads(done.stdout)["data"]
    assert [draft["entry"]["count"] for draft in data["drafts"]] == [9]
    (refused,) = data["refused"]
    assert "the quote does not stand in its document" in refused["reason"]
