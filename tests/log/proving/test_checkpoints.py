"""Signed checkpoints, proofs and exports: what holds, and everything that must be refused."""

from __future__ import annotations

import json
import sqlite3
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

from ledger.clock import FixedClock
from ledger.log import Event, MemoryLog, init_log, open_log
from ledger.log.erasure import NoSuchEvent, erase
from ledger.log.event import ErasedEvent
from ledger.log.failures import LedgerDamaged
from ledger.log.format import canonical
from ledger.log.proving.checkpoints import (
    Checkpoint,
    Contradicted,
    prove_consistency,
    read_checkpoint,
    sign_checkpoint,
    uphold,
)
from ledger.log.proving.custody.custody import (
    Custody,
    CustodyChanged,
    CustodyUnusable,
    KeyExists,
    NoKey,
)
from ledger.log.proving.custody.kept_checkpoint import checkpoint
from ledger.log.proving.notes import KeyKind, Note, NoteRefused, SigningKey, VerifierKey
from ledger.log.proving.proof_file import WordsState, check_proof, prove
from ledger.log.proving.proofs import consistent
from ledger.log.proving.tiles import check_tiles, export_tiles, spans, tile_path

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))
ORIGIN = "example.org/ledger"
KEY = SigningKey(ORIGIN, KeyKind.ED25519, b"k" * 32)
OTHER = SigningKey(ORIGIN, KeyKind.ED25519, b"o" * 32)
WITNESS = SigningKey("witness.example", KeyKind.COSIGNATURE, b"w" * 32)
VKEY = KEY.verifier
TESSERA = Path(__file__).parents[3] / "../shared/vectors/tessera-log/testdata/log"
TESSERA_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
needs_tessera = pytest.mark.skipif(not TESSERA.is_dir(), reason="the public log is not here")


def made(n: int) -> Event:
    return Event(
        id=f"e{n}",
        type="claim.recorded",
        version=1,
        tags=frozenset({f"claim:{n}"}),
        payload=b'{"n":%d}' % n,
    )


@pytest.fixture
def log():
    made_log = MemoryLog(clock=CLOCK, origin=ORIGIN)
    made_log.append([made(n) for n in range(300)])
    return made_log


@pytest.fixture
def note(log):
    return sign_checkpoint(log, KEY)


def flips(data: bytes, step: int = 1):
    """The data with one bit flipped, at every place in turn."""
    for at in range(0, len(data), step):
        yield data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


# Notes and keys


def test_the_example_of_the_signed_note_specification():
    """The specification's own key and note verify, and are written back as they were."""
    key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    signed = (
        "This is an example message.\n\n"
        "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOB"
        "H3mFXmRKuwHjG1Yu72IneyaQM=\n"
    )
    parsed = Note.parse(signed.encode())

    assert parsed.verified([VerifierKey.parse(key)]) == (VerifierKey.parse(key),)
    assert str(parsed) == signed
    assert str(VerifierKey.parse(key)) == key


def test_a_text_may_hold_blank_lines_and_many_may_sign_it():
    """The last blank line ends the text; each trusted key that signed is named."""
    text = "one\n\ntwo\n"
    signed = Note(text, (KEY.sign(text.encode()), WITNESS.sign(text.encode(), time=1_718_150_400)))
    parsed = Note.parse(str(signed).encode())

    assert parsed == signed
    assert parsed.verified([WITNESS.verifier, VKEY]) == (VKEY, WITNESS.verifier)
    assert parsed.verified([WITNESS.verifier]) == (WITNESS.verifier,)


def test_a_flipped_bit_anywhere_in_a_note_is_refused(note):
    """No byte of a signed checkpoint can be changed unseen, signature lines included."""
    data = str(note).encode()
    assert read_checkpoint(data, [VKEY])
    for changed in flips(data):
        with pytest.raises(NoteRefused):
            read_checkpoint(changed, [VKEY])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text with signatures"),
        (b"text\n", "no text with signatures"),
        (b"text\n\n", "no text with signatures"),
        (b"te\x00xt\n\n\xe2\x80\x94 a AAAAAAA=\n", "no text with signatures"),
        (b"\xff\n\n\xe2\x80\x94 a AAAAAAA=\n", "no UTF-8"),
        (b"text\n\n- a AAAAAAA=\n", "no signature line"),
        (b"text\n\n\xe2\x80\x94 a+b AAAAAAA=\n", "no signature line"),
        (b"text\n\n\xe2\x80\x94 a AAAA\n", "no signature line"),
        (b"text\n\n\xe2\x80\x94 a !!\n", "no signature line"),
        (b"text\n\n" + b"\xe2\x80\x94 a AAAAAAA=\n" * 101, "more than 100"),
        (b"x" * (1 << 20) + b"\n\n\xe2\x80\x94 a AAAAAAA=\n", "longer"),
    ],
)
def test_a_malformed_note_is_refused(data, said):
    """Each way to break the form of a note is refused with the rule that it breaks."""
    with pytest.raises(NoteRefused, match=said):
        Note.parse(data)


def test_two_signatures_of_one_key_are_refused(note):
    """A key counts once: the same signature twice is no second witness."""
    with pytest.raises(NoteRefused, match="twice"):
        Note(note.text, note.signatures * 2).verified([VKEY])


def test_unknown_signatures_are_passed_over_and_alone_are_not_enough(note):
    """Strangers may sign too, but a note needs a key that the reader trusts."""
    both = Note(note.text, (OTHER.sign(note.text.encode()), *note.signatures))
    assert both.verified([VKEY]) == (VKEY,)
    with pytest.raises(NoteRefused, match="no trusted key"):
        both.verified([WITNESS.verifier])


def test_a_witness_alone_does_not_speak_for_the_log(note):
    """A checkpoint without the signature of its own log is refused, though it is cosigned."""
    cosigned = Note(note.text, (WITNESS.sign(note.text.encode(), time=1),))
    with pytest.raises(NoteRefused, match="its own ledger"):
        read_checkpoint(str(cosigned).encode(), [WITNESS.verifier, VKEY])


def test_a_cosignature_is_over_its_time(note):
    """A witness's time cannot be moved or cut off, and it signs nothing without one."""
    signed = WITNESS.sign(note.text.encode(), time=5)
    later = attrs.evolve(signed, signature=(6).to_bytes(8) + signed.signature[8:])
    for bad in (later, attrs.evolve(signed, signature=signed.signature[:-1])):
        with pytest.raises(NoteRefused, match="not over this text"):
            Note(note.text, (bad,)).verified([WITNESS.verifier])
    with pytest.raises(ValueError, match="time"):
        WITNESS.sign(b"text")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000+AAAA",
        str(VKEY)[:-4],
        str(VKEY).replace("+A", "+B"),
        "a b" + str(VKEY),
        "\udc97" + str(VKEY),
        "\ufeff" + str(VKEY),
        " " + str(VKEY),
        str(VKEY) + "\n",
        str(VKEY) + "\r\n",
        str(VKEY) + "\u00a0",
    ],
)
def test_a_malformed_verifier_key_is_refused(text):
    """A part cut off, a space in the name or half a character makes it no key."""
    with pytest.raises(NoteRefused):
        VerifierKey.parse(text)


def test_a_key_with_another_id_is_refused():
    """A key's id follows from its name and bytes: a wrong one is a mistake in the key."""
    name, _, material = str(VKEY).split("+", 2)
    with pytest.raises(NoteRefused, match="id does not match"):
        VerifierKey.parse(f"{name}+00000000+{material}")
    with pytest.raises(NoteRefused, match="id does not match"):
        SigningKey.parse(KEY.secret().replace(VKEY.id.hex(), "00000000"))


def test_a_signing_key_reads_back_and_keeps_its_secret_to_itself():
    """No loss in writing and reading, no secret in its repr, and no key of a bad text."""
    assert SigningKey.parse(KEY.secret()) == KEY
    assert "kkkk" not in repr(KEY)
    assert SigningKey.generate(ORIGIN) != SigningKey.generate(ORIGIN)
    surrogate = KEY.secret().replace(ORIGIN, "\udc97")
    for bad in ("", "PUBLIC" + KEY.secret(), KEY.secret()[:-8], surrogate):
        with pytest.raises(NoteRefused):
            SigningKey.parse(bad)
    with pytest.raises(NoteRefused):
        SigningKey.generate("a b")


# Checkpoints


ROOT = b64encode(b"r" * 32).decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"o\n01\n{ROOT}\n", "no size"),
        (f"o\n-1\n{ROOT}\n", "no size"),
        (f"o\n+1\n{ROOT}\n", "no size"),
        (f"o\n{'9' * 20}\n{ROOT}\n", "no size"),
        (f"o\n\u0661\n{ROOT}\n", "no size"),
        ("o\n1\nAAAA\n", "no root"),
        (f"o\n1\n{ROOT[:-1]}\n", "no root"),
        (f"o\n1\n{ROOT}\nextension\n", "a line each"),
        (f"\n1\n{ROOT}\n", "a line each"),
        (f"o\n1\n{ROOT}", "a line each"),
        ("", "a line each"),
    ],
)
def test_a_malformed_checkpoint_is_refused(text, said):
    """A size has one spelling, a root 32 bytes, and nothing may follow the three lines."""
    with pytest.raises(NoteRefused, match=said):
        Checkpoint.parse(text)


def test_a_checkpoint_reads_back(log, note):
    """It says the log's origin, size and root, and only to readers of that log and key."""
    checkpoint, parsed = read_checkpoint(str(note).encode(), [VKEY], origin=ORIGIN)

    assert checkpoint == Checkpoint(ORIGIN, 300, log.head().root)
    assert parsed == note
    with pytest.raises(NoteRefused, match="another ledger"):
        read_checkpoint(str(note).encode(), [VKEY], origin="example.org/other")
    with pytest.raises(NoteRefused, match="no trusted key"):
        read_checkpoint(str(note).encode(), [OTHER.verifier])


def test_a_log_goes_on_from_its_own_checkpoints_and_from_no_other(log, note):
    """Another origin, size or root contradicts it: nothing is signed after."""
    old = Checkpoint.parse(note.text)
    uphold(log, old)
    log.append([made(300)])
    uphold(log, old)
    uphold(log, Checkpoint(ORIGIN, 0, MemoryLog(clock=CLOCK).head().root))

    for bad, said in [
        (attrs.evolve(old, origin="other"), "the checkpoint other"),
        (attrs.evolve(old, size=302), "only 301"),
        (attrs.evolve(old, root=b"x" * 32), "first events"),
    ]:
        with pytest.raises(Contradicted, match=said):
            uphold(log, bad)
        with pytest.raises(Contradicted, match=said):
            sign_checkpoint(log, KEY, last=bad)


def test_a_key_signs_for_its_own_log_only(log):
    """A key of another name cannot sign a log's checkpoint, even if it is a good key."""
    with pytest.raises(NoteRefused, match="origin"):
        sign_checkpoint(log, WITNESS)


def test_consistency_between_two_checkpoints(log, note):
    """The later goes on from the earlier; the other way round there is no proof."""
    old = Checkpoint.parse(note.text)
    log.append([made(300)])
    new = Checkpoint.parse(sign_checkpoint(log, KEY).text)

    proof = prove_consistency(log, old, new)

    assert consistent(old.size, new.size, old.root, new.root, proof)
    with pytest.raises(NoteRefused, match="nothing leads"):
        prove_consistency(log, new, old)
    with pytest.raises(NoteRefused, match="nothing leads"):
        prove_consistency(log, attrs.evolve(old, size=0), new)
    with pytest.raises(Contradicted):
        prove_consistency(log, attrs.evolve(old, root=b"x" * 32), new)
    with pytest.raises(Contradicted):
        prove_consistency(log, old, attrs.evolve(new, root=b"x" * 32))


# Proof files


def test_a_proof_stands_alone(log, note):
    """A file and a public key are enough to show an event, its place and its moment."""
    log.append([made(300)])
    for n in (0, 7, 255, 256, 299):
        proven = check_proof(prove(log, f"e{n}", note).encode(), [VKEY], origin=ORIGIN)
        assert proven.event == made(n)
        assert proven.position == n
        assert proven.recorded_at == "2024-06-12T00:00:00.000000Z"
        assert proven.checkpoint == Checkpoint.parse(note.text)
        assert proven.signers == (VKEY,)


def test_a_flipped_bit_anywhere_in_a_proof_file_is_refused(log, note):
    """No byte of a proof can be changed unseen, also outside what is signed."""
    data = prove(log, "e7", note).encode()
    for changed in flips(data):
        with pytest.raises(NoteRefused):
            check_proof(changed, [VKEY])


def test_a_proof_with_another_event_in_it_is_refused(log, note):
    """A good path under another event's words does not lead to the root."""
    seven, eight = (prove(log, name, note).split("\n") for name in ("e7", "e8"))
    swapped = "\n".join([seven[0], eight[1], *seven[2:]])
    with pytest.raises(NoteRefused, match="not in the ledger"):
        check_proof(swapped.encode(), [VKEY])


def test_a_proof_is_refused_by_who_trusts_another_log(log, note):
    """A proof convinces only readers of its log's key and origin."""
    data = prove(log, "e7", note).encode()
    with pytest.raises(NoteRefused, match="no trusted key"):
        check_proof(data, [OTHER.verifier])
    with pytest.raises(NoteRefused, match="another ledger"):
        check_proof(data, [VKEY], origin="example.org/other")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: "", "form"),
        (lambda t: t.replace("@v1", "@v2"), "form"),
        (lambda t: t.replace("extra ", "other "), "malformed"),
        (lambda t: t.replace("index 7", "index 07"), "malformed"),
        (lambda t: t.replace("index 7", "index -7"), "malformed"),
        (lambda t: t.replace("index 7", "index 8"), "not in the ledger"),
        (lambda t: t.replace("index 7\n", "index 7\nAAAA\n"), "not in the ledger"),
        (lambda t: t.replace("index 7\n", "index 7\n!!\n"), "malformed"),
        (lambda t: t.replace("index 7\n", "index 7\n" + "AAAA\n" * 64), "malformed"),
        (lambda t: t.replace("extra ", "extra AAAA"), "malformed"),
        (lambda t: t + "x" * (65 << 20), "longer"),
    ],
)
def test_a_malformed_proof_is_refused(log, note, change, said):
    """Each line of the form is asked for, in one spelling, and the file's size is bounded."""
    with pytest.raises(NoteRefused, match=said):
        check_proof(change(prove(log, "e7", note)).encode(), [VKEY])


def test_a_proof_of_an_erased_event_shows_all_but_the_words(log, note):
    """After an erasure the event is still proven, with the reason; old proofs hold."""
    before = prove(log, "e7", note)
    erase(log, "e7", reason="order 12")
    later = sign_checkpoint(log, KEY)
    proven = check_proof(prove(log, "e7", later).encode(), [VKEY])

    assert isinstance(proven.event, ErasedEvent)
    assert (proven.words, proven.erasure.reason) == (WordsState.ERASED, "order 12")
    assert check_proof(before.encode(), [VKEY]).event == made(7), "an older proof stands"


def test_only_the_logs_own_record_makes_words_erased(log, note):
    """WordsState that someone cut out, and an erasure that the checkpoint does not cover."""
    whole = prove(log, "e7", note)
    cut = check_proof(changed(whole, without=("payload", "salt")).encode(), [VKEY])
    assert (cut.words, cut.erasure) == (WordsState.LEFT_OUT, None)
    erase(log, "e7", reason="order 12")
    early = check_proof(prove(log, "e7", note).encode(), [VKEY])
    assert (early.words, early.erasure) == (WordsState.LEFT_OUT, None)
    erase(log, "e8", reason="order 13")
    later = sign_checkpoint(log, KEY)
    other = prove(log, "e7", later, evidence=["erasure:8"])
    extra = extra_of(other)
    extra["evidence"] = extra["evidence"][:1]
    foreign = check_proof(with_extra(other, canonical.encode(extra)).encode(), [VKEY])
    assert foreign.words is WordsState.LEFT_OUT, (
        "the record of another erasure says nothing of this one"
    )


def extra_of(proof: str) -> dict:
    return json.loads(b64decode(proof.split("\n")[1].removeprefix("extra ")))


def with_extra(proof: str, raw: bytes) -> str:
    header, _, rest = proof.split("\n", 2)
    return f"{header}\nextra {b64encode(raw).decode()}\n{rest}"


def changed(proof: str, *, without=(), **change) -> str:
    extra = extra_of(proof) | change
    return with_extra(
        proof, canonical.encode({key: extra[key] for key in extra if key not in without})
    )


def test_a_proof_has_one_spelling(log, note):
    """Canonical JSON, lower-case hexadecimal, and every word that the form asks for."""
    whole = prove(log, "e7", note)
    extra, close = extra_of(whole), (",", ":")
    assert set(extra["salt"]) & set("abcdef"), "a salt without a letter is one in ten million"
    assert with_extra(whole, canonical.encode(extra)) == whole
    for other in (
        with_extra(whole, json.dumps(extra, sort_keys=True).encode()),
        with_extra(
            whole, json.dumps(dict(reversed(extra.items())), separators=(",", ":")).encode()
        ),
        with_extra(whole, canonical.encode(extra | {"evidence": []})),
        with_extra(whole, json.dumps(extra | {"path": None}, separators=close).encode()),
        with_extra(whole, b"\xef\xbb\xbf" + canonical.encode(extra)),
        with_extra(whole, canonical.encode(extra)[:-1] + b',"salt":"00"}'),
        changed(
            whole, salt=extra["salt"].upper() if extra["salt"].upper() != extra["salt"] else "G"
        ),
        changed(whole, salt=" ".join([extra["salt"][:2], extra["salt"][2:]])),
        changed(whole, without=("salt",)),
        changed(whole, without=("payload",)),
        whole.replace("\nextra ", "\n"),
        whole.replace("\n", "\r\n"),
        "\ufeff" + whole,
        whole.replace("index 7", "index 7 "),
        whole + whole.splitlines(keepends=True)[-1],
        whole + "\n",
        whole[:-1],
    ):
        with pytest.raises(NoteRefused):
            check_proof(other.encode(), [VKEY])


def test_what_is_not_there_or_came_later_cannot_be_proven(log, note):
    """A checkpoint proves what it covers: nothing after it, nothing unknown."""
    log.append([made(300)])
    with pytest.raises(NoteRefused, match="came later"):
        prove(log, "e300", note)
    with pytest.raises(NoSuchEvent):
        prove(log, "absent", note)


# Exports


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_an_export_is_complete_and_checks(tmp_path, size):
    """At every size around a full tile, the exported files alone are enough to check."""
    log = MemoryLog(clock=CLOCK, origin=ORIGIN)
    log.append([made(n) for n in range(size)])
    note = sign_checkpoint(log, KEY)

    exported = export_tiles(log, tmp_path / "out", note)

    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert exported.files == len(files)
    read, _ = read_checkpoint((tmp_path / "out/checkpoint").read_bytes(), [VKEY])
    check_tiles(tmp_path / "out", read)


def test_a_flipped_bit_in_any_file_of_an_export_is_refused_and_named(tmp_path, log, note):
    """A file changed, cut, longer or gone is named; put back, all checks."""
    export_tiles(log, tmp_path, note)
    checkpoint = Checkpoint.parse(note.text)
    for path in [path for path in (tmp_path / "tile").rglob("*") if path.is_file()]:
        data = path.read_bytes()
        for changed in [*flips(data, step=997), data[:-1], data + b"x"]:
            path.write_bytes(changed)
            with pytest.raises(NoteRefused) as refused:
                check_tiles(tmp_path, checkpoint)
            assert "tile" in refused.value.what
        path.unlink()
        with pytest.raises(NoteRefused, match="No such file"):
            check_tiles(tmp_path, checkpoint)
        path.write_bytes(data)
    check_tiles(tmp_path, checkpoint)
    with pytest.raises(NoteRefused, match="its tree"):
        check_tiles(tmp_path, attrs.evolve(checkpoint, root=b"x" * 32))


def test_a_folder_that_cannot_be_written(tmp_path, log, note):
    """An export to an impossible place fails as storage does, with exit code 5."""
    (tmp_path / "file").touch()
    with pytest.raises(Exception, match="could not be written") as refused:
        export_tiles(log, tmp_path / "file/out", note)
    assert refused.value.exit_code == 5


def test_the_tiles_of_the_specifications_own_example():
    """c2sp.org/tlog-tiles: a tree of 70,000, and index 1234067."""
    found = list(spans(70_000))
    assert [(0, 273, 112), (1, 0, 256), (1, 1, 17), (2, 0, 1)] == found[273:]
    assert found[:273] == [(0, n, 256) for n in range(273)]
    assert tile_path("0", 1_234_067, 256) == "tile/0/x001/x234/067"
    assert list(spans(256)) == [(0, 0, 256), (1, 0, 1)]


@needs_tessera
def test_a_public_log_of_another_program_is_read_and_checks():
    """Our reading of the tile format is not ours alone: Tessera's own log checks."""
    key = VerifierKey.parse(TESSERA_KEY)
    for size in range(1, 16):
        checkpoint, _ = read_checkpoint((TESSERA / f"checkpoint.{size}").read_bytes(), [key])
        assert checkpoint.size == size
        check_tiles(TESSERA, checkpoint)


# Custody


def test_the_way_out_of_a_missing_key_is_one_that_goes(tmp_path):
    """Where only a public half is kept, a new key is refused: what is advised is to rotate."""
    custody = Custody(tmp_path / "keys")
    with pytest.raises(NoKey) as refused:
        custody.signing_key(ORIGIN)
    assert "claims key new" in refused.value.fix
    custody.new_key(ORIGIN)
    next((tmp_path / "keys").rglob("*.secret")).unlink()
    with pytest.raises(NoKey) as refused:
        custody.signing_key(ORIGIN)
    assert "claims key rotate" in refused.value.fix
    custody.rotate_key(ORIGIN)
    assert custody.signing_key(ORIGIN)


def test_keys_are_made_listed_and_rotated(tmp_path):
    """A log has one key in use, older ones stay listed, and secrets are the owner's alone."""
    custody = Custody(tmp_path / "keys")
    with pytest.raises(NoKey):
        custody.signing_key(ORIGIN)
    with pytest.raises(NoKey):
        custody.rotate_key(ORIGIN)
    first = custody.new_key(ORIGIN)
    with pytest.raises(KeyExists):
        custody.new_key(ORIGIN)
    second = custody.rotate_key(ORIGIN)

    assert custody.keys(ORIGIN) == [first, second]
    assert custody.signing_key(ORIGIN).verifier == second
    assert custody.keys("another") == []
    secrets = list((tmp_path / "keys").rglob("*.secret"))
    assert [path.stat().st_mode & 0o777 for path in secrets] == [0o600, 0o600]


def test_checkpoints_are_kept_and_older_keys_still_verify(tmp_path, log):
    """The newest checkpoint is kept; a rotated key still vouches for its own."""
    custody = Custody(tmp_path)
    custody.new_key(ORIGIN)
    assert custody.last(ORIGIN) is None
    first = checkpoint(log, custody)
    custody.rotate_key(ORIGIN)
    log.append([made(300)])
    second = checkpoint(log, custody)

    assert custody.last_note(ORIGIN) == second
    custody.keep(first)
    assert custody.last(ORIGIN).size == 301, "an older one never takes its place"
    for kept in (first, second):
        assert read_checkpoint(str(kept).encode(), custody.keys(ORIGIN))


def test_a_folder_that_cannot_keep_anything(tmp_path):
    """A custody that is a file, a damaged key or a folder is an error with its name."""
    (tmp_path / "file").touch()
    with pytest.raises(CustodyUnusable):
        Custody(tmp_path / "file").new_key(ORIGIN)
    custody = Custody(tmp_path / "keys")
    custody.new_key(ORIGIN)
    (path,) = (tmp_path / "keys").rglob("*.vkey")
    path.write_bytes(b"\xff")
    with pytest.raises(CustodyChanged, match=path.name):
        custody.keys(ORIGIN)
    path.unlink()
    path.mkdir()
    with pytest.raises(CustodyUnusable):
        custody.keys(ORIGIN)


def test_a_ledger_restored_from_an_old_backup_refuses_to_be_written(tmp_path):
    """What was signed for must be there, or no new history may begin."""
    path = tmp_path / "claims.db"
    init_log(path, origin=ORIGIN)
    log = open_log(path, clock=CLOCK)
    log.append([made(n) for n in range(3)])
    log.close()
    backup = path.read_bytes()
    custody = Custody(tmp_path / "keys")
    custody.new_key(ORIGIN)
    log = open_log(path, clock=CLOCK, pinned=custody.pinned)
    log.append([made(3)])
    checkpoint(log, custody)
    log.close()

    log = open_log(path, clock=CLOCK, pinned=custody.pinned)
    assert log.append([made(4)])[0].position == 4, "negative control: the right ledger goes on"
    log.close()

    path.write_bytes(backup)
    log = open_log(path, clock=CLOCK, pinned=custody.pinned)
    assert len(list(log.read())) == 3, "reading is allowed"
    with pytest.raises(Contradicted, match="holds only 3"):
        log.append([made(9)])
    log.close()
    log = open_log(path, clock=CLOCK)
    log.append([made(8), made(9)])
    log.close()
    log = open_log(path, clock=CLOCK, pinned=custody.pinned)
    with pytest.raises(Contradicted, match="first events"):
        log.append([made(10)])
    log.close()


# Signing, and what is kept with it


def test_a_cosignature_is_kept_once_however_often_it_is_added(tmp_path, log):
    """The first one stays, byte for byte."""
    custody = Custody(tmp_path)
    custody.new_key(ORIGIN)
    note = checkpoint(log, custody)
    once = custody.keep(note.cosigned([WITNESS.sign(note.text.encode(), time=1)]))
    for time in range(2, 103):
        custody.keep(note.cosigned([WITNESS.sign(note.text.encode(), time=time)]))
    assert custody.last_note(ORIGIN) == once
    assert len(once.signatures) == 2


def test_no_cosignature_is_lost_to_another_that_is_added_meanwhile(tmp_path, log):
    """Two asked two witnesses about the same checkpoint; the second to come back adds its own."""
    custody = Custody(tmp_path)
    custody.new_key(ORIGIN)
    note = checkpoint(log, custody)
    for name in ("a.example", "b.example"):
        witness = SigningKey(name, KeyKind.COSIGNATURE, b"w" * 32)
        custody.keep(note.cosigned([witness.sign(note.text.encode(), time=1)]))
    kept = custody.last_note(ORIGIN)
    assert [line.name for line in kept.signatures] == [ORIGIN, "a.example", "b.example"]
    assert checkpoint(log, custody) == kept, "and with nothing new they stay"


def test_a_kept_checkpoint_in_which_a_witness_stands_many_times_becomes_whole(tmp_path, log):
    """As earlier programs left it; handed out, it would still be refused."""
    custody = Custody(tmp_path)
    custody.new_key(ORIGIN)
    note = checkpoint(log, custody)
    cosigned = [WITNESS.sign(note.text.encode(), time=time) for time in range(150)]
    for path in tmp_path.glob("*/checkpoint*"):
        path.write_text(str(Note(note.text, (*note.signatures, *cosigned))))
    assert custody.last_note(ORIGIN).signatures == (*note.signatures, cosigned[0])
    assert checkpoint(log, custody).signatures == (*note.signatures, cosigned[0])
    (pin,) = tmp_path.glob("*/checkpoint")
    assert pin.read_text().count("\n\u2014 ") == 2, "and so does its file"


def test_a_rotation_that_was_killed_between_its_files_leaves_a_key(tmp_path, log):
    """The public half follows from the secret one."""
    custody = Custody(tmp_path)
    custody.new_key(ORIGIN)
    second = custody.rotate_key(ORIGIN)
    (tmp_path / next(tmp_path.glob("*/key.0002.vkey"))).unlink()
    assert custody.keys(ORIGIN)[-1] == second
    assert read_checkpoint(str(checkpoint(log, custody)).encode(), [second])


@pytest.mark.parametrize("row", ["envelope", "leaf_hash", "payload"])
def test_what_the_stored_rows_do_not_give_is_not_signed(tmp_path, row):
    """One bit of a leaf, its hash or its payload, in an event that no checkpoint covers."""
    path = tmp_path / "a.db"
    init_log(path, origin=ORIGIN)
    log = open_log(path, clock=CLOCK)
    log.append([made(n) for n in range(300)])
    assert sign_checkpoint(log, KEY), "negative control"
    with sqlite3.connect(path) as db:
        db.execute("DROP TRIGGER events_no_update")
        data = bytearray(db.execute(f"SELECT {row} FROM events WHERE position = 7").fetchone()[0])  # noqa: S608
        data[3] ^= 1
        db.execute(f"UPDATE events SET {row} = ? WHERE position = 7", (bytes(data),))  # noqa: S608
    db.close()
    with pytest.raises(LedgerDamaged, match="position @7"):
        sign_checkpoint(log, KEY)
    log.close()
