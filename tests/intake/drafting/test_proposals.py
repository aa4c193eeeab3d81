"""What another program proposes is held to the words, line by line."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from ledger.intake.drafting.proposals import MOST_LINES, MOST_REFUSED, checked
from tests.thorough import examples

TEXT = "On 3 June 2024 Mexico signed the treaty. Korea did not.\nKorea did not, again."
SIGNED = {
    "kind": "signed",
    "quote": "Mexico signed the treaty",
    "party": "mexico",
    "instrument": "treaty",
    "because": "signed",
}


def lines(*entries: object) -> list[bytes]:
    """Lines of JSON, as a program writes them."""
    return [json.dumps(entry).encode() + b"\n" for entry in entries]


def reasons(*entries: object) -> list[str]:
    """Why each is refused."""
    return [refused.reason for refused in checked(TEXT, lines(*entries), proposer="p").refused]


def test_an_entry_with_the_words_of_the_text_is_a_draft():
    """Its place is found, its reason kept, and its proposer named."""
    (draft,) = checked(TEXT, lines(SIGNED), proposer="model").drafts
    assert TEXT[draft.start : draft.end] == draft.quote == "Mexico signed the treaty"
    assert (draft.proposer, draft.because, draft.gaps) == ("model", ("signed",), ())


def test_a_required_field_that_is_left_out_is_a_gap():
    """It is left for a person, and not a reason to refuse."""
    entry = {name: value for name, value in SIGNED.items() if name != "instrument"}
    (draft,) = checked(TEXT, lines(entry), proposer="p").drafts
    assert [(gap.field, gap.required) for gap in draft.gaps] == [("instrument", True)]


def test_a_quote_that_is_not_in_the_text_is_refused():
    """Invented words, changed words, and words that are left out."""
    invented, changed, left_out = reasons(
        SIGNED | {"quote": "Korea signed the treaty"},
        SIGNED | {"quote": "Mexico signed a treaty"},
        SIGNED | {"quote": "On 3 June \u2026 the treaty"},
    )
    assert "line 1" in invented
    assert "line 2" in changed
    assert "leaves words out" in left_out


def test_a_quote_that_stands_twice_is_refused_with_its_places():
    """Which of them is meant is not guessed."""
    (reason,) = reasons(SIGNED | {"quote": "Korea did not"})
    assert "2" in reason


def test_what_is_no_entry_is_refused_with_its_line():
    """Junk, a list, no kind, an unknown kind, no quote, a wrong field, a wrong value."""
    wrong = [
        b"Sure! Here are the claims:\n",
        b"[1, 2]\n",
        *lines({"quote": "Mexico"}, SIGNED | {"kind": "signature"}, {"kind": "signed"}),
        *lines(SIGNED | {"colour": "red"}, SIGNED | {"modality": "surely"}),
        b'{"kind": "signed", "quo',
    ]
    proposed = checked(TEXT, wrong, proposer="p")
    assert proposed.drafts == ()
    assert [refused.reason.split(":")[0] for refused in proposed.refused] == [
        f"line {number}" for number in range(1, 9)
    ]
    assert proposed.refused[-1].reason.endswith("and is cut off")


def test_the_good_lines_go_on():
    """One bad line takes nothing from the others."""
    proposed = checked(TEXT, [b"junk\n", *lines(SIGNED), b"\n"], proposer="p")
    assert (len(proposed.drafts), len(proposed.refused)) == (1, 1)


def test_no_more_lines_are_read_than_an_article_could_need():
    """The rest is told, and not looked at."""
    junk = checked(TEXT, [b"x\n"] * (MOST_REFUSED + 5), proposer="p")
    assert len(junk.refused) == MOST_REFUSED
    assert junk.notes
    good = checked(TEXT, lines(SIGNED) * (MOST_LINES + 5), proposer="p")
    assert len(good.drafts) == MOST_LINES
    assert good.notes


@examples(80)
@given(
    st.lists(
        st.binary(max_size=60) | st.sampled_from(lines(SIGNED, [], {}, SIGNED | {"quote": ""}))
    )
)
def test_any_answer_is_drafts_and_refusals(answer):
    """Nothing that a program writes raises, and each draft's quote is in the text."""
    proposed = checked(TEXT, answer, proposer="p")
    assert all(TEXT[draft.start : draft.end] == draft.quote for draft in proposed.drafts)
