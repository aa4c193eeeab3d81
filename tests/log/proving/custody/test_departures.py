"""A custody that is not as it was left: named, stops the next append, accepted on record."""

from __future__ import annotations

from datetime import UTC, datetime
from shutil import copytree, rmtree

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.clock import FixedClock
from ledger.entries.reader import from_mapping
from ledger.errors import ClaimsError
from ledger.log.failures import LedgerDamaged
from ledger.log.proving.checkpoints import Checkpoint, Contradicted
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.custody.custody_record import custody_record
from ledger.log.proving.custody.departures import CustodyDeparted
from ledger.log.proving.custody.kept_files import CustodyChanged, CustodyUnusable
from ledger.log.proving.notes import KeyKind, Note, SigningKey
from tests.tampering import asked, dropped, tampered

CLOCK = FixedClock(datetime(2024, 6, 12, tzinfo=UTC))


class Keeper:
    """A ledger and its custody in a folder, opened again for each act, as the command does."""

    def __init__(self, folder, path=None):
        self.folder, self.path, self.custody = folder, path or folder / "a.db", folder / "custody"

    def open(self, custody=None):
        return open_ledger(
            self.path, clock=CLOCK, recorded_by="ana", custody=custody or self.custody
        )

    def party(self, name, custody=None):
        with self.open(custody) as ledger:
            entry = from_mapping({"kind": "party", "id": name, "name": name.upper()}, "x")
            ledger.submit([entry.command])

    def sign(self):
        with self.open() as ledger:
            return ledger.checkpoint()

    def departures(self):
        with self.open() as ledger:
            return [one.what for one in ledger.departures()]

    def verified(self):
        with self.open() as ledger:
            return ledger.verify()

    def accept(self, custody=None):
        with self.open(custody) as ledger:
            return ledger.accept_custody("we know why")

    @property
    def kept(self):
        (folder,) = (path.parent for path in self.custody.glob("*/key.0001.vkey"))
        return folder


@pytest.fixture
def path(request, tmp_path):
    """The place of a ledger in a file, or on a server where a test asks for that."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return tmp_path / "a.db"
    return request.getfixturevalue("postgres_schema")


@pytest.fixture
def keeper(tmp_path, path):
    """Two parties, a key, and a checkpoint after each."""
    made = Keeper(tmp_path, path)
    init_ledger(made.path)
    made.party("a")
    with made.open() as ledger:
        ledger.new_key()
    made.sign()
    made.party("b")
    made.sign()
    return made


@pytest.mark.parametrize("path", ["sqlite", "postgresql"], indirect=True)
def test_a_custody_as_it_was_left_is_in_nobodys_way(keeper):
    """The negative control: nothing departs, and one can record."""
    assert keeper.departures() == []
    keeper.party("c")
    assert keeper.verified().breaks == ()


def test_what_stands_in_a_files_place_is_named_in_the_machines_words(keeper):
    """A folder under the name of the last checkpoint: the file is named, and no number is."""
    (keeper.kept / "checkpoint").unlink()
    (keeper.kept / "checkpoint").mkdir()
    with pytest.raises(CustodyUnusable, match="checkpoint: is a directory") as refused:
        keeper.party("c")
    assert "Errno" not in refused.value.message


def pin_deleted(keeper):
    (keeper.kept / "checkpoint").unlink()


def older_pin(keeper):
    oldest = min(keeper.kept.glob("checkpoint.*"), key=lambda path: int(path.suffix[1:]))
    (keeper.kept / "checkpoint").write_bytes(oldest.read_bytes())


def all_checkpoints_deleted(keeper):
    for path in keeper.kept.glob("checkpoint*"):
        path.unlink()


def keys_deleted(keeper):
    for path in keeper.kept.glob("key*"):
        path.unlink()


def folder_deleted(keeper):
    rmtree(keeper.kept)


def custody_deleted(keeper):
    rmtree(keeper.custody)


def key_added(keeper):
    with keeper.open() as ledger:
        stranger = SigningKey.generate(ledger.log.head().origin)
    (keeper.kept / "key.0002.secret").write_text(stranger.secret() + "\n")
    (keeper.kept / "key.0002.vkey").write_text(f"{stranger.verifier}\n")


def renamed(keeper):
    tampered(keeper.path, "UPDATE head SET origin = 'claim-ledger/another'")


def rewritten_under_another_name(keeper):
    if isinstance(keeper.path, str):
        dropped(keeper.path)
    for path in keeper.folder.glob("a.db*"):
        path.unlink()
    init_ledger(keeper.path)
    with open_ledger(keeper.path, clock=CLOCK, custody=keeper.folder / "other") as ledger:
        entry = from_mapping({"kind": "party", "id": "z", "name": "Z"}, "x")
        ledger.submit([entry.command])


def a_numbered_checkpoint_forged(keeper):
    older = min(keeper.kept.glob("checkpoint.*"), key=lambda path: int(path.suffix[1:]))
    text = older.read_text()
    older.write_text(text.replace(text.splitlines()[2][:4], "AAAA"))


FORGED = {
    pin_deleted: ("the last checkpoint, of 4 events, is gone", CustodyDeparted),
    older_pin: ("stands as the last one", CustodyDeparted),
    all_checkpoints_deleted: ("none is in", CustodyDeparted),
    keys_deleted: ("has a key, and none is kept", CustodyDeparted),
    folder_deleted: ("has a key, and none is kept", CustodyDeparted),
    custody_deleted: ("has a key, and none is kept", CustodyDeparted),
    key_added: ("was never told of it", CustodyDeparted),
    renamed: ("and where it stands was the ledger", CustodyDeparted),
    rewritten_under_another_name: ("and where it stands was the ledger", CustodyDeparted),
}


@pytest.mark.parametrize("path", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("forge", FORGED, ids=lambda forge: forge.__name__)
def test_what_departs_is_named_and_stops_recording_and_signing_until_it_is_accepted(keeper, forge):
    """Verify names it, no append and no signature goes by it, and the acceptance is an event."""
    forge(keeper)
    said, error = FORGED[forge]

    assert any(said in what for what in keeper.departures())
    assert any(said in one.what for one in keeper.verified().breaks)
    with pytest.raises(error, match=said):
        keeper.party("c")
    with keeper.open() as ledger, pytest.raises(ClaimsError):
        ledger.checkpoint()

    accepted = keeper.accept()

    assert [one.what for one in accepted]
    assert keeper.departures() == []
    keeper.party("c")
    verified = keeper.verified()
    assert verified.breaks == ()
    (acceptance,) = verified.acceptances
    assert any(said in what for what in acceptance.act.departures)
    assert (acceptance.act.reason, acceptance.act.recorded_by) == ("we know why", "ana")
    assert keeper.accept() == (), "there is nothing more to accept"


@pytest.mark.parametrize("path", ["sqlite", "postgresql"], indirect=True)
def test_a_numbered_checkpoint_that_was_forged_is_named_and_not_signed_over(keeper):
    """It is no reason to stop recording, for the last one holds; verify and signing see it."""
    a_numbered_checkpoint_forged(keeper)
    assert any("was changed or damaged" in one.what for one in keeper.verified().breaks)
    with pytest.raises(CustodyChanged):
        keeper.sign()
    keeper.accept()
    keeper.sign()
    (aside,) = keeper.kept.glob("*.refused")
    assert "checkpoint." in aside.name, "and it is not thrown away"


def test_a_ledger_put_back_to_an_earlier_day_goes_on_once_a_person_accepts_it(keeper, tmp_path):
    """The checkpoint that it contradicts stays whole in the log, and in the folder."""
    early = keeper.path.read_bytes()
    keeper.party("lost")
    note = keeper.sign()
    for path in tmp_path.glob("a.db*"):
        path.unlink()
    keeper.path.write_bytes(early)
    with pytest.raises(Contradicted):
        keeper.party("c")

    keeper.accept()

    keeper.party("c")
    keeper.sign()
    with keeper.open() as ledger:
        assert note.text in custody_record(ledger.log).refused
    assert list(keeper.kept.glob("checkpoint*.refused"))
    assert keeper.verified().breaks == ()


@pytest.mark.parametrize("path", ["sqlite", "postgresql"], indirect=True)
def test_a_colleague_with_a_copy_of_the_ledger_accepts_once_and_then_records(keeper, tmp_path):
    """And holds the ledger to the owner's first checkpoint from then on."""
    other = tmp_path / "colleague"
    with pytest.raises(CustodyDeparted, match="never kept one"):
        keeper.party("c", other)
    keeper.accept(other)
    keeper.party("c", other)
    with keeper.open(other) as ledger:
        origin = ledger.log.head().origin
    assert Custody(other).keys(origin) == Custody(keeper.custody).keys(origin)
    assert Custody(other).last(origin).size == 2
    assert keeper.departures() == [], "the owner's own custody is as it was"


def test_a_ledger_without_a_key_is_recorded_to_on_any_machine(tmp_path):
    """The first use asks for nothing."""
    keeper = Keeper(tmp_path)
    init_ledger(keeper.path)
    keeper.party("a")
    keeper.party("b", tmp_path / "elsewhere")
    assert keeper.verified().breaks == ()


def test_a_custody_of_an_earlier_program_is_taken_as_it_is_and_then_on_record(tmp_path):
    """It has keys that the ledger was never told of; the next checkpoint tells it."""
    keeper = Keeper(tmp_path)
    init_ledger(keeper.path)
    with keeper.open() as ledger:
        origin = ledger.log.head().origin
        key = ledger.custody.new_key(origin)
    keeper.party("a")
    keeper.sign()
    with keeper.open() as ledger:
        assert custody_record(ledger.log).keys == {key}


@pytest.mark.parametrize("path", ["sqlite", "postgresql"], indirect=True)
def test_with_nothing_new_a_checkpoint_keeps_its_cosignatures(keeper):
    """That it was kept is an event too, and nothing new."""
    witness = SigningKey("w.example", KeyKind.COSIGNATURE, b"w" * 32)
    with keeper.open() as ledger:
        note, custody = ledger.last_note(), ledger.custody
        custody.keep(note.cosigned([witness.sign(note.text.encode(), time=7)]))
    again = keeper.sign()
    assert [line.name for line in again.signatures][1:] == ["w.example"]
    with keeper.open() as ledger:
        assert ledger.last_note() == again


def test_a_flipped_bit_of_the_head_is_neither_signed_nor_recorded_upon(keeper):
    """And the leaves are all there, so the ledger as it was backed up goes on."""
    good = copytree(keeper.custody, keeper.folder / "before")
    early = keeper.path.read_bytes()
    edge = bytearray(asked(keeper.path, "SELECT frontier FROM head")[0])
    edge[5] ^= 1
    tampered(keeper.path, ("UPDATE head SET frontier = ?", (bytes(edge),)))
    with pytest.raises(LedgerDamaged):
        keeper.party("c")
    with pytest.raises(LedgerDamaged):
        keeper.sign()
    assert {path.name for path in good.rglob("*")} == {
        path.name for path in keeper.custody.rglob("*")
    }
    for path in keeper.folder.glob("a.db*"):
        path.unlink()
    keeper.path.write_bytes(early)
    keeper.party("c")
    assert keeper.verified().breaks == ()


def test_a_checkpoint_of_the_same_size_and_another_root_is_never_written_over(keeper):
    """Not even by who holds the key."""
    with keeper.open() as ledger:
        origin, custody = ledger.log.head().origin, ledger.custody
    text = str(Checkpoint(origin, 2, b"r" * 32))
    forged = Note(text, (custody.signing_key(origin).sign(text.encode()),))
    with pytest.raises(Contradicted, match="another root"):
        custody.keep(forged)


@pytest.mark.parametrize("path", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("leaf", [False, True])
def test_a_head_whose_edge_was_damaged_is_repaired_from_its_leaves(keeper, leaf):
    """On record, and only where the leaves are whole: else it could bless what was changed."""
    edge = bytearray(asked(keeper.path, "SELECT frontier FROM head")[0])
    hashed = bytearray(asked(keeper.path, "SELECT leaf_hash FROM events WHERE position = 0")[0])
    edge[5] ^= 1
    hashed[5] ^= 1
    tampered(
        keeper.path,
        ("UPDATE events SET leaf_hash = ? WHERE position = 0", (bytes(hashed),))
        if leaf
        else ("UPDATE head SET frontier = ?", (bytes(edge),)),
    )
    with keeper.open() as ledger:
        plan = ledger.repair_plan()
        assert bool(plan.faults) is not leaf
        if not leaf:
            ledger.repair(plan, keeper.folder / "evidence")
    if leaf:
        with pytest.raises(LedgerDamaged):
            keeper.party("c")
    else:
        keeper.party("c")
        keeper.sign()
        assert keeper.verified().breaks == ()
