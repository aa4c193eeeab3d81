"""An export with proofs: verified before anything is recorded, refused whole where it fails."""

from __future__ import annotations

import json

import pytest

from ledger.app import Ledger
from ledger.app.refusals import ProofErased
from ledger.app.sharing.export import as_text
from ledger.app.sharing.merge import Trust, conflicts_with, merge, read_source
from ledger.app.sharing.trust import ExportNotSigned, NoHead, NoKeyForLedger
from ledger.checks.proven import read
from ledger.claims.commands import CorrectClaim, Describe, RecordClaim
from ledger.claims.developments import (
    ApplicationFiled,
    ConsentsCounted,
    MeetingHeld,
    RequirementStated,
)
from ledger.claims.entities import Party
from ledger.entries.exported import BrokenHead
from ledger.entries.write import to_yaml
from ledger.errors import NotFound, Problems
from ledger.facts.log_reader import all_facts
from ledger.log.proving.notes import NoteRefused, VerifierKey
from ledger.log.stores.memory import MemoryLog
from tests.conftest import Desk


@pytest.fixture
def theirs(tmp_path):
    """The other desk, with a count, a correction of it and a signed checkpoint."""
    desk = Desk()
    desk.ledger = Ledger(
        desk.ledger.log, clock=desk.clock, recorded_by="ana", custody=tmp_path / "their-custody"
    )
    desk.on("2024-06-01").document("d", "2024-05-01")
    wrong = desk.count("d", 9)
    right = RecordClaim(
        id="right",
        document="d",
        quote="statement 9.",
        development=ConsentsCounted(instrument="i", count=8, required=11, stage="deposited"),
        partnership="p",
    )
    desk.tell(CorrectClaim(claim=wrong, by="d", reason="misprint", becomes=right))
    desk.ledger.new_key()
    desk.ledger.checkpoint()
    return desk


@pytest.fixture
def key(theirs):
    """The other desk's key, as its owner publishes it."""
    return str(theirs.ledger.custody.keys(theirs.ledger.log.head().origin)[-1])


@pytest.fixture
def ours(tmp_path):
    """An empty ledger, with a custody of its own."""
    desk = Desk().on("2024-07-01")
    log = MemoryLog(clock=desk.clock)
    return Ledger(log, clock=desk.clock, custody=tmp_path / "our-custody")


@pytest.fixture
def export_lines(theirs):
    """The export as lines of JSON."""
    return as_text(theirs.ledger.export_file().mappings, lines=True).splitlines(keepends=True)


@pytest.fixture
def take(ours, tmp_path):
    """Take lines of an export in."""

    def taken(lines, **trust):
        file = tmp_path / "export.jsonl"
        file.write_text("".join(lines), encoding="utf-8")
        offered = read_source(ours, str(file), Trust(**trust))
        return merge(ours, offered, conflicts_with(ours, offered), [])

    return taken


def test_what_came_says_where_from_and_proves_it(ours, take, theirs, key, export_lines):
    """Ledger, position and the key; the other ledger's own proof can be written and checked."""
    take(export_lines, keys=[key])
    there = ours.show("right").event.elsewhere
    recorded = theirs.ledger.show("right")
    assert (theirs.ledger.log.head().origin, recorded.position) == (there.ledger, there.position)
    assert key.startswith(there.key)
    reading = read(ours.prove_elsewhere("right").encode(), [VerifierKey.parse(key)])
    assert "ana" == reading.recorded_by
    assert reading.quote.stands is True
    assert recorded.leaf_hash != ours.show("right").leaf_hash
    assert not ours.verify().breaks


def test_without_a_key_it_shows_nothing(ours, take, key, export_lines):
    """The file's own word on its key is no reason; a key that was given once is kept."""
    with pytest.raises(NoKeyForLedger):
        take(export_lines)
    assert 0 == ours.log.head().size
    take(export_lines, keys=[key])
    assert not [outcome for outcome in take(export_lines) if outcome.new]


def test_proofs_are_written_as_yaml_has_them(theirs):
    """Of one event and of several: the quicker way writes the bytes that PyYAML would."""
    mappings = theirs.ledger.export_file().mappings
    assert {str, list} <= {type(entry.get("proof")) for entry in mappings}
    assert to_yaml(mappings) == as_text(mappings)


def test_another_key_is_refused_though_it_has_the_name(take, theirs, export_lines, tmp_path):
    """Once a key is known, a second one of that name does not pass for it."""
    from ledger.log.proving.custody.custody import Custody  # noqa: PLC0415 - one test

    stranger = Custody(tmp_path / "stranger").new_key(theirs.ledger.log.head().origin)
    with pytest.raises(NoteRefused):
        take(export_lines, keys=[str(stranger)])


def test_what_nobody_signed_is_taken_only_by_name(ours, take, theirs, key):
    """With --unsigned; what came so says that no key vouched for it."""
    theirs.document("later", "2024-05-02")
    lines = as_text(theirs.ledger.export_file().mappings, lines=True).splitlines(keepends=True)
    with pytest.raises(ExportNotSigned):
        take(lines, keys=[key])
    take(lines, unsigned=True)
    assert ours.show("later").event.elsewhere.key is None
    assert not ours.verify().breaks


@pytest.mark.parametrize("kept", [1, 3, -1])
def test_a_cut_is_found_at_an_entry_boundary_too(ours, take, key, export_lines, kept):
    """By the count in the head: lines of JSON have no other end."""
    with pytest.raises(Problems) as refused:
        take(export_lines[:kept], keys=[key])
    assert "export-cut" in {error.code for error in refused.value.problems}
    assert 0 == ours.log.head().size


def test_a_cut_within_a_line_is_called_a_cut(ours, take, key, export_lines):
    """Next to what is wrong with the line itself, which nobody could mend."""
    with pytest.raises(Problems) as refused:
        take([*export_lines[:4], export_lines[4][:60]], keys=[key])
    assert "export-cut" in {error.code for error in refused.value.problems}
    assert 0 == ours.log.head().size


def test_a_cut_at_the_beginning_is_found_too(ours, take, key, export_lines):
    """Proofs without a head are no plain entries."""
    with pytest.raises(BrokenHead):
        take(export_lines[1:], keys=[key])
    assert 0 == ours.log.head().size


@pytest.mark.parametrize("trust", ["given", "kept"])
def test_without_head_and_proofs_it_is_no_export(ours, take, key, export_lines, trust):
    """Nothing would be looked at then, though a key is trusted: it is refused."""
    if trust == "kept":
        take(export_lines, keys=[key])
    size = ours.log.head().size
    forged = changed(export_lines, 1, lambda entry: entry.update(id="forged", name="Forged"))
    bare = [json.dumps({**json.loads(line), "proof": []}) + "\n" for line in forged[1:]]
    with pytest.raises(NoHead):
        take(bare, **({"keys": [key]} if trust == "given" else {}))
    assert size == ours.log.head().size


def changed(lines, place, change):
    """The lines with one of them changed as a mapping."""
    entry = json.loads(lines[place])
    change(entry)
    return [*lines[:place], json.dumps(entry) + "\n", *lines[place + 1 :]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quote": "statement 8."}, "not-as-proven"),
        ({"count": 10}, "not-as-proven"),
        ({"note": "added on the way"}, "not-as-proven"),
        ({"proof": "AAAA"}, "note-refused"),
        ({"proof": None}, "note-refused"),
    ],
)
def test_what_was_changed_on_the_way_is_refused_at_its_line(take, key, export_lines, change, code):
    """An entry that its proof does not prove, and a proof that is none."""
    (place,) = [n for n, line in enumerate(export_lines) if '"count":9' in line]
    lines = changed(export_lines, place, lambda entry: entry.update(change))
    with pytest.raises(Problems) as refused:
        take(lines, keys=[key])
    (error,) = refused.value.problems
    assert (code, place + 1) == (error.code, error.where.line)


def test_a_change_far_into_a_text_is_shown(take, key, export_lines):
    """Both texts stand in the message from where they part, however long they are."""
    places = [n for n, line in enumerate(export_lines) if '"kind":"document"' in line]
    text = json.loads(export_lines[places[0]])["text"]
    assert len(text) > 200, "negative control"
    changed_text = f"{text[:-2]}#{text[-1]}"
    lines = changed(export_lines, places[0], lambda entry: entry.update(text=changed_text))
    with pytest.raises(Problems) as refused:
        take(lines, keys=[key])
    here, _, there = str(refused.value.problems[0]).partition(" in the file, ")
    assert changed_text[-10:] in here
    assert text[-10:] in there


def test_entries_that_change_places_are_refused(take, key, export_lines):
    """A proof is of its own entry; the order is that of the other log."""
    first, second = (json.loads(line) for line in export_lines[1:3])
    first["proof"], second["proof"] = second["proof"], first["proof"]
    swapped = [json.dumps(entry) + "\n" for entry in (first, second)]
    with pytest.raises(Problems):
        take([export_lines[0], *swapped, *export_lines[3:]], keys=[key])


def test_a_kept_proof_that_was_changed_is_found(ours, take, key, export_lines, monkeypatch):
    """``claims verify`` recomputes the proofs of other ledgers too."""
    import attrs  # noqa: PLC0415 - one test

    from ledger.app.sharing.proven import Provenance  # noqa: PLC0415 - one test

    honest = Provenance.taken_over

    def elsewhere(provenance, event):
        event = honest(provenance, event)
        return attrs.evolve(event, elsewhere=attrs.evolve(event.elsewhere, position=99))

    monkeypatch.setattr(Provenance, "taken_over", elsewhere)
    take(export_lines, keys=[key])
    assert "its proof in another ledger does not hold" in ours.verify().breaks[0].what


def test_a_plain_import_sends_an_export_to_its_own_way(ours, export_lines):
    """So that no proof is passed over unread."""
    with pytest.raises(Problems) as refused:
        ours.import_entries("".join(export_lines))
    assert ["an-export"] == [error.code for error in refused.value.problems]


def test_an_export_of_a_newer_program_is_named(take, key, export_lines):
    """A head with a field that is not known is not read as if it were not there."""
    with pytest.raises(Problems) as refused:
        take(changed(export_lines, 0, lambda head: head.update(era=2)), keys=[key])
    assert ["broken-head"] == [error.code for error in refused.value.problems]


def test_words_that_were_erased_take_their_proof_along(ours, take, key, export_lines):
    """The proof holds the words; it stands in the event and goes with it."""
    take(export_lines, keys=[key])
    text = ours.show("document:d").event.document.text
    ours.erase("document:d", reason="by order", with_claims=True)
    kept = b"".join(row.payload or b"" for row in ours.log.stored())
    assert text.encode()[:40] not in kept
    assert b"statement 9." not in kept
    with pytest.raises(ProofErased, match="were erased here"):
        ours.prove_elsewhere("right")


@pytest.mark.parametrize("thing", ["party:a", "partnership:p", "instrument:i"])
def test_a_name_that_was_erased_there_may_be_named(ours, take, theirs, key, thing):
    """The head says so under its proof; claims on it come, and nothing is described of it."""
    theirs.claim("d", MeetingHeld(host="a"))
    theirs.ledger.erase(thing, reason="order 12")
    theirs.ledger.checkpoint()
    exported = theirs.ledger.export_file()
    assert exported.signed
    lines = as_text(exported.mappings, lines=True).splitlines(keepends=True)
    assert lines[1:]
    take(lines, keys=[key])
    there, here = (set(all_facts(ledger.log).claims) for ledger in (theirs.ledger, ours))
    assert there == here
    with pytest.raises(NotFound):
        ours.show(thing)
    again = as_text(ours.export_file().mappings, lines=True)
    assert f'{{"thing":"{thing}"}}' in again, "named, and not erased: this log has no erasure"


def test_what_is_left_out_says_why(ours, theirs, key, tmp_path):
    """The thing that was erased, with the reason, and what went along with it."""
    theirs.ledger.erase("document:d", reason="order 12")
    theirs.ledger.checkpoint()
    file = tmp_path / "export.yaml"
    file.write_text(as_text(theirs.ledger.export_file().mappings), encoding="utf-8")
    offered = read_source(ours, str(file), Trust(keys=(key,)))
    assert "document d: its words were erased (order 12)" == offered.left_out["document:d"]
    rests = "claim right: it rests on document d, whose words were erased"
    assert rests == offered.left_out["claim:right"]


def test_an_erasure_that_no_checkpoint_covers_is_not_signed_for(theirs):
    """The export says so, as of any other event that came after."""
    theirs.ledger.erase("party:a", reason="order 12")
    assert not theirs.ledger.export_file().signed


@pytest.mark.parametrize("change", ["another thing", "no erasure"])
def test_an_erasure_that_is_not_proven_is_refused(ours, take, theirs, key, change):
    """Only the other log's own record makes a thing erased."""
    theirs.ledger.erase("party:a", reason="order 12")
    theirs.ledger.checkpoint()
    lines = as_text(theirs.ledger.export_file().mappings, lines=True).splitlines(keepends=True)

    def forged(head):
        (gap,) = head["left_out"]
        if change == "another thing":
            gap["thing"] = "party:b"
        else:
            gap["proof"] = json.loads(lines[1])["proof"]

    with pytest.raises(NoteRefused, match="does not prove that it was erased"):
        take(changed(lines, 0, forged), keys=[key])
    assert 0 == ours.log.head().size


def _without(lines, name, gap):
    """The export without one entry, which the head counts and names as a gap."""
    kept = [line for line in lines if json.loads(line).get("id") != name]
    assert len(lines) - 1 == len(kept)

    def forged(head):
        head.update(entries=len(kept) - 1, left_out=[*head.get("left_out", []), gap])

    return changed(kept, 0, forged)


@pytest.mark.parametrize("taken_by", [{}, {"taken_by": "party:b"}])
def test_the_word_of_the_head_alone_makes_nothing_erased(ours, take, theirs, key, taken_by):
    """A description that was cut out on the way is missed, though the head says it was left out."""
    theirs.ledger.erase("party:b", reason="order 12")
    theirs.ledger.checkpoint()
    lines = as_text(theirs.ledger.export_file().mappings, lines=True).splitlines(keepends=True)
    with pytest.raises(Problems) as refused:
        take(_without(lines, "a", {"thing": "party:a", **taken_by}), keys=[key])
    assert {"not-known"} == {error.code for error in refused.value.problems}
    assert {"a"} == {error.name for error in refused.value.problems}
    assert 0 == ours.log.head().size


def test_what_was_erased_there_can_be_named_by_that_export_alone(ours, take, theirs, key):
    """Entries of anyone else that name it are refused, before and after."""
    theirs.ledger.erase("party:a", reason="order 12")
    theirs.ledger.checkpoint()
    exported = theirs.ledger.export_file()
    take(as_text(exported.mappings, lines=True).splitlines(keepends=True), keys=[key])
    size = ours.log.head().size
    claim = {
        "kind": "meeting-held",
        "document": "d",
        "quote": "statement 5.",
        "host": "a",
        "partnership": "p",
    }
    with pytest.raises(Problems) as refused:
        ours.import_entries(json.dumps(claim))
    assert ["not-known"] == [error.code for error in refused.value.problems]
    with pytest.raises(Problems) as refused:
        ours.submit([RecordClaim(development=MeetingHeld(host="a"), document="d", quote="s")])
    assert "not-known" in [error.code for error in refused.value.problems]
    assert size == ours.log.head().size


def test_a_hurdle_may_be_named_where_the_claim_that_stated_it_was_erased(ours, take, theirs, key):
    """The record of the erasure has the hurdle among its tags; steps on it come."""
    stated = RequirementStated(hurdle="h", title="a licence", requires="licence")
    name = theirs.claim("d", stated, modality="required")
    theirs.claim("d", ApplicationFiled(hurdle="h"))
    theirs.ledger.erase(f"claim:{name}", reason="order 12")
    theirs.ledger.checkpoint()
    lines = as_text(theirs.ledger.export_file().mappings, lines=True).splitlines(keepends=True)
    take(lines, keys=[key])
    assert len(all_facts(ours.log).claims) == len(all_facts(theirs.ledger.log).claims)


def test_a_document_keeps_a_root_whose_words_were_erased_there(ours, take, theirs, key):
    """It is a derivative still; on from here it stands alone, and the export says what it lacks."""
    theirs.document("agency", "2024-05-02")
    theirs.document("reprint", "2024-05-03", root="agency", lineage="syndicated")
    theirs.ledger.erase("document:agency", reason="order 12")
    theirs.ledger.checkpoint()
    lines = as_text(theirs.ledger.export_file().mappings, lines=True).splitlines(keepends=True)
    take(lines, keys=[key])
    assert "agency" == all_facts(ours.log).documents["reprint"].document.root
    exported = ours.export_file()
    (reprint,) = [entry for entry in exported.entries if entry.get("id") == "reprint"]
    assert "root" not in reprint
    sentences = [gap.sentence for gap in exported.left_out]
    assert ["document agency: it is named, and described nowhere"] == sentences


def _taken_back_under_another_name(theirs, whole):
    """A paper with two names, of which one publishes a count and the other takes it back."""
    theirs.tell(Describe(entity=Party(id="paper", name="Paper", aliases=("Daily Paper",))))
    theirs.document("agency", "2024-05-02", publisher="Agency")
    theirs.document("news", "2024-05-02", publisher="Paper", root="agency", lineage="syndicated")
    count = theirs.count("news", 7)
    if whole == "document:agency":
        theirs.retract(count, by="Agency")
    elif whole == "correction":
        right = RecordClaim(
            document="news",
            quote="statement 10.",
            development=ConsentsCounted(instrument="i", count=6, required=11, stage="deposited"),
            partnership="p",
        )
        theirs.tell(CorrectClaim(claim=count, by="Daily Paper", reason="misprint", becomes=right))
    else:
        theirs.retract(count, by="Daily Paper")


@pytest.mark.parametrize(
    "gone", ["party:paper", "document:agency", "correction", "an alias", "one partnership"]
)
def test_who_may_take_back_was_asked_where_it_was_recorded(ours, take, theirs, key, gone):
    """The words that entitled someone are not here: the proven act is taken, and that is told."""
    _taken_back_under_another_name(theirs, gone)
    if gone in ("party:paper", "document:agency", "correction"):
        theirs.ledger.erase("party:paper" if gone == "correction" else gone, reason="order 12")
    elif gone == "an alias":
        entity = Party(id="paper", name="Paper")
        aliases = frozenset({"aliases"})
        theirs.tell(Describe(entity=entity, fields=aliases, replace=aliases))
    theirs.ledger.checkpoint()
    exported = theirs.ledger.export_file(["p"] if gone == "one partnership" else ())
    lines = as_text(exported.mappings, lines=True).splitlines(keepends=True)
    notes = [note for outcome in take(lines, keys=[key]) for note in outcome.notes]
    assert ["taken as the other ledger recorded it"] == [note.partition(":")[0] for note in notes]
    there, here = (all_facts(ledger.log) for ledger in (theirs.ledger, ours))
    assert there.acts.keys() == here.acts.keys()


def test_who_may_take_back_is_asked_of_what_no_proof_is_with(ours, theirs):
    """Plain entries of the same acts are refused, each at its line."""
    _taken_back_under_another_name(theirs, "an alias")
    theirs.ledger.erase("party:paper", reason="order 12")
    entries = theirs.ledger.export_file().plain
    with pytest.raises(Problems) as refused:
        ours.import_entries(to_yaml(entries))
    assert "not-entitled" in {error.code for error in refused.value.problems}
    assert 0 == ours.log.head().size


def test_what_one_partnership_rests_on_is_read_back_from_yaml(theirs, ours, key, tmp_path):
    """The head names the partnership, and is read in this form too."""
    file = tmp_path / "export.yaml"
    exported = theirs.ledger.export_file(["p"])
    file.write_text(as_text(exported.mappings), encoding="utf-8")
    offered = read_source(ours, str(file), Trust(keys=(key,)))
    assert len(exported.entries) == len(tuple(offered.entries))
