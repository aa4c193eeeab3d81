"""`claims correct`, `retract`, `dispute`: acts that append, and change nothing."""

from __future__ import annotations

import pytest


@pytest.fixture
def count(newsroom):
    """The id of a recorded count of 9."""
    said = newsroom(
        "record", "consents-counted", "--document", "news", "--quote",
        "With 9 of 11 required ratifications", "--instrument", "alce-convention", "--count", "9",
        "--partnership", "mexico-korea-space", "--json",
    )  # fmt: skip
    assert said.code == 0, said.err
    return said.data["outcomes"][0]["id"]


OURS = ("--by", "ledger", "--basis", "coding-error", "--reason", "misread")


def claims_of(newsroom):
    """Every recorded claim, in the order of the log."""
    entries = newsroom("log", "--json").data
    return [one["event"]["claim"] for one in entries if one["type"] == "claim.recorded"]


def test_a_correction_changes_one_field_and_keeps_the_rest(newsroom, count):
    """The new claim has its own id and the old evidence; the first claim stays in the log."""
    said = newsroom("correct", count, "--set", "count=10", *OURS)
    assert said.code == 0, said.err
    first, second = claims_of(newsroom)
    assert first["development"]["count"] == 9
    assert second["development"] == {**first["development"], "count": 10}
    assert second["evidence"] == first["evidence"]
    assert second["id"] != first["id"]


def test_a_beginning_of_the_id_is_enough(newsroom, count):
    """Six letters that only one claim starts with name it."""
    assert newsroom("correct", count[:6], "--set", "count=10", *OURS).code == 0


def test_an_empty_value_takes_a_field_out_and_a_list_is_set_by_repeating(newsroom, count):
    """``--set partnership=`` empties it; two ``--set named=`` make a list of two."""
    said = newsroom(
        "correct", count, "--set", "partnership=", "--set", "named=mexico", "--set", "named=korea",
        *OURS,
    )  # fmt: skip
    assert said.code == 0, said.err
    second = claims_of(newsroom)[1]
    assert second["partnership"] is None
    assert second["development"]["named"] == ["mexico", "korea"]


def test_other_words_are_checked_in_their_document(newsroom, count):
    """A new quote is anchored again, and refused where it does not stand."""
    said = newsroom("correct", count, "--quote", "With 10 of 11", "--set", "count=10", *OURS)
    assert said.code == 2
    said = newsroom("correct", count, "--quote", "9 of 11 required ratifications", *OURS)
    assert said.code == 0, said.err
    assert claims_of(newsroom)[1]["evidence"]["exact"] == "9 of 11 required ratifications"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--set", "count"), "FIELD=VALUE"),
        (("--set", "=9"), "FIELD=VALUE"),
        (("--set", "cuont=10"), "count"),
        (("--set", "count=ten"), "digits"),
        ((), "nothing is changed"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(words, told, newsroom, count):
    """A bad form, field or value, or no change at all, is named and appends nothing."""
    before = newsroom.head()
    said = newsroom("correct", count, *words, *OURS)
    assert said.code in {2, 4}
    assert told in said.err
    assert newsroom.head() == before


def test_only_a_claim_can_be_corrected(newsroom):
    """A document's id is refused with the type of event that it names."""
    said = newsroom("correct", "news", "--set", "count=10", *OURS)
    assert (said.code, said.err.splitlines()[0]) == (
        2,
        "claims: news is no claim but document.captured",
    )


@pytest.mark.parametrize("verb", ["correct", "retract", "dispute"])
def test_what_is_not_there_is_not_found(verb, newsroom):
    """All three acts exit 3 on an unknown id and repeat it."""
    said = newsroom(verb, "zzz", "--by", "ledger", "--reason", "x")
    assert said.code == 3
    assert "zzz" in said.err


def test_a_retraction_takes_back_a_claim_or_a_document(newsroom, count):
    """The publisher may take back one claim, and also the whole document."""
    assert newsroom("retract", count, "--by", "The Desk", "--reason", "wrong").code == 0
    assert newsroom("retract", "news", "--by", "The Desk", "--reason", "wrong").code == 0


def test_a_stranger_cannot_retract(newsroom, count):
    """He can dispute: then the claim stands, and is marked."""
    before = newsroom.head()
    said = newsroom("retract", count, "--by", "A Blog", "--reason", "wrong")
    assert said.code in {2, 4}
    assert "  try: " in said.err
    assert newsroom.head() == before
    assert newsroom("dispute", count, "--by", "A Blog", "--reason", "wrong").code == 0


@pytest.mark.parametrize("verb", ["correct", "retract", "dispute"])
def test_an_act_needs_its_reason(verb, newsroom, count):
    """None of the three acts goes on record without the words why."""
    said = newsroom(verb, count, "--by", "ledger")
    assert said.code == 2
    assert "reason" in said.err


def test_a_correction_that_changes_nothing_is_refused(newsroom, count):
    """Setting the value that is there would be noise in the log; retracting is offered."""
    before = newsroom.head()
    said = newsroom("correct", count, "--set", "count=9", *OURS, "--json")
    assert said.code == 2
    (problem,) = said.error.get("problems", [said.error])
    assert "would stay as it is: nothing is changed" in problem["message"]
    assert "claims retract" in problem["fix"]
    assert newsroom.head() == before
