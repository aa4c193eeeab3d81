"""Bad input to what is proven and recorded, each from the command line: one sentence, its code."""

from __future__ import annotations

import resource
from base64 import b64encode
from pathlib import Path
from shutil import copytree

import pytest

from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.notes import Note, SigningKey
from tests.cli.conftest import CLAIM, desk_in
from tests.growth.work import Meter

OTHER = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
GIB = 1 << 30


@pytest.fixture(scope="module")
def first_office(tmp_path_factory, first_newsroom):
    """The folder of that ledger, made once; no test works in it."""
    folder = tmp_path_factory.mktemp("first") / "office"
    copytree(first_newsroom, folder)
    with desk_in(folder) as desk:
        desk("key", "new")
        desk("checkpoint", "-o", "old")
        desk("import", "-", stdin=CLAIM)
        for words in (
            "checkpoint -o new", "prove @7 -o claim", "prove news -o document",
            "export --tiles tiles", "consistency old new -o growth",
        ):  # fmt: skip
            assert desk(*words.split()).code == 0, words
    return folder


@pytest.fixture
def office(newsroom, tmp_path, first_office):
    """A ledger with a claim, a key, a checkpoint, a proof, an export and a proof of growth."""
    copytree(first_office, tmp_path, dirs_exist_ok=True)
    return newsroom


def key_of(office) -> str:
    return office("key", "list", "--json").data[-1]["key"]


def signed(office, size: int, root: bytes = b"r" * 32, signer: SigningKey | None = None) -> Note:
    """A checkpoint of any size, by the ledger's own key unless told otherwise."""
    origin = key_of(office).partition("+")[0]
    text = str(Checkpoint(origin, size, root))
    by = signer or Custody(Path("custody")).signing_key(origin)
    return Note(text, (by.sign(text.encode()),))


def told(said, code: int) -> str:
    """The one sentence that is told, and a way out; nothing else."""
    assert said.code == code, said.out + said.err
    assert "Traceback" not in said.out + said.err
    assert "bug in claims" not in said.err
    lines = (said.out if code == 1 else said.err).splitlines()
    assert lines[1].startswith("  try: "), lines
    assert len(lines) == 2
    return lines[0]


@pytest.mark.parametrize("name", ["claim", "new", "tiles", "growth"])
def test_a_wrong_key(name, office):
    """A proof, checkpoint, export or growth is refused under the key of another ledger."""
    more = ("--from", "old") if name == "growth" else ()
    assert "no trusted key signed it" in told(office("verify", name, "--key", OTHER, *more), 1)


@pytest.mark.parametrize("name", ["claim", "new", "tiles", "growth"])
def test_the_right_name_with_another_key(name, office):
    """Trust is in the key: a stranger's key under the ledger's own name opens nothing."""
    stranger = SigningKey.generate(key_of(office).partition("+")[0]).verifier
    more = ("--from", "old") if name == "growth" else ()
    words = ("verify", name, "--key", str(stranger), *more)
    assert "no trusted key signed it" in told(office(*words), 1)


@pytest.mark.parametrize(
    "key", ["", "x", "x+y", OTHER[:-2], OTHER.replace("+53", "+54"), "\x1b[2J"]
)
def test_a_key_that_is_none(key, office):
    """A malformed ``--key`` is a usage error, and its bytes never reach the terminal raw."""
    said = told(office("verify", "claim", "--key", key), 2)
    assert "the key" in said
    assert "\x1b" not in said


def test_a_checkpoint_of_another_ledger(office, monkeypatch):
    """Both keys trusted, each command still refuses to join two ledgers by their checkpoints."""
    monkeypatch.setenv("CLAIMS_LEDGER", "b.db")
    Path("names.yaml").write_text("- {kind: party, id: a, name: A}")
    for words in ("init", "import names.yaml", "key new", "checkpoint -o others"):
        assert office(*words.split()).code == 0
    theirs = key_of(office)
    monkeypatch.delenv("CLAIMS_LEDGER")
    both = ("--key", key_of(office), "--key", theirs)
    said = told(office("verify", "growth", "--from", "others", *both), 1)
    assert "it is of another ledger" in said
    said = told(office("consistency", "others", "new", *both), 2)
    assert "the checkpoint in others is refused: it is of another ledger" in said
    Path("tiles/checkpoint").write_text(Path("others").read_text())
    assert office("verify", "tiles", *both).code == 1


def test_a_proof_for_another_leaf(office):
    """Each part of one proof put into the other: index, event, path."""
    one, other = (Path(name).read_text().split("\n") for name in ("claim", "document"))
    for at in (1, 2, 3):
        mixed = [*one[:at], other[at], *one[at + 1 :]]
        assert mixed != one
        Path("mixed").write_text("\n".join(mixed))
        said = told(office("verify", "mixed", "--key", key_of(office)), 1)
        assert "the event is not in the ledger that the checkpoint signs for" in said


def test_a_note_with_two_signatures_of_one_key(office):
    """One key that signs the same note twice makes it refused, in every kind of file."""
    for name, more in (("new", ()), ("claim", ()), ("growth", ("--from", "old"))):
        text = Path(name).read_text()
        Path("doubled").write_text(text + text.splitlines(keepends=True)[-1])
        said = told(office("verify", "doubled", "--key", key_of(office), *more), 1)
        assert "signed it twice" in said


@pytest.mark.parametrize("size", ["06", "+6", "-6", "6.0", "0x6", "٦", "9" * 30, "", " 6"])
def test_a_size_that_is_none_though_it_is_signed(size, office):
    """A size has one spelling, plain ASCII digits; even a good signature saves no other."""
    note = signed(office, 6)
    text = note.text.replace("\n6\n", f"\n{size}\n")
    origin = text.partition("\n")[0]
    signer = Custody(Path("custody")).signing_key(origin)
    Path("odd").write_text(str(Note(text, (signer.sign(text.encode()),))))
    assert "is no size" in told(office("verify", "odd", "--key", key_of(office)), 1)
    lines = Path("claim").read_text().replace("index 7", f"index {size}")
    Path("odd").write_text(lines)
    said = told(office("verify", "odd", "--key", key_of(office)), 1)
    assert "malformed" in said or "not in the form" in said


def test_consistency_from_an_empty_ledger(office):
    """A size of 0 leads nowhere: neither made as a proof of growth nor accepted as one."""
    Path("empty").write_text(str(signed(office, 0)))
    said = told(office("consistency", "empty", "new"), 2)
    assert "nothing leads from 0" in said
    Path("growth").write_text("old 0\n\n" + Path("new").read_text())
    said = told(office("verify", "growth", "--from", "empty", "--key", key_of(office)), 1)
    assert "from an empty ledger nothing can be shown" in said


@pytest.mark.parametrize("size", [10 * GIB, (1 << 62) + 1, 10**19 - 1])
def test_an_export_that_says_to_be_beyond_all_bounds(size, office):
    """Signed for by the ledger's own key: refused at its first tile, as a small one is."""
    key, meter, works = key_of(office), Meter(), []
    for beyond in (1_000, 1_000, 50_000, size):  # what is made once is made
        Path("tiles/checkpoint").write_text(str(signed(office, beyond)))
        with meter.counting() as work:
            said = office("verify", "tiles", "--key", key)
        assert "the tile" in told(said, 1)
        works.append(work.lines)
        assert works[-1] < 1.5 * works[min(1, len(works) - 1)], works


def test_files_of_ten_gigabytes_are_read_no_further_than_a_right_one_reaches(office):
    """A file of 10 GiB is refused with less than 600 MB of memory more in use."""
    key = key_of(office)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in ("tiles/tile/0/000.p/8", "tiles/tile/entries/000.p/8", "tiles/checkpoint"):
        data = Path(name).read_bytes()
        with Path(name).open("r+b") as file:
            file.truncate(10 * GIB)  # a hole; it takes no room
        told(office("verify", "tiles", "--key", key), 1)
        Path(name).write_bytes(data)
    assert office("verify", "tiles", "--key", key).code == 0
    for name, more in (("new", ()), ("claim", ()), ("growth", ("--from", "old"))):
        with Path(name).open("r+b") as file:
            file.truncate(10 * GIB)
        told(office("verify", name, "--key", key, *more), 1)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 600_000, "kilobytes"


def test_an_export_without_its_checkpoint_or_over_a_file(office):
    """The missing or unwritable path is named, with the exit code of storage."""
    Path("bare").mkdir()
    assert "bare/checkpoint" in told(office("verify", "bare", "--key", OTHER), 5)
    assert "old could not be written" in told(office("export", "--tiles", "old"), 5)


def test_a_document_over_its_limit_and_a_payload_over_its_limit(office):
    """Each limit is stated in a short message, and nothing is recorded of what exceeds it."""
    Path("long.txt").write_text("word " * 3_000_000)
    said = office("capture", "long.txt", "--title", "t", "--publisher", "p")
    assert "more than the 10 MB that are read of one file" in told(said, 2)
    text = "word " * 3_500_000
    entry = '{"kind": "document", "id": "big", "title": "t", "publisher": "p"'
    lines = f'{entry}, "source_kind": "news", "text": "{text}"}}'
    said = office("import", "-", "--json", stdin=lines.encode())
    assert said.code == 2
    assert "one event can take 16 MiB" in " ".join(str(said.error).split())
    assert len(str(said.error)) < 2000, "the text itself is not repeated"
    assert office.head() == 8


@pytest.mark.parametrize("name", ["a\x07b", "a\nb", "a\x1b[2Jb", "a\u202eb", "a\x00b", "a b"])
def test_an_id_that_would_make_a_tag_with_control_characters(name, office):
    """Ids become tags; what the terminal would obey is refused where it comes in."""
    for entry in (
        f'{{"kind": "party", "id": {_quoted(name)}, "name": "A"}}',
        f'{{"kind": "requirement-stated", "document": "news", "hurdle": {_quoted(name)}}}',
        f'{{"kind": "party", "id": "mexico", "name": "A", "partnership": {_quoted(name)}}}',
    ):
        said = office("import", "-", "--json", stdin=entry.encode())
        assert said.code == 2, said.out
        assert said.error["code"] == "problems"
        assert "\x1b" not in said.err
        assert "\x07" not in said.err
    assert office.head() == 8


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\u{ord(one):04x}" for one in text) + '"'


@pytest.mark.parametrize("hostile", ["../../../etc/passwd", "/etc/passwd", "x" * 5000, "\x1b[2J"])
def test_an_event_that_would_lead_out_of_the_ledger(hostile, office):
    """An id that looks like a path is only an id that is not there: no file is touched."""
    assert "\x1b" not in told(office("prove", hostile), 3)
    assert not Path("passwd").exists()


def test_a_proof_that_is_all_noise(office):
    """Noise, cut headers and JSON nested too deep are refused by a sentence, not a traceback."""
    for data in (b"\x00" * 100, b"\xff" * 100, b"c2sp.org/tlog-proof@v1\n\n", b"old \n\n", b"old"):
        Path("noise").write_bytes(data)
        more = ("--from", "old") if data.startswith(b"old ") else ()
        told(office("verify", "noise", "--key", key_of(office), *more), 1)
    extra = b64encode(b'{"envelope":"' + b'{"a":' * 50_000).decode()
    lines = Path("claim").read_text().split("\n")
    Path("noise").write_text("\n".join([lines[0], f"extra {extra}", *lines[2:]]))
    assert "malformed" in told(office("verify", "noise", "--key", key_of(office)), 1)
