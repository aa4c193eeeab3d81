"""An import is one thing: it has an id, and is taken back as a whole, on record."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.app.refusals import GoneOn, NoSuchImport
from ledger.claims.claim import LEDGER
from ledger.claims.commands import DisputeClaim, Retract
from ledger.claims.subjects import IMPORT
from ledger.clock import Clocks
from ledger.facts.log_reader import all_facts
from ledger.log.event import Event
from ledger.log.query import Query
from ledger.projections.weighing.standing_claims import Standing
from ledger.views.pages.ledger.imports import undo_page
from ledger.views.text.layout import text_lines

DAY = Clocks(valid_at=date(2025, 1, 1))
NAMES = """
- {kind: party, id: japan, name: Japan}
- {kind: party, id: korea, name: Korea}
- {kind: partnership, id: mk, title: MK, parties: [korea, japan]}
- {kind: instrument, id: pact, title: Pact, partnerships: [mk]}
"""
WRONG = """
- kind: document
  id: wire
  title: T
  publisher: P
  text: Korea signed the pact. Twice.
  published: 2024-01-02
- {kind: signed, id: w1, document: wire, quote: Korea signed the pact., instrument: pact,
   party: korea, occurred: 2024-01-01}
- {kind: fact-reported, id: w2, document: wire, quote: Twice., topic: signing, partnership: mk}
- {kind: party, id: korea, name: Korea, aliases: [ROK]}
"""
MORE = """
- {kind: fact-reported, id: o1, document: wire, quote: signed the pact, topic: signing,
   partnership: mk}
"""


@pytest.fixture
def office(desk):
    """A ledger with names, and then a wrong import on them."""
    desk.ledger.import_entries(NAMES)
    outcomes = desk.ledger.import_entries(WRONG)
    return desk, outcomes[0].import_id


def stand(desk):
    """The claims that stand."""
    standing = Standing(all_facts(desk.ledger.log), DAY)
    return {recorded.claim.id for recorded in standing.claims}


def test_all_that_an_import_records_has_its_id(office):
    """In the payload and as a tag; what is recorded otherwise has none."""
    desk, import_id = office
    records = list(desk.ledger.log.read(Query.tagged(IMPORT + import_id)))
    assert len(records) == 4
    assert all(import_id.encode() in record.event.payload for record in records)
    desk.ledger.submit([Retract(target="w2", by=LEDGER, reason="r")])
    last = list(desk.ledger.log.read())[-1].event
    assert isinstance(last, Event)
    assert b"import_id" not in last.payload
    assert desk.ledger.verify().breaks == ()


def test_an_import_is_listed_with_what_became_of_it(office):
    """First and last event, how many, and the import that took it back."""
    desk, import_id = office
    *_, wrong = desk.ledger.imports()
    assert (wrong.id, wrong.events, wrong.undone_by) == (import_id, 4, None)
    outcomes = desk.ledger.undo(desk.ledger.undo_plan(import_id))
    *_, wrong, undo = desk.ledger.imports()
    assert (wrong.undone_by, undo.undoes) == (outcomes[0].import_id, import_id)


def test_an_import_is_taken_back_as_one(office):
    """Its claims and its document fall, and the party is called as before; all in one append."""
    desk, import_id = office
    before = desk.ledger.log.head().size
    plan = desk.ledger.undo_plan(import_id)
    assert set(plan.taken_back) == {"wire", "w1", "w2"}
    assert plan.described == ("party:korea",)
    assert desk.ledger.log.head().size == before
    desk.ledger.undo(plan)
    assert stand(desk) == set()
    assert desk.ledger.entities().parties["korea"].aliases == ()
    assert len({record.recorded_at for record in desk.ledger.log.read(after=before - 1)}) == 1
    assert desk.ledger.undo_plan(import_id).commands == ()


def test_an_undo_can_be_undone(office):
    """It is an import itself; to any depth."""
    desk, import_id = office
    undo = desk.ledger.undo(desk.ledger.undo_plan(import_id))[0].import_id
    again = desk.ledger.undo(desk.ledger.undo_plan(undo))[0].import_id
    assert stand(desk) == {"w1", "w2"}
    assert desk.ledger.entities().parties["korea"].aliases == ("ROK",)
    desk.ledger.undo(desk.ledger.undo_plan(again))
    assert stand(desk) == set()
    desk.ledger.undo(desk.ledger.undo_plan(desk.ledger.imports()[-1].id))
    desk.ledger.undo(desk.ledger.undo_plan(import_id))
    assert stand(desk) == set()


def test_imported_again_it_stands_again(office):
    """What the undo took back, with a note; a second time nothing is new."""
    desk, import_id = office
    for _ in range(2):
        desk.ledger.undo(desk.ledger.undo_plan(desk.ledger.imports()[-1].id))
        assert stand(desk) == set()
        outcomes = desk.ledger.import_entries(WRONG)
        assert [outcome.new for outcome in outcomes] == [True, True, True, False]
        assert import_id in outcomes[1].notes[0] or "stands again" in outcomes[1].notes[0]
        assert {outcome.deed for outcome in outcomes if outcome.new} == {"stands again"}
        assert stand(desk) == {"w1", "w2"}
    assert not any(outcome.new for outcome in desk.ledger.import_entries(WRONG))


def test_what_the_desk_itself_took_back_stays_so_when_imported_again(office):
    """A retraction by a person is no undo."""
    desk, _ = office
    desk.ledger.submit([Retract(target="w2", by=LEDGER, reason="wrong")])
    outcomes = desk.ledger.import_entries(WRONG)
    assert not any(outcome.new for outcome in outcomes)
    assert stand(desk) == {"w1"}


def test_what_others_built_on_an_import_stays_and_is_said(office):
    """A document that someone quotes since, a claim that someone corrected."""
    desk, import_id = office
    desk.ledger.import_entries(MORE)
    becomes = (
        "- {kind: correction, claim: w2, by: ledger, reason: r, becomes: {kind: fact-reported,"
    )
    desk.ledger.import_entries(
        f"{becomes} document: wire, quote: Twice., topic: other, partnership: mk}}}}"
    )
    plan = desk.ledger.undo_plan(import_id)
    assert set(plan.taken_back) == {"w1"}
    (document,) = plan.stays
    assert document.startswith("document wire: ")
    assert "claim o1" in document
    (corrected,) = plan.since
    assert corrected.startswith("claim w2 was corrected by ledger")
    desk.ledger.undo(plan)
    assert "o1" in stand(desk)


def test_a_document_on_which_one_claim_rests_is_said_in_the_singular(office):
    """One rests, two rest."""
    desk, import_id = office
    desk.ledger.import_entries(MORE)
    (document,) = desk.ledger.undo_plan(import_id).stays
    assert document == "document wire: claim o1 rests on it since"
    desk.ledger.import_entries(MORE.replace("o1", "o2").replace("the pact,", "the,"))
    (document,) = desk.ledger.undo_plan(import_id).stays
    assert document == "document wire: claim o1, claim o2 rest on it since"


def test_a_dispute_since_is_said_and_one_that_was_taken_back_is_not(office):
    """By whom, under which id, and where; also of a claim that stood again with an import."""
    desk, import_id = office
    (told,) = desk.ledger.submit([DisputeClaim(claim="w1", by="Bob", reason="no")])
    said_of_it = f"claim w1 was disputed by Bob ({told.id}) at @{told.position}"
    assert desk.ledger.undo_plan(import_id).since == (said_of_it,)
    undo = desk.ledger.undo(desk.ledger.undo_plan(import_id))[0].import_id
    assert desk.ledger.undo_plan(undo).since == (), "it was there before"
    again = desk.ledger.undo(desk.ledger.undo_plan(undo))[0].import_id
    assert desk.ledger.undo_plan(again).since == ()
    (later,) = desk.ledger.submit([DisputeClaim(claim="w2", by="Bob", reason="no")])
    said_later = f"claim w2 was disputed by Bob ({later.id}) at @{later.position}"
    assert desk.ledger.undo_plan(again).since == (said_later,)
    desk.ledger.submit([Retract(target=told.id, by="Bob", reason="it is so")])
    assert desk.ledger.undo_plan(import_id).since == (said_later,)


def test_the_page_of_an_undo_says_which_claims_its_acts_are_on(office):
    """An import that only brought things back has retractions alone, and their ids say nothing."""
    desk, import_id = office
    undo = desk.ledger.undo(desk.ledger.undo_plan(import_id))[0].import_id
    desk.ledger.undo(desk.ledger.undo_plan(undo))
    plan = desk.ledger.undo_plan(desk.ledger.imports()[-1].id)
    page = "\n".join(text_lines(undo_page(plan), 200))
    for what in ("claim w1", "claim w2", "document wire"):
        assert f": the retraction of the retraction of {what}\n" in page
    plain = "\n".join(text_lines(undo_page(desk.ledger.undo_plan(undo)), 200))
    assert "taken back" in plain


def test_what_was_planned_is_what_is_done(office):
    """Something recorded in between: nothing is taken back, and one looks again."""
    desk, import_id = office
    plan = desk.ledger.undo_plan(import_id)
    desk.ledger.import_entries(MORE)
    with pytest.raises(GoneOn):
        desk.ledger.undo(plan)
    assert stand(desk) == {"w1", "w2", "o1"}


def test_an_import_that_is_not_there_is_refused(office):
    """With the id that it is nearest to."""
    desk, import_id = office
    with pytest.raises(NoSuchImport) as caught:
        desk.ledger.undo_plan(import_id[:-1])
    assert import_id in caught.value.fix
