"""A block says once what its claims share, and never more than they would say themselves."""

from __future__ import annotations

import pytest

from ledger.entries.write import entry_of

BLOCK = """
- from: news
  partnership: p
  instrument: raa
  occurred: 2024-07-08
  asserted_by: sre
  claims:
"""


def entries(commands, text):
    return [entry_of(command) for command in commands(text)]


def test_a_claim_of_a_block_has_what_the_block_says(commands):
    """A line of a block becomes a whole entry, with every field that the block shares."""
    (claim,) = entries(commands, BLOCK + "  - signed japan: the words\n")
    assert claim == {
        "kind": "signed",
        "document": "news",
        "quote": "the words",
        "instrument": "raa",
        "party": "japan",
        "occurred": "2024-07-08",
        "asserted_by": "sre",
        "partnership": "p",
    }


def test_what_a_claim_says_itself_goes_first(commands):
    """Its own value wins over the block's, and an empty one takes the block's away."""
    text = BLOCK + "  - signed japan of other 2025: q\n    partnership: p2\n    asserted_by:\n"
    (claim,) = entries(commands, text)
    assert (claim["instrument"], claim["occurred"], claim["partnership"]) == ("other", "2025", "p2")
    assert "asserted_by" not in claim


@pytest.mark.parametrize("modality", ["expected", "intended", "required", "conditional", "denied"])
def test_what_is_not_stated_as_done_does_not_take_the_day_of_the_block(commands, modality):
    """For these the day would be the day that it is due."""
    (claim,) = entries(commands, BLOCK + f"  - signed japan {modality}: q\n")
    assert "occurred" not in claim


def test_words_of_a_date_keep_the_day_of_the_block_away(commands):
    """A claim that quotes its own day must not be given another."""
    text = BLOCK + "  - signed japan: q\n    occurred_words: early June\n"
    assert "occurred" not in entries(commands, text)[0]


def test_an_instrument_is_for_kinds_that_must_have_one(commands):
    """In a requirement it would mean: this must come into force."""
    text = BLOCK + "  - requirement-stated h: q\n    title: t\n  - meeting-held japan: q\n"
    requirement, meeting = entries(commands, text)
    assert "instrument" not in requirement
    assert "instrument" not in meeting


def test_an_instrument_described_in_a_block_is_followed_by_its_partnership(commands):
    """Unless it says itself who follows it."""
    (instrument,) = entries(commands, BLOCK + "  - instrument raa japan: RAA\n")
    assert instrument["partnerships"] == ["p"]
    (other,) = entries(commands, BLOCK + "  - instrument raa: RAA\n    partnerships: [x]\n")
    assert other["partnerships"] == ["x"]


def test_a_block_can_stand_within_a_block(commands):
    """The inner block's day holds for its claims alone, the rest is shared on."""
    text = BLOCK + "  - occurred: 2025\n    claims:\n    - signed japan: q\n  - signed korea: q\n"
    claims = entries(commands, text)
    assert [claim["occurred"] for claim in claims] == ["2025", "2024-07-08"]
    assert {claim["document"] for claim in claims} == {"news"}


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("- from: news\n", ["news.yaml:1: a block lacks claims"]),
        ("- from: news\n  claims: signed\n", ["news.yaml:2: claims is a list of entries"]),
        (
            "- from: news\n  instrumnt: raa\n  claims:\n  - signed japan: q\n",
            ["news.yaml:2: no such field in a block: instrumnt", "news.yaml:4: signed lacks ins"],
        ),
    ],
)
def test_a_mistake_of_a_block_has_its_place(told, text, mistakes):
    """A mistake of the block is shown once at the block, that of a claim at its line."""
    page = told(text)
    assert page.count("news.yaml:") == len(mistakes)
    assert all(mistake in page for mistake in mistakes)
