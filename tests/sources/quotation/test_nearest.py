# ruff: noqa: RUF001  typographic marks are what the news prints
"""A quote that is not there is answered with the passage that was probably meant."""

import pytest

from ledger.sources.quotation.folding import fold
from ledger.sources.quotation.nearest import Difference, nearest_passage

TEXT = fold(
    """The workshop was held in Mexico City. During it both states presented their capabilities.
    The two nations must negotiate and ratify a formal aerospace cooperation agreement, with
    objectives and timelines. Any proposal may also require approval by each authority (and by
    the regulator). It was a joint workshop."""
)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        # another word, a word too many, a word too few, other order, more than the text has
        ("nations must discuss and ratify", "nations must negotiate and ratify"),
        ("nations must soon negotiate and ratify a formal", "nations must negotiate and ratify a"),
        ("must negotiate and ratify formal aerospace", "must negotiate and ratify a formal"),
        ("both states showed their capabilities", "both states presented their capabilities."),
        ("approval by every authority (and by", "approval by each authority (and by"),
        ("a common workshop", "a joint workshop."),
        ("authority and from the regulator", "authority (and by the regulator)."),
        ("(by that regulator)", "(and by the regulator)."),
        ("A JOINT, workshop", "a joint workshop."),
        ("seen: the workshop was held in Korea", "The workshop was held in Mexico"),
    ],
)
def test_the_passage_that_was_probably_meant_is_found(quote, passage):
    """A changed, missing or added word still leads to the passage, in words of the text."""
    found = nearest_passage(quote, TEXT)
    assert found.passage == passage or passage in found.passage
    assert found.passage in TEXT
    assert found.differences == ()


def test_a_quote_like_nothing_in_the_text_has_no_nearest_passage():
    """Common small words alone make no passage similar."""
    assert nearest_passage("entirely other matters", TEXT) is None
    assert nearest_passage("the moon and the cheese of it by night", TEXT) is None
    assert nearest_passage("?!", TEXT) is None


def test_of_two_like_passages_the_more_like_is_found():
    """Not the first similar passage is shown but the most similar."""
    text = "Korea may ratify the text later. Korea must ratify the text now. Korea may go."
    assert nearest_passage("Korea must approve the text now", text).passage == (
        "Korea must ratify the text now."
    )


def test_small_differences_are_listed_together():
    """Case, accents, quotation marks and dashes are all named at once."""
    found = nearest_passage('maria said: "no-one"', "and María said: “no–one” spoke")
    assert found.passage == "María said: “no–one”"
    assert found.differences == tuple(Difference)[:4]


def test_a_passage_carries_its_punctuation():
    """What is offered to be copied keeps the marks that stand on its words."""
    assert nearest_passage("maybe then so", "He said (maybe) so.").passage == "(maybe) so."


def test_chinese_without_spaces_has_nearest_passages_too():
    """Where words have no spaces, similarity is looked for by characters."""
    text = "两国必须谈判并批准正式的航天合作协定。墨西哥是保存国。"
    assert (
        "必须谈判并批准正式的航天合作"
        in nearest_passage("必须讨论并批准正式的航天合作", text).passage
    )


def test_a_cut_word_is_completed_within_reason():
    """The word is shown whole, unless it is thousands of letters long."""
    assert nearest_passage("atifie", "they ratified it").passage == "ratified"
    for text in ("xx" + "y" * 5_000, "y" * 5_000 + "xx" + "y" * 5_000, "y" * 5_000 + "xx"):
        assert len(nearest_passage("xx", text).passage) < 250
