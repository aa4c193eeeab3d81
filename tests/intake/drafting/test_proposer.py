"""A text becomes drafts: right kinds, its own words, and never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import PartyKind
from ledger.edtf import Edtf
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposer import proposal
from ledger.sources.quotation.quotes import anchor
from ledger.sources.quotation.selector import TextQuoteSelector
from tests.thorough import examples

NAMES = NameIndex.of(
    (
        Party(id="mexico", name="Mexico", code="MX", type=PartyKind.STATE),
        Party(id="korea", name="Republic of Korea", code="KR", type=PartyKind.STATE),
        Partnership(id="mexico-korea", title="Mexico and Korea", parties=("mexico", "korea")),
        Instrument(id="space-pact", title="Space Cooperation Pact", partnerships=("mexico-korea",)),
    )
)
DAY = Edtf("2024-06-12")
WORDS = st.sampled_from(
    [
        *(
            "Mexico",
            "Korea",
            "한국과",
            "멕시코는",
            "firmó",
            "signed",
            "the",
            "agreement",
            "서명했다.",
        ),
        *("ratificado", "9", "of", "11", "\u201c", "\u201d", ".", "?", ",\n", "yesterday", "by"),
        *("Mexico signed the treaty in May.", "México no ha ratificado el tratado,", "\n\n"),
        *(
            "한국은 협약을 비준했다.",
            "9 of 11 required ratifications",
            "“We are interested in it,” said",
        ),
        *(
            "Sources: A,  B",
            "- and the\u00a0treaty was signed",
            "if",
            "Key points discussed included:\n-",
        ),
    ]
)


@examples(150)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_every_quote_is_in_the_text_word_for_word(text):
    """Drafting never raises, and a draft's quote is what stands at its place."""
    for draft in proposal(text, names=NAMES, published=DAY).drafts:
        assert text[draft.start : draft.end] == draft.quote
        selector = TextQuoteSelector(exact=draft.quote, prefix=draft.prefix, suffix=draft.suffix)
        place = anchor(selector, text)
        assert (place.start, place.end) == (draft.start, draft.end)


@examples(50)
@given(st.lists(WORDS, min_size=4, max_size=30).map(" ".join))
def test_such_texts_give_drafts(text):
    """So that the test above looks at some: with a sentence of its own there is one at least."""
    assert proposal(f"{text}\n\nMexico signed a treaty.\n\n{text}", names=NAMES).drafts


def test_a_signature_is_drafted_with_its_parties_and_day():
    """What two parties signed, and when, is one draft with both of them."""
    (draft,) = proposal(
        "Mexico and the Republic of Korea signed the Space Cooperation Pact on 3 June 2024.",
        names=NAMES,
        language="en",
        published=DAY,
    ).drafts
    assert draft.kind == "signed"
    assert draft.fields["parties"] == ["mexico", "korea"]
    assert draft.fields["instrument"] == "space-pact"
    assert draft.fields["occurred"] == "2024-06-03"
    assert draft.whole


def test_a_question_states_nothing():
    """What is asked is not stated."""
    asked = "Has Mexico ratified the Space Cooperation Pact?"
    assert proposal(asked, names=NAMES, language="en", published=DAY).drafts == ()
