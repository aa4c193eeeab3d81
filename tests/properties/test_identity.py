"""The laws of identity: judgements in any order, what they make of a ledger, and their way back."""

from __future__ import annotations

from itertools import combinations, pairwise

import attrs
from hypothesis import given
from hypothesis import strategies as st

from ledger.claims.commands import JudgeParties
from ledger.claims.events import ClaimRecorded
from ledger.claims.judgement import Judgement
from ledger.claims.renaming import with_parties
from ledger.claims.vocabulary import Verdict
from ledger.facts.facts import fold
from ledger.facts.log_reader import facts_of_partnerships
from ledger.projections.weighing.parties.identity import identity
from ledger.projections.weighing.parties.merged_parties import as_one
from tests.thorough import examples

EXAMPLES = examples(60)
PAIRS = list(combinations("abcdefg", 2))
AMONG = list(combinations("abcd", 2))
"""The pairs of the parties of the desks."""
JUDGED = st.dictionaries(
    st.sampled_from(PAIRS),
    st.sampled_from([*[Verdict.SAME] * 3, Verdict.DIFFERENT, Verdict.UNDECIDED]),
    max_size=12,
).map(
    lambda made: [
        Judgement(party=one, other=other, verdict=verdict, reason=f"{one} and {other}")
        for (one, other), verdict in made.items()
    ]
)


def _classes(found):
    return {found.all_of(party) for party in "abcdefg"}


@examples(300)
@given(judged=JUDGED, data=st.data())
def test_no_order_of_the_judgements_changes_what_follows(judged, data):
    """Law: who is one with whom depends on the set of judgements alone."""
    shuffled = data.draw(st.permutations(judged))
    assert identity(judged) == identity(shuffled)


@examples(300)
@given(judged=JUDGED)
def test_parties_are_one_over_judgements_alone_and_never_where_two_are_different(judged):
    """Soundness: every class is held together by its own judgements, under its first id."""
    found = identity(judged)
    said = {(one.party, one.other): one.verdict for one in judged}
    for party in "abcdefg":
        everyone = found.all_of(party)
        assert found.of(party) == min(everyone)
        for one, other in combinations(everyone, 2):
            assert said.get((one, other)) is not Verdict.DIFFERENT
            chain = found.chain(one, other)
            assert chain
            assert all(link.verdict is Verdict.SAME for link in chain)
            ends = [{link.party, link.other} for link in chain]
            assert one in ends[0]
            assert other in ends[-1]
            assert all(left & right for left, right in pairwise(ends))


@examples(300)
@given(judged=JUDGED)
def test_two_judged_the_same_are_one_unless_a_contradiction_says_why_not(judged):
    """Completeness: no link is left out but those that a contradiction names."""
    found = identity(judged)
    named = {link.pair for one in found.contradictions for link in one.chain}
    for one in judged:
        if one.verdict is Verdict.SAME and one.pair not in named:
            assert found.of(one.party) == found.of(one.other)
    for one in found.contradictions:
        assert one.different.verdict is Verdict.DIFFERENT
        assert found.of(one.different.party) != found.of(one.different.other)
        assert one.different.party in {one.chain[0].party, one.chain[0].other}
        assert one.different.other in {one.chain[-1].party, one.chain[-1].other}


@examples(300)
@given(judged=JUDGED)
def test_without_a_judgement_that_two_are_different_the_same_is_what_reaches(judged):
    """Against a union in the plainest form."""
    same = [one for one in judged if one.verdict is Verdict.SAME]
    classes = [{party} for party in "abcdefg"]
    for one in same:
        left, right = (next(c for c in classes if p in c) for p in (one.party, one.other))
        if left is not right:
            classes.remove(right)
            left |= right
    assert _classes(identity(same)) == {tuple(sorted(one)) for one in classes}


@EXAMPLES
@given(data=st.data())
def test_a_judgement_taken_back_gives_the_bytes_of_before(desks, clocks, asked, data):
    """Whatever else was judged; and the claims of the log are the same all along."""
    desk, at = data.draw(desks), data.draw(clocks)
    before = asked(desk.facts(), at)
    claims = desk.claims()
    judged = set(desk.facts().judgements)
    one, other = data.draw(st.sampled_from(AMONG))
    if f"{one}+{other}" in judged:
        return
    for verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED):
        command = JudgeParties(party=other, other=one, verdict=verdict, reason="now")
        assert desk.tell(command) == f"{one}+{other}"
    assert asked(desk.facts(), at) == before
    assert desk.claims() == claims


@EXAMPLES
@given(data=st.data())
def test_judged_the_same_is_as_if_all_were_filed_under_one_id(desks, clocks, asked, data):
    """The oracle: rename the parties in every claim by hand, and judge nothing."""
    desk, at = data.draw(desks), data.draw(clocks)
    found = identity(held.judgement for held in desk.facts().judgements.values())
    by_hand = fold(
        attrs.evolve(one, event=_renamed(one.event, found))
        for one in desk.events
        if one.event.type != "parties.judged"
    )
    assert asked(by_hand, at) == asked(desk.facts(), at, named=False)


def _renamed(event, found):
    if isinstance(event, ClaimRecorded):
        development = with_parties(event.claim.development, found.of)
        return attrs.evolve(event, claim=attrs.evolve(event.claim, development=development))
    if event.type == "partnership.described":
        parties = tuple(dict.fromkeys(map(found.of, event.partnership.parties)))
        return attrs.evolve(event, partnership=attrs.evolve(event.partnership, parties=parties))
    if event.type == "instrument.described":
        sides = tuple(dict.fromkeys(map(found.of, event.instrument.between)))
        return attrs.evolve(event, instrument=attrs.evolve(event.instrument, between=sides))
    return event


@EXAMPLES
@given(data=st.data())
def test_what_was_judged_later_never_matters(desks, clocks, asked, data):
    """``known_at`` asks by the judgements of then."""
    desk, at = data.draw(desks), data.draw(clocks)
    head = desk.events[-1].position
    before = asked(desk.facts(), at)
    for one, other in data.draw(st.lists(st.sampled_from(AMONG), min_size=1)):
        desk.tell(JudgeParties(party=one, other=other, verdict=Verdict.SAME, reason="later"))
    assert asked(facts_of_partnerships(desk.ledger._log, {"p"}, head), at) == before


def test_where_nobody_judged_the_facts_are_as_filed_and_no_copy():
    """Without a judgement the very same facts come back, so it costs nothing."""
    facts = fold([])
    assert as_one(facts).facts is facts
