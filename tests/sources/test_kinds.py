"""The closed words of a source: each kind has its tier, and an unknown word is refused."""

import pytest

from ledger.errors import ExitCode
from ledger.sources.kinds import Extent, Lineage, SourceKind, UnknownWord


def test_the_words_are_those_of_the_design():
    """The twelve kinds, four lineages and two extents, and no other."""
    assert [kind.value for kind in SourceKind] == [
        "treaty-text",
        "depositary",
        "gazette",
        "party-official",
        "igo-official",
        "wire",
        "news",
        "specialist",
        "aggregator",
        "encyclopedia",
        "social",
        "unknown",
    ]
    assert [word.value for word in Lineage] == [
        "original",
        "syndicated",
        "translated",
        "summarised",
    ]
    assert [word.value for word in Extent] == ["full", "excerpts"]


def test_every_kind_has_its_tier():
    """The tiers of docs/resolution.md; a social post is as unknown as its author."""
    assert {kind.value: kind.tier for kind in SourceKind} == {
        "treaty-text": 1,
        "depositary": 1,
        "gazette": 1,
        "party-official": 2,
        "igo-official": 2,
        "wire": 3,
        "news": 4,
        "specialist": 4,
        "aggregator": 5,
        "encyclopedia": 5,
        "social": 6,
        "unknown": 6,
    }


def test_an_unknown_kind_is_refused_with_the_one_that_was_meant():
    """A word outside the vocabulary is a usage error that names the words inside it."""
    with pytest.raises(UnknownWord) as refused:
        SourceKind("Wires")
    assert refused.value.message == "no such source kind: Wires"
    assert refused.value.fix.startswith("perhaps wire; the words are treaty-text, depositary,")
    assert refused.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize("word", ["", "Original", None, 7])
def test_nothing_near_a_word_is_taken_for_it(word):
    """Not even a difference of case is guessed away."""
    with pytest.raises(UnknownWord, match="no such lineage"):
        Lineage(word)


def test_a_word_like_no_other_gets_no_suggestion():
    """Nothing is guessed at: the way out lists the words that there are."""
    with pytest.raises(UnknownWord) as refused:
        Extent("zzzzzz")
    assert refused.value.fix == "the words are full, excerpts"
