"""Who proposed a claim and who accepted it: two roles, both in the event."""

from __future__ import annotations

from ledger.app.sharing.export import export
from ledger.claims.developments import OpinionStated
from tests.conftest import Desk


def test_the_proposer_and_the_person_stand_in_the_event_and_the_page_shows_them(desk):
    """``claims show`` prints all fields of an event."""
    desk.document("news", "2024-01-02")
    name = desk.claim("news", OpinionStated(topic="space"), proposed_by="rules")
    event = desk.ledger.show(name).event
    assert (event.proposed_by, event.recorded_by) == ("rules", "ana")


def test_a_claim_is_the_same_whoever_proposed_it():
    """Its id does not depend on the proposer: what a person recorded is there already."""
    ids = []
    for proposer in (None, "rules", "another program"):
        desk = Desk()
        desk.document("news", "2024-01-02")
        ids.append(desk.claim("news", OpinionStated(topic="space"), proposed_by=proposer))
    assert len(set(ids)) == 1


def test_the_proposer_goes_along_in_an_export(desk):
    """Another desk's ledger says who proposed it, too."""
    desk.document("news", "2024-01-02")
    desk.claim("news", OpinionStated(topic="space"), proposed_by="rules")
    entries = export(desk.ledger.log).entries
    (entry,) = [entry for entry in entries if entry["kind"] == "opinion-stated"]
    assert entry["proposed_by"] == "rules"
