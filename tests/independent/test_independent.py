"""What `claims` signs, proves and exports, checked by programs that are not ours.

Go's ``sumdb/note`` and ``tlog`` (``apt-get install golang-go golang-golang-x-mod-dev``), and
pymerkle in an environment of its own (``make independent``); each skips where it is not there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ledger.cli.program import run
from ledger.clock import SystemClock
from ledger.log import open_log
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.notes import Note
from ledger.log.proving.tree import Tree

HERE = Path(__file__).parent
GO_PACKAGES = Path("/usr/share/gocode")
PYMERKLE = HERE.parents[1] / ".venv-independent/bin/python"
# More than a tile, and no power of two.
NAMES = "".join(f'- {{kind: party, id: p{n}, name: "P\u00e9 <{n}> & co"}}\n' for n in range(600))
CLAIM = """\
- {kind: party, id: m, name: M}
- {kind: partnership, id: mk, title: M and K, parties: [m]}
- {kind: document, id: news, title: t, publisher: p, source_kind: news, text: A meeting was held.}
- {kind: meeting-held, document: news, quote: meeting was held, partnership: mk}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A ledger with two checkpoints, a proof of a claim, a proof of growth and an export."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMS_CUSTODY", "custody")
    monkeypatch.delenv("CLAIMS_LEDGER", raising=False)
    Path("claim.yaml").write_text(CLAIM)
    Path("names.yaml").write_text(NAMES)
    for words in (
        "init", "import claim.yaml", "key new", "checkpoint -o old", "import names.yaml",
        "checkpoint -o new", "export --tiles tiles", "consistency old new -o growth",
        "prove @3 -o proof",
    ):  # fmt: skip
        assert run(words.split()) == 0, words
    return tmp_path


def custody_of(folder: Path) -> tuple[Custody, str]:
    log = open_log("claims.db", clock=SystemClock())
    origin = log.head().origin
    log.close()
    return Custody(folder / "custody"), origin


@pytest.fixture(scope="session")
def go(tmp_path_factory):
    """The Go program, compiled; gives its exit code and what it says."""
    if shutil.which("go") is None or not (GO_PACKAGES / "src/golang.org/x/mod/sumdb").is_dir():
        pytest.skip("Go and golang.org/x/mod are not here (Debian: golang-golang-x-mod-dev)")
    made = tmp_path_factory.mktemp("go")
    env = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": str(GO_PACKAGES),
        "GOCACHE": str(made / "cache"),
    }
    command = ["go", "build", "-o", str(made / "check"), str(HERE / "check.go")]
    subprocess.run(command, env=env, check=True, capture_output=True)

    def call(*words: object) -> tuple[int, str]:
        done = subprocess.run(
            [made / "check", *map(str, words)], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    return call


def test_go_finds_every_leaf_tile_and_older_tree_of_an_export(go, folder):
    """Go's ``tlog`` accepts the export, and refuses it with one bit of any file flipped."""
    custody, origin = custody_of(folder)
    (key,) = custody.keys(origin)
    assert go(key, "export", "tiles") == (0, "export of 606 holds\n")
    for file in [path for path in Path("tiles").rglob("*") if path.is_file()]:
        data = file.read_bytes()
        for at in (0, len(data) // 2, len(data) - 9):
            file.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
            code, said = go(key, "export", "tiles")
            assert (code, "holds" in said) == (1, False), (file, at)
        file.write_bytes(data)


def test_go_finds_a_claim_and_its_document_where_a_proof_says(go, folder):
    """Go verifies claim and document, and refuses another index, size or content."""
    custody, origin = custody_of(folder)
    (key,) = custody.keys(origin)
    assert go(key, "proof", "proof") == (0, "proof of 3 holds, with 1 more\n")
    whole = Path("proof").read_text()
    extra = whole.index("extra ") + 6
    for changed in (
        whole.replace("index 3", "index 4"),
        whole.replace("\n606\n", "\n605\n"),
        whole[: extra + 400] + ("A" if whole[extra + 400] != "A" else "B") + whole[extra + 401 :],
    ):
        assert changed != whole
        Path("proof").write_text(changed)
        assert go(key, "proof", "proof")[0] == 1


def test_go_sees_that_one_checkpoint_goes_on_from_another(go, folder):
    """Go accepts growth from the right checkpoint alone, with its hashes in order."""
    custody, origin = custody_of(folder)
    (key,) = custody.keys(origin)
    assert go(key, "growth", "growth", "old") == (0, "growth from 5 to 606 holds\n")
    assert go(key, "growth", "growth", "new")[0] == 1
    lines = Path("growth").read_text().split("\n")
    Path("growth").write_text("\n".join([lines[0], lines[2], lines[1], *lines[3:]]))
    assert go(key, "growth", "growth", "old")[0] == 1


def test_what_go_signs_with_our_key_is_ours_to_read(go, folder):
    """The form of the secret key is the one of Go's package."""
    custody, origin = custody_of(folder)
    (key,) = custody.keys(origin)
    Path("text").write_text(f"{origin}\n5\ntext\n")
    code, signed = go(key, "sign", custody.signing_key(origin).secret(), "text")
    assert code == 0
    assert Note.parse(signed.encode()).verified([key]) == (key,)


@pytest.mark.usefixtures("folder")
def test_pymerkle_finds_the_same_roots_and_paths():
    """At sizes around powers of two and tiles both hash trees agree; swapped leaves do not."""
    if not PYMERKLE.exists():
        pytest.skip("pymerkle has an environment of its own: make independent")
    log = open_log("claims.db", clock=SystemClock())
    leaves = [stored.envelope.hex() for stored in log.stored()]
    cases = []
    for size in (1, 2, 3, 7, 8, 255, 256, 257, 511, 604):
        tree = Tree(size, log.hashes)
        paths = [
            (index, [node.hex() for node in tree.inclusion(index)])
            for index in sorted({0, size // 3, size - 1})
        ]
        cases.append({"size": size, "root": tree.root().hex(), "paths": paths})
    log.close()

    def said(given: object) -> str:
        command = [PYMERKLE, "-W", "ignore", HERE / "pymerkle_check.py"]
        done = subprocess.run(
            command, input=json.dumps(given), capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    assert said({"leaves": leaves, "cases": cases}) == "same\n"
    wrong = [leaves[0], leaves[2], leaves[1], *leaves[3:]]
    assert "is another" in said({"leaves": wrong, "cases": cases}), "negative control"
