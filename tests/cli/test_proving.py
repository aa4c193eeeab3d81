"""`claims key`, `checkpoint`, `prove`, `verify`, `consistency`, `export`; what they refuse."""

from __future__ import annotations

import re
import sqlite3
from base64 import b64decode, b64encode
from contextlib import closing, contextmanager
from hashlib import sha256
from json import loads
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from ledger.clock import SystemClock
from ledger.log import Event, open_log
from ledger.log.format import canonical
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.custody.kept_checkpoint import checkpoint
from ledger.log.proving.notes import Note, SigningKey
from tests.cli.conftest import CLAIM

if TYPE_CHECKING:
    from collections.abc import Iterator

HURDLE = b"""\
- kind: requirement-stated
  document: news
  quote: The two nations must negotiate a formal agreement
  hurdle: agreement
  title: A formal agreement
  partnership: mexico-korea-space
  on: [mexico, korea]
  modality: required
"""
OTHER = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"


@pytest.fixture
def office(newsroom):
    """A ledger with a claim, a key, and a checkpoint in ``old``; gives the command."""
    assert newsroom("import", "-", stdin=CLAIM).code == 0
    assert newsroom("key", "new").code == 0
    assert newsroom("checkpoint", "-o", "old").code == 0
    return newsroom


def key_of(office) -> str:
    return office("key", "list", "--json").data[-1]["key"]


def claim_of(office) -> str:
    (entry,) = [e for e in office("log", "--json").data if e["type"] == "claim.recorded"]
    return entry["id"]


def proof(office, name="proof") -> Path:
    assert office("prove", claim_of(office), "-o", name).code == 0
    return Path(name)


@contextmanager
def tampering(path: str) -> Iterator[sqlite3.Connection]:
    """As the file's owner can: without the triggers, which stand again afterwards."""
    with closing(sqlite3.connect(path)) as db:
        made = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = db.execute(made).fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        yield db
        for _, words in triggers:
            db.execute(words)
        db.commit()


def test_a_proof_and_a_key_are_all_a_reader_needs(office):
    """The claim, its place, its document and its quote; the ledger itself is gone."""
    key, claim = key_of(office), claim_of(office)
    proof(office)
    Path("claims.db").unlink()

    said = office("verify", "proof", "--key", key, "--json")

    assert said.code == 0, said.err
    assert said.data["holds"] is True
    assert said.data["id"] == f"claim:{claim}"
    assert said.data["position"] == 5
    assert said.data["evidence"] == ["document:news"]
    assert said.data["quote"] == {"exact": "With 9 of 11 required ratifications", "stands": True}
    assert said.data["signers"] == [key]
    assert "it stands in the document" in office("verify", "proof", "--key", key).out


def test_a_document_is_proven_alone(office):
    """A proof of a document verifies with no quote and no evidence inside."""
    office("prove", "news", "-o", "proof")
    said = office("verify", "proof", "--key", key_of(office), "--json")
    assert (said.data["id"], said.data["evidence"], said.data["quote"]) == (
        "document:news",
        [],
        None,
    )


def test_a_proof_is_printed_as_it_is_written(office):
    """Stdout, the file and the JSON field have the same text, byte for byte."""
    printed = office("prove", "news").out
    office("prove", "news", "-o", "proof")
    assert printed == Path("proof").read_text() == office("prove", "news", "--json").data["proof"]


def test_a_proof_whose_document_was_erased_shows_the_quote_without_its_place(office):
    """The proof holds, and says that the quote's place can no longer be looked up."""
    assert office("erase", "news", "--reason", "court order", "--yes").code == 0
    office("checkpoint")  # the event of the erasure has to be covered: it alone says "erased"
    proof(office)
    said = office("verify", "proof", "--key", key_of(office), "--json")
    assert said.data["quote"]["stands"] is None
    assert "its document was erased" in office("verify", "proof", "--key", key_of(office)).out


def test_a_whole_ledger_holds(office):
    """Verifying counts events, documents, quotes and partnerships, and finds no break."""
    said = office("verify", "--json")
    assert said.code == 0, said.err
    assert said.data | {"root": ""} == {
        "holds": True, "what": "ledger", "size": 8, "root": "", "start": 0, "erased": [],
        "checkpoint": said.data["checkpoint"], "documents": 1, "quotes": 1, "partnerships": 1,
        "unpinned": False, "accepted": [], "breaks": [], "mends": [], "repaired": [],
    }  # fmt: skip
    assert said.data["checkpoint"]["size"] == 7, "that it was kept came after it"
    assert office("verify").out.startswith("holds         8 events\n")
    assert "1 partnership stands as the log gives" in office("verify").out
    assert "not looked  what the inbox, feeds" in office("verify").out, "it says so itself"


def test_quickly_only_what_came_after_the_last_checkpoint(office):
    """``--quick`` starts at the size that the checkpoint covers."""
    office("import", "-", stdin=HURDLE)
    said = office("verify", "--quick", "--json")
    assert (said.code, said.data["start"], said.data["size"], said.data["quotes"]) == (0, 7, 9, 1)
    assert "from position @7 on" in office("verify", "--quick").out


def test_without_a_checkpoint_quick_is_whole(newsroom):
    """With nothing signed to start from, all of the log is verified."""
    assert newsroom("verify", "--quick", "--json").data["start"] == 0
    assert "none is kept" in newsroom("verify").out


def test_the_first_break_is_named_and_the_exit_code_says_so(office):
    """One changed digit in a payload is found at its position, and the exit code is 1."""
    with tampering("claims.db") as db:
        claim = "CAST(replace(payload, '9', '8') AS BLOB) WHERE position = 5"
        db.execute("UPDATE events SET payload = " + claim)  # noqa: S608 - our own words
    said = office("verify", "--json")
    assert said.code == 1
    assert said.data["holds"] is False
    assert said.data["breaks"] == [
        {"position": 5, "what": "its payload is not the one that was recorded"}
    ]
    assert office("verify").out == (
        "does not hold: at position @5, its payload is not the one that was recorded\n"
    )


@pytest.mark.parametrize("how", [(), ("--quick",)])
def test_a_dropped_trigger_is_a_break_and_init_brings_it_back(how, office):
    """The missing guard is named, `claims init` makes it again, and then the ledger holds."""
    with closing(sqlite3.connect("claims.db")) as db:
        db.execute("DROP TRIGGER events_no_delete")
    said = office("verify", *how)
    assert said.code == 1
    assert said.out == (
        "does not hold: the trigger events_no_delete is missing; claims repair makes it again\n"
        "  triggers    would be mended: the trigger events_no_delete is missing\n"
        "  try: claims repair shows what it would do\n"
    )
    assert office("init").out == (
        "made again: the trigger events_no_delete is missing\nthe ledger claims.db is ready\n"
    )
    assert office("verify", *how).code == 0
    assert office("init", "--json").data["restored"] == []


@pytest.mark.parametrize("how", [(), ("--quick",)])
def test_a_ledger_put_back_to_an_earlier_day_does_not_hold_and_takes_no_more(how, office):
    """Its own tree is whole; only the checkpoint that is kept elsewhere shows it."""
    office("backup", "early.db")
    office("import", "-", stdin=HURDLE)
    office("checkpoint")
    for name in ("claims.db", "claims.db-wal", "claims.db-shm"):
        Path(name).unlink(missing_ok=True)
    restored = office("restore", "early.db")
    assert restored.code == 0
    assert "checkpoint of 9 events: it holds only 8 events" in restored.err
    assert "claims: nothing can be recorded" in restored.err

    said = office("verify", *how, "--json")

    assert said.code == 1
    assert "holds only 8 events" in said.data["breaks"][0]["what"]
    refused = office("import", "-", "--json", stdin=HURDLE)
    assert (refused.code, refused.error["code"]) == (4, "contradicted")
    assert office("status").code == 0


def test_a_checkpoint_is_checked_offline(office):
    """With the ledger's file gone, the checkpoint and the key are enough."""
    key = key_of(office)
    Path("claims.db").unlink()
    said = office("verify", "old", "--key", key, "--json")
    assert (said.code, said.data["what"], said.data["checkpoint"]["size"]) == (0, "checkpoint", 7)
    assert "holds         checkpoint of 7 events" in office("verify", "old", "--key", key).out


def test_an_export_is_checked_offline_and_each_of_its_files_counts(office):
    """Without the ledger an export verifies, and one flipped bit in any file breaks it."""
    key = key_of(office)
    said = office("export", "--tiles", "tiles", "--json")
    assert said.data == {"folder": "tiles", "size": 7, "files": 3}
    assert office("export", "--tiles", "tiles").out == "7 events in 3 files in tiles\n"
    Path("claims.db").unlink()
    assert office("verify", "tiles", "--key", key, "--json").data["what"] == "export"
    for n, file in enumerate(p for p in sorted(Path("tiles").rglob("*")) if p.is_file()):
        copytree("tiles", f"copy{n}")
        broken = Path(f"copy{n}") / file.relative_to("tiles")
        data = broken.read_bytes()
        broken.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
        assert office("verify", f"copy{n}", "--key", key).code == 1


def test_a_rotated_key_signs_and_the_older_one_still_proves(office):
    """Each signature verifies under the key of its time, and under no other."""
    older = key_of(office)
    proof(office)
    newer = office("key", "rotate", "--json").data[0]["key"]
    office("checkpoint", "-o", "new")
    keys = office("key", "list", "--json").data
    assert [(one["key"], one["signs"]) for one in keys] == [(older, False), (newer, True)]
    assert office("key", "list").out == f"{older}\n{newer}\n"
    assert office("verify", "proof", "--key", older).code == 0
    assert office("verify", "new", "--key", older).code == 1
    assert office("verify", "new", "--key", newer).code == 0
    assert office("consistency", "old", "new", "-o", "growth").code == 0, "it knows both keys"
    both = ("--key", older, "--key", newer)
    assert office("verify", "growth", "--from", "old", *both).code == 0
    assert office("verify", "growth", "--from", "old", "--key", newer).code == 1


def test_a_secret_is_never_printed(office):
    """And none but its owner may read it."""
    (secret,) = Path("custody").rglob("*.secret")
    words = secret.read_text().strip()
    for said in (office("key", "list"), office("key", "rotate"), office("checkpoint")):
        assert words not in said.out + said.err
    assert secret.stat().st_mode & 0o077 == 0


def test_one_checkpoint_goes_on_from_another(office):
    """The older is shown to be the beginning of the newer; the other way round is refused."""
    office("import", "-", stdin=HURDLE)
    office("checkpoint", "-o", "new")
    said = office("consistency", "old", "new", "--json")
    assert (said.data["old"], said.data["new"]) == (7, 9)
    assert said.data["proof"]
    assert office("consistency", "old", "new").out.splitlines()[0] == (
        "the ledger of 7 events is the beginning of the one of 9"
    )
    back = office("consistency", "new", "old", "--json")
    assert (back.code, back.error["code"]) == (2, "note-refused")


def grown(office) -> tuple[str, str]:
    """A proof of growth from ``old`` to ``new`` in ``growth``; gives its text and the key."""
    office("import", "-", stdin=HURDLE)
    office("checkpoint", "-o", "new")
    said = office("consistency", "old", "new", "-o", "growth", "--json")
    assert said.code == 0, said.err
    text = Path("growth").read_text()
    assert text == said.data["file"]
    return text, key_of(office)


def test_growth_is_checked_offline_by_who_holds_the_older_checkpoint(office):
    """The ledger is gone; the file is what a witness of c2sp.org/tlog-witness takes."""
    text, key = grown(office)
    Path("claims.db").unlink()

    said = office("verify", "growth", "--from", "old", "--key", key, "--json")

    assert said.code == 0, said.err
    assert (said.data["what"], said.data["old"]["size"], said.data["checkpoint"]["size"]) == (
        "growth",
        7,
        9,
    )
    assert said.data["signers"] == [key]
    page = office("verify", "growth", "--from", "old", "--key", key).out
    assert page.startswith("holds         growth from 7 events to 9: nothing before was changed\n")
    assert text.startswith("old 7\n")
    assert text.endswith("\n\n" + Path("new").read_text())


def test_a_bit_flipped_anywhere_in_a_proof_of_growth_or_its_checkpoint_is_refused(office):
    """No byte of either file can change unseen."""
    text, key = grown(office)
    for file, data in (("growth", text.encode()), ("old", Path("old").read_bytes())):
        for at in range(len(data)):
            Path(file).write_bytes(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :])
            refused = office("verify", "growth", "--from", "old", "--key", key, "--json")
            assert refused.code in {1, 2}, at
            said = refused.error["message"] if refused.code == 2 else refused.data["breaks"]
            assert said
            assert refused.code == 1 or (at < 4 and file == "growth"), (
                "the word that says what it is"
            )
        Path(file).write_bytes(data)


def test_growth_that_does_not_lead_from_what_one_holds(office):
    """Another start, key, order, form, length or end is refused, each with its reason."""
    text, key = grown(office)
    office("import", "-", stdin=HURDLE.replace(b"hurdle: agreement", b"hurdle: other"))
    office("checkpoint", "-o", "newest")
    lines = text.split("\n")
    zero = "\n".join(["old 0", *lines[1:]])
    wrong = "\n".join([lines[0], *reversed(lines[1 : lines.index("")]), *lines[lines.index("") :]])
    for file, older, trusted, said in (
        (text, "new", key, "leads on from 7 events, the older checkpoint covers 9"),
        (text, "old", OTHER, "the checkpoint in old is refused: no trusted key signed it"),
        (zero, "old", key, "leads on from 0 events"),
        (wrong, "old", key, "does not lead from the older checkpoint"),
        (text.replace("old 7", "old 07"), "old", key, "not in the form"),
        (text.replace("\n\n", "\n" + "AAAA\n" * 64 + "\n", 1), "old", key, "not in the form"),
        (text.replace("\n\n", "\n" + "A" * 70_000 + "\n\n", 1), "old", key, "longer"),
        (text.partition("\n\n")[0] + "\n\n" + Path("newest").read_text(), "old", key, "lead from"),
    ):
        Path("growth").write_text(file)
        refused = office("verify", "growth", "--from", older, "--key", trusted)
        assert refused.code == 1, (said, refused.err)
        assert said in " ".join(refused.out.split())


def sign_empty(claims) -> None:
    """A ledger of no events that is signed for, in ``empty``: its key was made by hand."""
    claims("init")
    log, custody = open_log("claims.db", clock=SystemClock()), Custody(Path("custody"))
    custody.new_key(log.head().origin)
    Path("empty").write_text(str(checkpoint(log, custody)))
    log.close()


def test_from_an_empty_ledger_no_growth_can_be_shown_offline(claims):
    """Any log starts from nothing, so a file that claims growth from 0 shows nothing."""
    sign_empty(claims)
    Path("growth").write_text("old 0\n\n" + Path("empty").read_text())
    key = key_of(claims)
    refused = claims("verify", "growth", "--from", "empty", "--key", key)
    assert (refused.code, "from an empty ledger" in refused.out) == (1, True)


# What is refused


def test_a_wrong_key_a_flipped_bit_another_leaf(office):
    """Every way to alter a proof or checkpoint has a reason and exit code 1."""
    path = proof(office)
    key = key_of(office)
    whole = path.read_text()
    doubled = Path("old").read_text()
    doubled += doubled.splitlines(keepends=True)[-1]
    for text, trusted, said in (
        (whole, OTHER, "no trusted key signed it"),
        (whole.replace("index 5", "index 4"), key, "not in the ledger"),
        (whole.replace("index 5", "index 05"), key, "malformed"),
        (doubled, key, "signed it twice"),
        (Path("old").read_text().replace("\n7\n", "\n07\n"), key, "is no size"),
        ("", key, "no text with signatures"),
    ):
        path.write_text(text)
        refused = office("verify", "proof", "--key", trusted, "--json")
        assert refused.code == 1, refused.err
        assert refused.data["holds"] is False
        assert said in refused.data["breaks"][0]["what"]
        told = office("verify", "proof", "--key", trusted).out
        assert told.startswith("does not hold: ")
        assert "\n  try: " in told


def test_a_size_with_leading_zeros_is_refused_though_it_is_signed(office):
    """Whoever holds the key could sign it; no reader may take it."""
    name = key_of(office).partition("+")[0]
    signer = Custody(Path("custody")).signing_key(name)
    text = Path("old").read_text().partition("\n\n")[0].replace("\n7\n", "\n007\n") + "\n"
    Path("zeros").write_text(str(Note(text, (signer.sign(text.encode()),))))
    refused = office("verify", "zeros", "--key", key_of(office), "--json")
    assert refused.code == 1
    assert "'007' is no size" in refused.data["breaks"][0]["what"]


def test_the_document_of_another_claim_does_not_carry_the_quote(office):
    """A signed-for claim whose quote does not stand is refused, whoever signed."""
    log = open_log("claims.db", clock=SystemClock())
    claim = log.at(5).event
    moved = re.sub(rb'"start":[0-9]+', b'"start":1', claim.payload).replace(
        claim.id.partition(":")[2].encode(), b"c" + b"7" * 16
    )
    log.append([Event(id="claim:" + "c" + "7" * 16, type=claim.type, version=1,
                      tags=claim.tags, payload=moved)])  # fmt: skip
    log.close()
    office("checkpoint")
    office("prove", "c" + "7" * 16, "-o", "proof")

    refused = office("verify", "proof", "--key", key_of(office), "--json")

    assert refused.code == 1
    assert refused.data["breaks"][0]["what"] == "its quote does not stand in news"
    whole = office("verify", "--json")
    assert whole.code == 1
    assert whole.data["breaks"] == [{"position": 8, "what": "its quote does not stand in news"}]


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("verify", "old"), 2, "no-key-for-file"),
        (("verify", "--key", OTHER), 2, "no-file-for-key"),
        (("verify", "old", "--key", "nonsense"), 2, "note-refused"),
        (("verify", "gone", "--key", OTHER), 2, "usage"),
        (("verify", "old", "--key", OTHER, "--from", "old"), 2, "older-missing"),
        (("verify", "custody", "--key", OTHER, "--from", "old"), 2, "older-missing"),
        (("verify", "--from", "old"), 2, "no-file-for-key"),
        (("prove", "c00000000"), 3, "nothing-called"),
        (("key", "new"), 4, "key-exists"),
        (("key", "nwe"), 2, "usage"),
        (("consistency", "old", "gone"), 2, "usage"),
        (("export", "--tiles", "old/under"), 5, "target-unwritable"),
        (("export", "--tiles", "tiles", "--format", "yaml"), 2, "usage"),
        (("checkpoint", "-o", "no/such/folder"), 5, "target-unwritable"),
        (("--ledger", "gone.db", "verify"), 5, "no-ledger"),
        (("--ledger", "postgresql://nobody@127.0.0.1:1/x", "verify"), 5, "ledger-unreachable"),
        (("--ledger", "mysql://x/y", "verify"), 2, "unknown-location"),
    ],
)
def test_each_mistake_has_its_own_code_and_a_way_out(words, code, error, office):
    """Exit code and error code fit each wrong call; stdout stays empty."""
    said = office(*words, "--json")
    assert (said.code, said.error["code"]) == (code, error)
    assert said.error["fix"]
    assert said.out == ""


def test_growth_without_the_older_checkpoint(office):
    """Growth alone cannot be verified: the error asks for ``--from``."""
    _, key = grown(office)
    said = office("verify", "growth", "--key", key, "--json")
    assert (said.code, said.error["code"]) == (2, "older-missing")
    assert "--from" in said.error["fix"]


@pytest.mark.parametrize("name", ["checkpoint", "key.0001.vkey", "key.0001.secret"])
def test_a_bit_flipped_in_what_is_kept_outside_is_refused_and_named(name, office):
    """Whoever changes the pinned checkpoint could have the ledger rolled back unnoticed."""
    (path,) = Path("custody").rglob(name)
    data = path.read_bytes()
    write = ("checkpoint",) if name.endswith("secret") else ("import", "-")
    for at in range(0, len(data.rstrip()), 1 if name == "checkpoint" else 7):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :])
        refused = office(*write, "--json", stdin=HURDLE)
        assert (refused.code, refused.error["code"]) == (5, "custody-changed"), at
        assert str(path) in refused.error["message"]
    path.write_bytes(data)
    assert office(*write, stdin=HURDLE).code == 0


def test_a_pinned_checkpoint_that_another_signed_is_refused_by_all_who_rely_on_it(office):
    """Well made, and signed by a key that is not this ledger's."""
    (path,) = Path("custody").rglob("checkpoint")
    stranger = SigningKey.generate(path.read_text().partition("\n")[0])
    text = Note.parse(path.read_bytes()).text.replace("\n7\n", "\n5\n")
    path.write_text(str(Note(text, (stranger.sign(text.encode()),))))
    for words in (
        ("import", "-"), ("checkpoint",), ("prove", "news"), ("export", "--tiles", "tiles"),
    ):  # fmt: skip
        refused = office(*words, "--json", stdin=HURDLE)
        assert (refused.code, refused.error["code"]) == (5, "custody-changed"), words
        assert "no trusted key signed it" in refused.error["message"]
    for words in (("verify",), ("verify", "--quick")):
        broken = office(*words, "--json")
        assert broken.code == 1
        assert "no trusted key signed it" in broken.data["breaks"][0]["what"]
    assert office("status").code == 0, "reading is allowed"


def test_without_a_key_or_a_checkpoint_it_says_what_to_make(newsroom):
    """Each command that lacks its key or checkpoint names the step before it."""
    assert newsroom("checkpoint", "--json").error["code"] == "no-key"
    assert newsroom("key", "list").out == "no key yet; claims key new makes one\n"
    assert newsroom("key", "rotate", "--json").error["code"] == "no-key"
    assert newsroom("prove", "news", "--json").error["code"] == "no-checkpoint"
    assert "claims key new" in newsroom("key").out.replace("\n", " ")


def test_an_event_after_the_last_checkpoint_asks_for_a_new_one(office):
    """What no signature covers yet cannot be proven; the way out is `claims checkpoint`."""
    office("import", "-", stdin=HURDLE)
    said = office("prove", "@8", "--json")
    assert said.code == 2
    assert "claims checkpoint" in said.error["fix"]


def test_a_checkpoint_of_another_ledger(office, claims, monkeypatch):
    """In both directions a checkpoint of another origin is refused."""
    monkeypatch.setenv("CLAIMS_LEDGER", "b.db")
    assert claims("init").code == 0
    claims("key", "new")
    claims("checkpoint", "-o", "other")
    key = claims("key", "list", "--json").data[0]["key"]
    said = claims("consistency", "old", "other", "--key", key_of(office), "--json")
    assert said.code == 2
    monkeypatch.delenv("CLAIMS_LEDGER")
    said = claims("consistency", "other", "old", "--key", key, "--json")
    assert (said.code, said.error["code"]) == (2, "note-refused")
    assert "another ledger" in said.error["message"]


def test_nothing_can_be_shown_to_go_on_from_an_empty_ledger(claims):
    """`claims consistency` makes no proof whose older size is 0."""
    sign_empty(claims)
    (Path("news.txt")).write_text("An agreement was signed.")
    claims("capture", "news.txt", "--title", "t", "--publisher", "p")
    claims("checkpoint", "-o", "one")
    said = claims("consistency", "empty", "one", "--json")
    assert (said.code, said.error["code"]) == (2, "note-refused")
    assert "nothing leads from 0" in said.error["message"]


@pytest.mark.parametrize("how", [(), ("--quick",)])
def test_an_event_that_is_missing_is_a_break_and_no_bug(how, office):
    """A deleted row of the log is one break with exit code 1, quick or whole."""
    with tampering("claims.db") as db:
        db.execute("DELETE FROM events WHERE position = 2")
    said = office("verify", *how, "--json")
    assert said.code == 1, said.err
    assert len(said.data["breaks"]) == 1


def test_the_words_of_a_proof_cannot_steer_the_terminal(office):
    """An escape sequence in a forged proof is not printed raw."""
    Path("proof").write_text("\x1b[2J\n\n\u2014 x AAAA\n")
    assert "\x1b" not in office("verify", "proof", "--key", key_of(office)).out


def test_a_proof_is_what_another_program_reads_as_rfc_6962(office):
    """Recomputed here from the file's own lines, with nothing of ours but SHA-256."""
    lines = proof(office).read_text().split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    extra = loads(b64decode(lines[1].removeprefix("extra ")))
    index = int(lines[2].removeprefix("index "))
    blank = lines.index("")
    path = [b64decode(line) for line in lines[3:blank]]
    size, root = int(lines[blank + 2]), b64decode(lines[blank + 3])
    node = sha256(b"\0" + extra["envelope"].encode()).digest()
    last = size - 1
    for other in path:
        if index & 1 or index == last:
            node = sha256(b"\1" + other + node).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\1" + node + other).digest()
        index, last = index >> 1, last >> 1
    assert (b64encode(node), last) == (b64encode(root), 0)
    salted = bytes.fromhex(extra["salt"]) + extra["payload"].encode()
    assert loads(extra["envelope"])["digest"] == sha256(salted).hexdigest()


def test_what_is_not_as_it_was_left_is_shown_first_and_accepted_with_a_reason(office):
    """The command names it, does nothing without a reason, and verify shows the acceptance."""
    assert "nothing to accept" in office("key", "accept").out
    (pin,) = Path("custody").glob("*/checkpoint")
    pin.unlink()
    refused = office("import", "-", "--json", stdin=HURDLE)
    assert (refused.code, refused.error["code"]) == (4, "custody-departed")
    shown = office("key", "accept")
    assert shown.code == 1
    assert "the last checkpoint, of 7 events, is gone" in " ".join(shown.out.split())
    assert office("verify").code == 1, "to look is not to accept"
    assert office("key", "accept", "--reason", " ", "--json").error["code"] == "no-reason"
    assert office("key", "accept", "--reason", "my own slip").code == 0
    assert office("import", "-", stdin=HURDLE).code == 0
    said = office("verify", "--json")
    assert (said.code, said.data["accepted"][0]["reason"]) == (0, "my own slip")
    assert "my own slip" in office("verify").out


def test_a_proof_says_what_was_coded_by_whom_from_which_document_and_what_it_does_not_say(office):
    """Enough for an auditor who has nothing else."""
    proof(office)
    said = office("verify", "proof", "--key", key_of(office), "--json").data
    assert said["said"]["claim"]["development"]["count"] == 9
    assert said["document"]["extent"] in {"full", "excerpts"}
    assert {"title", "publisher", "published", "url", "id"} <= set(said["document"])
    assert said["words"] == "shown"
    assert len(said["unproven"]) == 4
    page = " ".join(office("verify", "proof", "--key", key_of(office)).out.split())
    for words in (
        "count: 9; required: 11",
        "by the clock of the desk",
        "a retraction or a dispute",
    ):
        assert words in page


def test_words_cut_from_a_proof_are_left_out_and_not_erased(office):
    """Only the ledger's own record makes words erased."""
    path = proof(office)
    header, extra, rest = path.read_text().split("\n", 2)
    words = loads(b64decode(extra.removeprefix("extra ")))
    del words["payload"], words["salt"]
    path.write_text(f"{header}\nextra {b64encode(canonical.encode(words)).decode()}\n{rest}")
    said = office("verify", "proof", "--key", key_of(office), "--json")
    assert (said.code, said.data["erased"], said.data["words"]) == (0, False, "left out")
    page = office("verify", "proof", "--key", key_of(office)).out
    assert page.startswith("holds in part ")
    assert "not shown: what it says, which was left out" in " ".join(page.split())


def test_a_proof_without_its_documents_words_says_so_in_its_first_line(office):
    """What holds, and that the place of the quote was not shown; without its leaf it is refused."""
    path = proof(office)
    header, extra, rest = path.read_text().split("\n", 2)
    words = loads(b64decode(extra.removeprefix("extra ")))
    (document,) = words["evidence"]
    del document["payload"], document["salt"]
    path.write_text(f"{header}\nextra {b64encode(canonical.encode(words)).decode()}\n{rest}")
    shown = office("verify", "proof", "--key", key_of(office))
    head = " ".join(shown.out.split()).partition(" states ")[0]
    assert shown.code == 0, shown.err
    assert head.startswith("holds in part claim.recorded claim:")
    assert "not shown: that its quote stands in its document, which was left out" in head
    del words["evidence"]
    path.write_text(f"{header}\nextra {b64encode(canonical.encode(words)).decode()}\n{rest}")
    assert office("verify", "proof", "--key", key_of(office)).code == 1


def test_a_file_that_the_machine_does_not_read_is_named(newsroom):
    """Once a file is open, an error of the machine no longer says of which file it is."""
    newsroom("key", "new")
    (key,) = newsroom("key", "list").out.split()
    refused = newsroom("verify", "/proc/self/mem", "--key", key)
    assert refused.code == 5
    assert "/proc/self/mem" in refused.err
