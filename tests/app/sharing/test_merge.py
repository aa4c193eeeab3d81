"""Another desk's entries: the same is one, what differs is shown side by side and decided."""

from __future__ import annotations

import pytest

from ledger.app.sharing.export import as_text, export
from ledger.app.sharing.merge import (
    Choice,
    NoSuchConflict,
    Trust,
    conflicts_with,
    merge,
    read_source,
)
from ledger.claims.commands import CaptureDocument, Describe, JudgeParties, RecordClaim
from ledger.claims.developments import MeetingHeld
from ledger.claims.entities import Party
from ledger.claims.vocabulary import Verdict
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.ids import is_made
from ledger.sources.document import Document
from tests.conftest import WORDS, Desk


@pytest.fixture
def theirs():
    """The other desk."""
    return Desk().on("2024-06-01")


@pytest.fixture
def take(desk, tmp_path):
    """Take another desk's export in, as decided."""

    def taken(other, **choices):
        file = tmp_path / "theirs.yaml"
        file.write_text(as_text(export(other.ledger.log).entries), encoding="utf-8")
        offered = read_source(desk.ledger, str(file), Trust(unsigned=True))
        by_place = conflicts_with(desk.ledger, offered)
        made = [(thing.replace("_", ":", 1), Choice(how)) for thing, how in choices.items()]
        return merge(desk.ledger, offered, by_place, made)

    return taken


def new(outcomes):
    return [outcome.id for outcome in outcomes if outcome.new]


def test_the_same_ledger_twice_brings_nothing_new(desk, theirs, take):
    """Names alike, and a claim recorded by both."""
    for one in (desk, theirs):
        one.on("2024-06-01").document("d", "2024-05-01")
        one.claim("d", MeetingHeld(host="a"))
    assert [] == new(take(theirs))


def test_one_article_under_two_ids_is_one_document(desk, theirs, take):
    """Their claims, and their acts on them, are on it as it is here; the same claim is one."""
    for one, name in ((desk, "ours"), (theirs, "other")):
        document = Document(
            id=name,
            text=WORDS,
            title="T",
            publisher="Paper",
            kind="news",
            published=parse("2024-05-01"),
        )
        one.on("2024-06-01").tell(CaptureDocument(document=document))
        one.claim(name, MeetingHeld(host="a"))
    later = theirs.claim("other", MeetingHeld(host="b"))
    theirs.dispute(later, "someone")
    claim, dispute = new(take(theirs))
    entry = desk.ledger.show(claim).event.claim
    assert "ours" == entry.evidence.document
    assert is_made(claim)
    assert claim != later
    assert claim == desk.ledger.show(dispute).event.dispute.claim


@pytest.mark.parametrize(("how", "name"), [("ours", "A"), ("theirs", "State of A")])
def test_a_name_that_differs_is_decided_and_never_overwritten(desk, theirs, take, how, name):
    """Undecided it is refused with both sides; decided, ours stays or theirs is on record."""
    theirs.tell(Describe(entity=Party(id="a", name="State of A", type="state")), replace=True)
    with pytest.raises(Problems) as refused:
        take(theirs)
    (error,) = refused.value.problems
    assert "thing-differs" == error.code
    assert 'party:a is not the same: name: "A" here, "State of A" there' in str(error.message)
    take(theirs, party_a=how)
    assert name == desk.ledger.entities().parties["a"].name
    assert "A" == desk.ledger.show("party:a:0").event.party.name


def test_two_claims_of_one_name_are_kept_apart(desk, theirs, take):
    """Theirs under another id, with their acts on it."""
    for one, host in ((desk, "a"), (theirs, "b")):
        one.on("2024-06-01").document("d", "2024-05-01")
        one.tell(
            RecordClaim(
                id="visit",
                document="d",
                quote="statement 1.",
                partnership="p",
                development=MeetingHeld(host=host),
            )
        )
    theirs.dispute("visit", "someone")
    claim, dispute = new(take(theirs, claim_visit="both"))
    assert "visit-theirs" == claim == desk.ledger.show(dispute).event.dispute.claim
    assert "a" == desk.ledger.show("visit").event.claim.development.host


def test_claims_of_one_name_on_documents_of_one_name_are_both_asked_about(desk, theirs, take):
    """Their document is another text: the claim on it is a conflict too, and decided at once."""
    for one, words in ((desk, WORDS), (theirs, f"{WORDS} And more.")):
        document = Document(
            id="d",
            text=words,
            title="T",
            publisher="Paper",
            kind="news",
            published=parse("2024-05-01"),
        )
        one.on("2024-06-01").tell(CaptureDocument(document=document))
    for one, quote in ((desk, "statement 1."), (theirs, "And more.")):
        development = MeetingHeld(host="a")
        one.tell(
            RecordClaim(
                id="visit", document="d", quote=quote, partnership="p", development=development
            )
        )
    document, claim = new(take(theirs, document_d="both", claim_visit="both"))
    assert ["d-theirs", "visit-theirs"] == [document, claim]
    assert "d-theirs" == desk.ledger.show(claim).event.claim.evidence.document


@pytest.mark.parametrize(("how", "verdict"), [("ours", "same"), ("theirs", "different")])
def test_another_judgement_is_decided(desk, theirs, take, how, verdict):
    """It does not take the place of ours in silence, as a later one of ours would."""
    for one, said in ((desk, Verdict.SAME), (theirs, Verdict.DIFFERENT)):
        one.tell(JudgeParties(party="a", other="b", verdict=said, reason="so"))
    with pytest.raises(Problems):
        take(theirs)
    take(theirs, **{"judgement_a+b": how})
    assert verdict == desk.ledger.entities().judgements["a+b"].judgement.verdict


@pytest.mark.parametrize(("how", "one"), [("same", True), ("different", False)])
def test_a_party_that_is_called_as_ours_is_asked_about(desk, theirs, take, how, one):
    """Under another id, by any of its names: judged on record as decided, and asked once."""
    theirs.tell(Describe(entity=Party(id="aa", name="State of A", aliases=("A",))))
    with pytest.raises(Problems) as refused:
        take(theirs)
    assert ["thing-differs"] == [error.code for error in refused.value.problems]
    assert "parties:aa+a may be one party" in refused.value.problems[0].message
    take(theirs, **{"parties_aa+a": how})
    assert one is (desk.ledger.entities().judgements["a+aa"].judgement.verdict is Verdict.SAME)
    assert [] == new(take(theirs))


def test_parties_that_are_alike_at_their_desk_are_theirs_to_judge(theirs, take):
    """Two of theirs that share a name are no question about ours."""
    for name in ("x1", "x2"):
        theirs.tell(Describe(entity=Party(id=name, name=f"State {name}", aliases=("Xanadu",))))
    assert {"x1", "x2"} <= set(new(take(theirs)))


def test_a_choice_that_decides_nothing_is_a_mistake(theirs, take):
    """So that a slip in a name is no decision."""
    with pytest.raises(NoSuchConflict, match="party:b"):
        take(theirs, party_b="ours")


def test_one_word_decides_on_all_that_can_be_decided_so(desk, theirs, take):
    """``--ours all``; what can only be kept apart stays open."""
    for name in "ab":
        theirs.tell(Describe(entity=Party(id=name, name=f"State of {name}")), replace=True)
    take(theirs, all="ours")
    assert ["A", "B"] == [desk.ledger.entities().parties[name].name for name in "ab"]
