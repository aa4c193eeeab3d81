"""Independence: outlets and voices, against every choice that could be made (rule 4)."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.projections.weighing.independence import Speaker, Tie, _Ties, documents, number, sources

MAY = date(2024, 5, 6)


def speaks(claim, *, outlet=None, voice=None, day=MAY, last=None, **more):
    """Who speaks in a claim: by default an outlet of its own, in its own voice."""
    name = outlet or claim
    details = {"root": claim, "publisher": name, "name": name} | more
    return Speaker(claim=claim, voice=voice, first=day, last=last or day, **details)


def test_a_derivative_may_come_from_the_first_claim_of_those_that_were_out_by_its_day():
    """Whatever came out between: of the 10th, 5th, 7th, 6th and 3rd, for one of the 5th."""
    days = [speaks(f"c{day}", day=date(2024, 5, day)) for day in (10, 5, 7, 6, 3)]
    derivative = speaks("d", day=date(2024, 5, 5), rootless=True)
    tie, other = _Ties([*days, derivative]).plainest(derivative)
    assert (Tie.UNKNOWN_ROOT, "c5") == (tie, other.claim)


def apart(speaker, other):
    """The rule read aloud: roots, addresses, words, publishers and voices differ."""
    shared = set(speaker.marks) & set(other.marks)
    quoted = {speaker.voice, other.voice}
    return not shared and (None in quoted or len(quoted) == 2)


def most(speakers):
    """The largest choice in which every two are independent, found by trying all."""
    for size in range(len(speakers), 0, -1):
        for chosen in combinations(speakers, size):
            if all(apart(one, other) for one, other in combinations(chosen, 2)):
                return size
    return 0


SPEAKERS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from([None, "x", "y", "z"])), max_size=6
).map(
    lambda pairs: [
        speaks(f"c{number}", outlet=outlet, voice=voice)
        for number, (outlet, voice) in enumerate(pairs)
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SPEAKERS, st.randoms())
def test_the_number_is_that_of_the_largest_choice_of_independent_claims(speakers, chance):
    """In whatever order, and one claim more makes it no smaller."""
    mixed = list(speakers)
    chance.shuffle(mixed)
    assert most(speakers) == number(speakers) == number(mixed)
    assert number(speakers[1:]) <= number(speakers)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SPEAKERS)
def test_what_is_told_of_the_sources_adds_up(speakers):
    """Each claim is chosen or is one with another, and says truly by what."""
    behind = sources(speakers)
    by_claim = {speaker.claim: speaker for speaker in speakers}
    assert behind.independent == len(behind.documents) == number(speakers)
    assert behind.documents == documents(speakers)
    fallen = {pair.claim for pair in behind.together}
    assert len(speakers) == behind.independent + len(fallen)
    for pair in behind.together:
        claim, other = by_claim[pair.claim], by_claim[pair.other]
        assert not apart(claim, other)
        assert (pair.tie is Tie.VOICE) == (not set(claim.marks) & set(other.marks))
    assert len(behind.outlets) == len({speaker.publisher for speaker in speakers})
    assert len(set(behind.voices)) == len(behind.voices)


@pytest.mark.parametrize(
    ("speakers", "independent", "ties"),
    [
        ([], 0, []),
        ([speaks("a")], 1, []),
        ([speaks("a"), speaks("b")], 2, []),
        ([speaks("a", root="w"), speaks("b", root="w")], 1, [("b", "a", "root")]),
        ([speaks("a", text="t"), speaks("b", text="t")], 1, [("b", "a", "text")]),
        ([speaks("a", address="u"), speaks("b", address="u")], 1, [("b", "a", "address")]),
        ([speaks("a", outlet="P"), speaks("b", outlet="P")], 1, [("b", "a", "publisher")]),
        (
            [speaks("a", outlet="P", voice="x"), speaks("b", outlet="P", voice="y")],
            1,
            [("b", "a", "publisher")],
        ),
        ([speaks("a", voice="x"), speaks("b", voice="x")], 1, [("b", "a", "voice")]),
        ([speaks("a", voice="x"), speaks("b", voice="y")], 2, []),
        ([speaks("a", voice="x"), speaks("b")], 2, []),
        # One outlet in the middle must speak with the voice that leaves the other its own.
        (
            [
                speaks("b", outlet="P", voice="x"),
                speaks("a", voice="x"),
                speaks("c", outlet="P"),
            ],
            2,
            [("b", "c", "publisher")],
        ),
        # Two that are one by their words, of which one has the address of a third.
        (
            [
                speaks("a", text="t"),
                speaks("b", address="u"),
                speaks("c", text="t", address="u"),
            ],
            1,
            [("b", "c", "address"), ("c", "b", "address")],
        ),
    ],
)
def test_claims_fall_together_by(speakers, independent, ties):
    """Each tie alone makes two claims one source, and the answer names the tie."""
    behind = sources(speakers)
    assert (independent, ties) == (
        behind.independent,
        [(pair.claim, pair.other, str(pair.tie)) for pair in behind.together],
    )


LATER = date(2024, 5, 9)


@pytest.mark.parametrize(
    ("speakers", "independent"),
    [
        ([speaks("u", rootless=True)], 1),
        ([speaks("u", rootless=True), speaks("v", rootless=True)], 1),
        ([speaks("a"), speaks("u", rootless=True)], 1),
        ([speaks("u", rootless=True), speaks("a", day=LATER)], 2),
        ([speaks("u", rootless=True, last=LATER), speaks("a", day=LATER)], 1),
        ([speaks("u", rootless=True), speaks("a", day=MAY, last=LATER)], 1),
        ([speaks("u", rootless=True), speaks("v", rootless=True), speaks("a", day=LATER)], 2),
        ([speaks("u", rootless=True, voice="x"), speaks("v", rootless=True, voice="y")], 1),
        ([speaks("u", rootless=True), speaks("a"), speaks("b", day=LATER)], 2),
        ([speaks("u", rootless=True), speaks("b", day=LATER), speaks("a")], 2),
    ],
)
def test_a_derivative_of_unknown_root_adds_nothing_to_what_it_may_come_from(speakers, independent):
    """Something that came out only later cannot be what it retells."""
    assert independent == number(speakers)
    assert independent == sources(speakers).independent


@pytest.mark.parametrize(
    ("speakers", "ties"),
    [
        ([speaks("a"), speaks("u", rootless=True)], {"u": "a"}),
        ([speaks("u", rootless=True), speaks("a")], {"u": "a"}),
        ([speaks("u", rootless=True), speaks("v", rootless=True)], {"v": "u"}),
        ([speaks(name, rootless=True) for name in "uvw"], {"v": "u", "w": "u"}),
        # The first of the claims that was out by then, not one that came later.
        ([speaks("b", day=LATER), speaks("a"), speaks("u", rootless=True)], {"u": "a"}),
        ([speaks("a"), speaks("b"), speaks("u", rootless=True)], {"u": "a"}),
        (
            [speaks("b", day=LATER), speaks("c"), speaks("a"), speaks("u", rootless=True)],
            {"u": "c"},
        ),
        (
            [speaks("b", day=LATER), speaks("a"), speaks("u", rootless=True, last=LATER)],
            {"u": "b"},
        ),
        ([speaks("u", rootless=True), speaks("v", rootless=True), speaks("a", day=LATER)],
         {"v": "u"}),
        # What it may come from adds nothing either: it is named all the same, and not itself.
        (
            [speaks("x", outlet="P", day=LATER), speaks("u", rootless=True),
             speaks("y", outlet="P")],
            {"u": "y"},
        ),
        (
            [speaks("x", outlet="P", day=LATER), speaks("u", rootless=True),
             speaks("v", rootless=True), speaks("y", outlet="P")],
            {"u": "y", "v": "u"},
        ),
    ],
)  # fmt: skip
def test_what_a_derivative_of_unknown_root_may_come_from_is_named(speakers, ties):
    """A derivative falls together with a claim that was out by then, for that reason."""
    together = sources(speakers).together
    unknown = {pair.claim: pair.other for pair in together if pair.tie is Tie.UNKNOWN_ROOT}
    assert ties == unknown


def test_outlets_voices_and_documents_are_named():
    """The documents by id; outlets and voices as the claims come, a voice by who is quoted."""
    behind = sources([speaks("b", voice="x"), speaks("a"), speaks("c", outlet="b", root="d")])
    assert ("a", "b") == behind.documents
    assert ("b", "a") == behind.outlets
    assert ("x", "a", "b") == behind.voices


def test_in_a_ledger_a_ministry_speaks_in_a_paper_that_quotes_it_and_on_its_own_page(desk):
    """A publisher that is a party, by name or alias, has that party's voice."""
    desk.document("page", "2024-05-06", "party-official", publisher="a")
    desk.document("paper", "2024-05-06")
    desk.document("other", "2024-05-06")
    desk.count("page", 9, "2024-05-06")
    desk.count("paper", 9, "2024-05-06", asserted_by="a")
    assert "single-source" == desk.consents("2024-06-01").status
    desk.count("other", 9, "2024-05-06")
    assert "corroborated" == desk.consents("2024-06-01").status


@pytest.mark.parametrize("judged", [False, True])
def test_two_names_judged_to_be_one_party_are_one_voice(desk, judged):
    """Two papers that quote one office under two names corroborate nothing."""
    from ledger.claims.commands import JudgeParties  # noqa: PLC0415
    from ledger.claims.vocabulary import Verdict  # noqa: PLC0415

    for paper, quoted in (("one", "a"), ("two", "b")):
        desk.document(paper, "2024-05-06")
        desk.count(paper, 9, "2024-05-06", asserted_by=quoted)
    if judged:
        desk.tell(JudgeParties(party="a", other="b", verdict=Verdict.SAME, reason="one office"))
    assert ("single-source" if judged else "corroborated") == desk.consents("2024-06-01").status


def test_a_very_long_chain_of_outlets_and_voices_is_matched():
    """The last outlet has the first one's voice alone: every other must take its second."""
    chain = [
        speaks(f"c{place}", outlet=f"o{place // 2}", voice=f"v{(place + 1) // 2}")
        for place in range(3000)
    ]
    assert 1501 == number([*chain, speaks("last", voice="v0")])
