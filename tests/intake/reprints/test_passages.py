"""What two texts share, and what changed between two versions of one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.intake.reprints.edits import Change, edits
from ledger.intake.reprints.passages import likeness
from tests.thorough import examples

WIRE = (
    "The convention on the joint space agency moved closer to entering into force on Monday, "
    "when Peru handed its instrument of ratification to the depositary. Ten of the eleven "
    "states whose consent is required have now deposited theirs, officials said in the capital."
)
OWN = "Our correspondent watched the ceremony from the second row of a crowded hall in Lima. "
PIECE = st.sampled_from(["one ", "two ", "three. ", "cuatro, ", "다섯 ", "\n", "año ", "“six” "])


def test_a_reprint_shares_all_but_what_was_added():
    """Each passage stands in both texts, word for word, as long as it can be."""
    reprint = OWN + WIRE
    shared = likeness(reprint, WIRE)
    assert (shared.other_share, 70 < shared.share < 85) == (100, True)
    (passage,) = shared.passages
    assert reprint[passage.start : passage.end] == WIRE.rstrip(".")
    assert WIRE[passage.other_start : passage.other_end] == WIRE.rstrip(".")


def test_two_articles_of_one_event_share_next_to_nothing():
    """The same names and numbers in other sentences are no reprint."""
    other = (
        "Peru's deposit of its ratification on Monday leaves one state missing: eleven must "
        "consent before the space agency's convention takes effect, and ten have done so."
    )
    assert likeness(other, WIRE).share == 0


def test_what_a_speaker_said_does_not_make_a_reprint():
    """Two who quote one minister at length share the quote, and no sentence of their own."""
    said = (
        "“We will not rest until every one of our partners has taken this step with us, for the "
        "sake of the young engineers of our region”, the minister said"
    )
    ours = f"Peru joined the agency on Monday before a full hall of guests and cameras. {said}."
    theirs = f"In Lima a long wait for the engineers of the region came to an end. {said} at noon."
    assert likeness(ours, theirs).passages
    assert likeness(ours, theirs).share < 20
    assert likeness(said, ours).share > 70, "of a text that is all quote, the quote counts"


def test_korean_is_compared_whatever_spaces_an_outlet_sets():
    """And Spanish with and without accents."""
    ours = "멕시코와 한국은 우주 협력 협정에 서명했으며 내년에 발효될 것으로 예상된다고 밝혔다."
    theirs = "멕시코와 한국은 우주협력 협정에 서명했으며 내년에 발효될것으로 예상된다고 전했다."
    assert likeness(ours, theirs).share > 80
    spanish = "La convención entrará en vigor cuando once países depositen su ratificación."
    plain = "La convencion entrara en vigor cuando once paises depositen su ratificacion"
    assert likeness(spanish, plain).share == 100


def test_an_edited_article_says_what_changed_word_by_word():
    """A number, a name, a paragraph; all else is kept."""
    now = WIRE.replace("Ten", "Nine").replace("Monday", "Tuesday") + " Brazil is missing."
    changed = [(e.change.value, e.text) for e in edits(WIRE, now) if e.change is not Change.KEPT]
    assert changed == [
        ("removed", "Monday"),
        ("added", "Tuesday"),
        ("removed", "Ten"),
        ("added", "Nine"),
        ("added", " Brazil is missing."),
    ]


@examples(150)
@given(st.lists(PIECE, max_size=60), st.lists(PIECE, max_size=60), st.data())
def test_the_parts_of_an_edit_are_both_texts(before, now, data):
    """Kept and removed are the text before, kept and added the text now: nothing is lost."""
    middle = data.draw(st.lists(PIECE, max_size=80))
    ours, theirs = "".join([*now, *middle]), "".join([*middle, *before])
    parts = edits(theirs, ours)
    assert "".join(e.text for e in parts if e.change is not Change.ADDED) == theirs
    assert "".join(e.text for e in parts if e.change is not Change.REMOVED) == ours
