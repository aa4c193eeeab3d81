"""An export: what stands in it, of one partnership or of all, and what cannot be taken along."""

from __future__ import annotations

import pytest

from ledger.app import NoSuchSubject
from ledger.app.sharing.export import as_text, export
from ledger.app.sharing.survey import ExportOvertaken
from ledger.claims.commands import CorrectClaim, Describe, JudgeParties, RecordClaim
from ledger.claims.developments import ConsentsCounted, MeetingHeld
from ledger.claims.entities import Partnership, Party
from ledger.claims.vocabulary import Verdict
from ledger.entries.reader import from_mapping


def kinds(exported):
    return [entry["kind"] for entry in exported.entries]


def test_names_stand_before_what_is_said_of_them(desk):
    """Parties, partnerships, instruments, then documents and claims; a whole before its part."""
    desk.tell(Describe(entity=Party(id="state", name="State")))
    desk.tell(Describe(entity=Party(id="body", name="Body", part_of="state")))
    desk.document("d", "2024-05-01")
    desk.count("d", 9)
    exported = export(desk.ledger.log)
    names, ids = kinds(exported), [entry.get("id") for entry in exported.entries]
    assert ids.index("state") < ids.index("body")
    assert ["document", "consents-counted"] == names[-2:]
    assert names.index("partnership") < names.index("instrument") < names.index("document")


def test_one_partnership_brings_only_what_it_rests_on(desk):
    """Its parties, with those judged the same; no other partnership's claims."""
    desk.tell(
        Describe(entity=Partnership(id="q", title="C and D", parties=("c", "d"))),
        Describe(entity=Party(id="a2", name="A2")),
        JudgeParties(party="a", other="a2", verdict=Verdict.SAME, reason="one"),
    )
    desk.document("d", "2024-05-01")
    desk.claim("d", MeetingHeld(host="a"))
    desk.document("e", "2024-05-01")
    desk.claim("e", MeetingHeld(host="c"), partnership="q")
    entries = export(desk.ledger.log, ["p"]).entries
    ids = {entry.get("id") for entry in entries}
    assert {"p", "a", "a2", "d"} <= ids
    assert {"q", "c", "e"}.isdisjoint(ids)
    assert "judgement" in [entry["kind"] for entry in entries]
    with pytest.raises(NoSuchSubject):
        export(desk.ledger.log, ["nowhere"])


def test_a_document_without_a_day_keeps_the_day_it_was_first_recorded(desk):
    """So that the published clock of the other ledger answers the same; none where a day is."""
    desk.on("2024-05-03").document("undated", None)
    desk.document("dated", "2024-05-01")
    (undated,) = [one for one in export(desk.ledger.log).entries if one.get("id") == "undated"]
    (dated,) = [one for one in export(desk.ledger.log).entries if one.get("id") == "dated"]
    assert "2024-05-03" == undated["first_recorded"]
    assert "first_recorded" not in dated


def test_a_correction_brings_the_claim_that_takes_the_place(desk):
    """Once: inside the correction, not before it as well."""
    desk.document("d", "2024-05-01")
    wrong = desk.count("d", 9)
    right = RecordClaim(
        id="right",
        document="d",
        quote="statement 9.",
        development=ConsentsCounted(instrument="i", count=8, required=11, stage="deposited"),
        partnership="p",
    )
    desk.tell(CorrectClaim(claim=wrong, by="d", reason="misprint", becomes=right))
    exported = export(desk.ledger.log)
    assert 1 == kinds(exported).count("consents-counted")
    assert "right" == exported.entries[-1]["becomes"]["id"]


def test_what_was_erased_is_left_out_and_told(desk):
    """With the claims on it, and with a claim that was corrected to one of them."""
    desk.document("d", "2024-05-01")
    wrong = desk.count("d", 9)
    desk.document("e", "2024-05-02", publisher="d")
    right = RecordClaim(
        id="right",
        document="e",
        quote="statement 9.",
        development=ConsentsCounted(instrument="i", count=8, required=11, stage="deposited"),
        partnership="p",
    )
    (correction,) = desk.tell(CorrectClaim(claim=wrong, by="d", reason="misprint", becomes=right))
    desk.ledger.erase("document:e", reason="by order")
    exported = export(desk.ledger.log)
    assert "consents-counted" not in kinds(exported)
    assert "correction" not in kinds(exported)
    sentences = {gap.thing: gap.sentence for gap in exported.left_out}
    assert "document e: its words were erased (by order)" == sentences["document:e"]
    rests = "it rests on document e, whose words were erased"
    assert f"claim right: {rests}" == sentences["claim:right"]
    assert f"claim {wrong}: {rests}" == sentences[f"claim:{wrong}"]
    assert [f"correction:{correction}"] == [name for name in sentences if "correction" in name]


def test_an_export_during_which_words_are_erased_is_refused(desk):
    """It has fewer entries than its head says: who reads on is told, and no file is left."""
    desk.document("d", "2024-05-01")
    desk.count("d", 9)
    desk.document("e", "2024-05-02")
    desk.count("e", 10)
    exported = desk.ledger.export_file()
    assert len(list(exported.entries)) == len(exported.entries) == exported.head.entries
    desk.ledger.erase("document:e", reason="by order", with_claims=True)
    with pytest.raises(ExportOvertaken):
        list(exported.entries)
    with pytest.raises(ExportOvertaken):
        list(exported.plain)
    again = desk.ledger.export_file()
    assert len(list(again.entries)) == again.head.entries


def test_a_correction_whose_claim_is_erased_meanwhile_is_refused(desk):
    """The claim stands in the correction: what is not there any more is no bug."""
    desk.document("d", "2024-05-01")
    wrong = desk.count("d", 9)
    right = RecordClaim(
        id="right",
        document="d",
        quote="statement 9.",
        development=ConsentsCounted(instrument="i", count=8, required=11, stage="deposited"),
        partnership="p",
    )
    desk.tell(CorrectClaim(claim=wrong, by="d", reason="misprint", becomes=right))
    exported = export(desk.ledger.log)
    desk.ledger.erase("claim:right", reason="by order")
    with pytest.raises(ExportOvertaken):
        list(exported.statements())


def test_what_would_steer_a_terminal_is_escaped_and_reads_back():
    """In YAML and in JSON Lines: the text can be printed, and is the same when read."""
    entry = {"kind": "party", "id": "x", "name": "a\u202eb", "type": "other"}
    for text in (as_text([entry]), as_text([entry], lines=True)):
        assert "\u202e" not in text
        assert "\\u202e" in text.casefold()
    assert "kim\u3000" in as_text([{**entry, "name": "kim\u3000"}])


def test_an_entry_with_a_first_record_to_come_is_refused(desk):
    """Nobody recorded it in the future."""
    from ledger.errors import Problems  # noqa: PLC0415 - one test

    mapping = {
        "kind": "document",
        "id": "d",
        "title": "T",
        "publisher": "P",
        "text": "words",
        "first_recorded": "2031-01-01",
    }
    with pytest.raises(Problems) as refused:
        desk.tell(from_mapping(mapping, "x").command)
    assert ["first-recorded-later"] == [one.code for one in refused.value.problems]
