"""One entry of several parties is a claim for each of them."""

from __future__ import annotations

import pytest

from ledger.claims.developments import KINDS
from ledger.entries.reader import read_mappings
from ledger.entries.specs import PARTIES, field_specs, parties_spec, written_specs
from ledger.entries.write import entry_of

SIGNED = {"kind": "signed", "document": "n", "quote": "q", "instrument": "raa"}


def test_both_sides_signed(commands):
    """One entry with two parties becomes two claims that differ in the party alone."""
    text = "- {kind: signed, document: n, quote: q, instrument: raa, parties: [japan, korea]}"
    claims = [entry_of(command) for command in commands(text)]
    assert claims == [{**SIGNED, "party": "japan"}, {**SIGNED, "party": "korea"}]


def test_the_name_of_the_entry_becomes_a_name_for_each():
    """Two claims cannot have one id: the party's name in plain letters is added."""
    entries = read_mappings({**SIGNED, PARTIES: ["japan", "Côte d'Ivoire"], "id": "sig"}, "flags")
    assert [entry.command.id for entry in entries] == ["sig-japan", "sig-cote-d-ivoire"]


def test_every_act_of_a_party_can_have_several():
    """And where parties are a field of the fact itself, it stays one claim."""
    for kind in KINDS:
        own = {field.name for field in field_specs(kind)}
        written = {field.name for field in written_specs(kind)}
        assert written - own == ({PARTIES} if "party" in own and PARTIES not in own else set())
    intent = {"kind": "intent-stated", "document": "n", "quote": "q", "intent": "i"}
    assert len(read_mappings({**intent, PARTIES: ["a", "b"]}, "flags")) == 1
    assert parties_spec("no-kind") is None


@pytest.mark.parametrize(
    ("parties", "mistake"),
    [
        ("japan", "parties is a list"),
        ("[]", "parties must be a list of at least one"),
        ("[japan]\n  party: korea", "the field party stands twice"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(told, parties, mistake):
    """No list, an empty one, or party and parties at once: one mistake, at its line."""
    text = f"- kind: signed\n  document: n\n  quote: q\n  instrument: raa\n  parties: {parties}\n"
    page = told(text)
    assert page.count("news.yaml:") == 1
    assert mistake in page
