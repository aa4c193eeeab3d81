"""Two names, one party: counted once where someone judged so, and told by whom."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe, JudgeParties
from ledger.claims.developments import (
    ApprovalGranted,
    ConsentDeposited,
    MeetingHeld,
    RequirementStated,
    RequirementSuperseded,
    Signed,
)
from ledger.claims.entities import Instrument, Party
from ledger.claims.entry_into_force import rule_from
from ledger.claims.judgement import Judgement
from ledger.claims.vocabulary import Verdict
from ledger.edtf import Tristate
from ledger.facts.facts import fold
from ledger.facts.log_reader import decoded
from ledger.projections.weighing.parties.identity import identity
from ledger.views.pages.status import status_page
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.pages.why import why_page
from ledger.views.text.layout import text_lines

DAY = "2024-06-20"


@pytest.fixture
def judged(desk):
    """A desk where ``d`` and ``e`` have deposited, and a way to judge two parties."""
    desk.document("news", "2024-06-12")
    for party in "de":
        deposited = ConsentDeposited(instrument="i", party=party)
        desk.claim("news", deposited, "2024-06-01")

    def judge(party, other, verdict=Verdict.SAME, by=None, again=None):
        command = JudgeParties(
            party=party, other=other, verdict=verdict, reason="one office", by=by, again=again
        )
        desk.tell(command)
        return desk

    desk.judge = judge
    return desk


def state(desk, **clocks):
    (one,) = (one for one in desk.status(DAY, **clocks).instruments if one.id == "i")
    return one


def ruled(desk, rule, **more):
    held = {"between": (), **more}
    entity = Instrument(
        id="i",
        title="the convention",
        partnerships=("p",),
        entry_into_force=rule_from(rule),
        **held,
    )
    desk.tell(Describe(entity=entity))


def test_two_names_judged_the_same_consent_once(judged):
    """Two deposits become one position with both claims, under the id that stands."""
    assert 2 == state(judged).consents.count
    judged.judge("e", "d")
    assert 1 == state(judged).consents.count
    (position,) = state(judged).participation
    assert ("d", 2) == (position.party, len(position.consent.claims))


def test_the_past_is_answered_by_the_judgements_of_then(judged):
    """As of the position before the judgement, the two still count as two."""
    position = judged.ledger.log.head().size - 1
    judged.judge("e", "d")
    assert 2 == state(judged, known_at=position).consents.count
    assert 1 == state(judged, known_at=position + 1).consents.count


def test_the_claims_and_their_words_stay_as_they_were_filed(judged):
    """A judgement rewrites no event, and each quote stays the one that was recorded."""
    before = [judged.ledger.show(f"@{at}") for at in range(judged.ledger.log.head().size)]
    judged.judge("e", "d")
    assert before == [judged.ledger.show(f"@{at}") for at in range(len(before))]
    quotes = {cited.quote for cited in judged.ledger.why("i/d.consent", judged.at(DAY))[0].won}
    assert {"statement 1.", "statement 2."} == quotes


def test_different_and_undecided_both_part_what_was_one(judged):
    """After a judgement of same, either of the two others brings the count back to two."""
    for again, verdict in ((None, Verdict.DIFFERENT), (1, Verdict.UNDECIDED)):
        judged.judge("d", "e", again=again)
        assert 1 == state(judged).consents.count
        judged.judge("d", "e", verdict)
        assert 2 == state(judged).consents.count


def test_the_last_judgement_holds_in_whatever_order_events_are_folded(judged):
    """Its revision, not its place in the fold, decides which judgement holds."""
    judged.judge("d", "e").judge("d", "e", Verdict.DIFFERENT, by="bo")
    events = list(decoded(judged.ledger.log.read()))
    for order in (events, events[::-1]):
        held = fold(order).judgements["d+e"]
        assert (Verdict.DIFFERENT, 1, "bo") == (held.judgement.verdict, held.revision, held.by)


def test_why_tells_whose_judgement_made_two_names_one(judged):
    """A chain of two judgements is shown in full, with who made each, on every path."""
    judged.judge("e", "f", by="bo").judge("d", "f")
    for path in ("i.consents", "i/e.consent", "i/d.consent"):
        (proof,) = judged.ledger.why(path, judged.at(DAY))
        (taken,) = proof.taken_as_one
        assert ("e", "E", "d", "D") == (taken.filed, taken.filed_name, taken.party, taken.name)
        assert [("e+f", "bo"), ("d+f", "ana")] == [(one.id, one.by) for one in taken.judgements]
        page = "\n".join(text_lines(why_page([proof], clocks="")))
        assert "E (e) is D (d)" in page
        assert "judged by bo, 12 Jun 2024: one office  [e+f]" in page


def test_why_of_a_claim_that_names_neither_tells_of_no_judgement(judged):
    """Judgements are listed only where they bore on the answer."""
    meeting = judged.claim("news", MeetingHeld(host="a"))
    judged.judge("d", "e")
    (proof,) = judged.ledger.why(f"p/{meeting}", judged.at(DAY))
    assert () == proof.taken_as_one


def test_status_and_treaty_say_which_names_they_take_as_one(judged):
    """Both pages have the sentence once there is a judgement, and none before."""
    at = judged.at(DAY)
    assert () == judged.status(DAY).taken_as_one
    judged.judge("d", "e")
    for page in (
        text_lines(status_page(judged.status(DAY), clocks=at)),
        text_lines(treaty_page(judged.ledger.treaty("i", at), clocks=at)),
    ):
        assert any("E (e) is D (d)" in line for line in page)


def test_a_party_that_could_not_be_read_of_yet_is_not_told(judged):
    """Before any paper names the two, the judgement has no part in the answer."""
    judged.judge("d", "e")
    assert () == judged.status(DAY, published_by="2024-06-11").taken_as_one


def test_parties_sides_and_hurdles_are_named_once(judged):
    """Each party its own hurdle: one for the two; a step by either name clears it."""
    stated = RequirementStated(
        hurdle="h", title="a licence", on=("d", "e"), each=True, blocks=("k/e", "k/d")
    )
    judged.claim("news", stated, modality="required")
    assert ["h/d", "h/e"] == [one.id for one in judged.ledger.hurdles("p", judged.at(DAY))]
    judged.judge("d", "e")
    (hurdle,) = judged.ledger.hurdles("p", judged.at(DAY))
    assert ("h/d", ("d",), ("k/d",)) == (hurdle.id, hurdle.on, hurdle.blocks)
    assert "h/d" == judged.ledger.why("p/h/e", judged.at(DAY))[0].subject
    judged.claim("news", ApprovalGranted(hurdle="h", party="e"), "2024-06-02")
    assert ["granted"] == [one.state for one in judged.ledger.hurdles("p", judged.at(DAY))]


def test_a_hurdle_that_takes_anothers_place_is_named_by_the_party_that_it_is(judged):
    """A successor's id has the standing party, while the filed claim keeps its words."""
    judged.claim("news", RequirementStated(hurdle="h", title="x"), modality="required")
    named = judged.claim("news", RequirementSuperseded(hurdle="h", successor="k/e"))
    judged.judge("d", "e")
    view = judged.ledger.view("p", judged.at(DAY))
    assert "k/d" == view.standing.facts.claims[named].claim.development.successor
    assert "k/e" == view.standing.filed.claims[named].claim.development.successor


def test_an_agreement_between_two_is_signed_by_either_name(judged):
    """A signature under the other name completes the two sides once they are judged one."""
    judged.tell(
        Describe(
            entity=Instrument(
                id="g", title="g", partnerships=("p",), between=("a", "d"), depositary="e"
            )
        )
    )
    for party in ("a", "e"):
        judged.claim("news", Signed(instrument="g", party=party), "2024-06-03")

    def stage():
        return next(one.stage for one in judged.status(DAY).instruments if one.id == "g")

    assert "unknown" == stage()
    judged.judge("d", "e")
    assert "signed" == stage()


def test_a_contested_matter_is_asked_for_by_either_name(judged):
    """Disputes of both names of one party are the same answer."""
    judged.judge("d", "e")
    asked = [judged.ledger.disputes(judged.at(DAY), f"i/{party}") for party in "de"]
    assert asked[0] == asked[1]


def test_a_rule_names_its_parties_by_the_ids_that_stand_for_them(judged):
    """Every part of a rule that names parties is joined, and figures of one party are added."""
    rule = {
        "when": [{"named": ["e", "d"]}, {"share": "50", "of": "tons"}],
        "bases": [
            {
                "name": "tons",
                "total": "100",
                "figures": [{"party": "d", "value": "30"}, {"party": "e", "value": "25"}],
            },
            {"name": "group", "parties": ["d", "e", "f"]},
        ],
        "organisations": ["g", "h"],
        "dissolved": [{"party": "d", "on": "2030-01-01"}, {"party": "e"}],
        "successions": [{"party": "e", "to": "d"}, {"party": "f", "to": "c"}],
        "alternatives": [{"when": [{"named": ["e"]}, {"consents": 9}]}],
        "provisional": {"when": [{"first_of": [{"named": ["d", "e"]}, {"consents": 1}]}]},
    }
    ruled(judged, rule)
    judged.judge("d", "e").judge("g", "h")
    held = judged.ledger.view("p", judged.at(DAY)).standing.facts.instruments["i"].entry_into_force
    assert ("d",) == held.when[0].named
    assert {"d": 55} == held.base("tons").weights
    assert ("d", "f") == held.base("group").parties
    assert ("g",) == held.organisations
    assert [("d", "2030-01-01")] == [(one.party, str(one.on)) for one in held.dissolved]
    assert [("f", "c")] == [(one.party, one.to) for one in held.successions]
    assert ("d",) == held.alternatives[0].when[0].named
    assert ("d",) == held.provisional.when[0].first_of[0].named
    assert Tristate.YES is state(judged).in_force.computed.met


def test_a_rule_that_cannot_bear_it_goes_on_as_filed_and_is_found(judged):
    """Two of a group of two, who are one: it can never be; nothing breaks, and it is told."""
    ruled(
        judged,
        {"when": [{"consents": 2, "of": "two"}], "bases": [{"name": "two", "parties": ["d", "e"]}]},
    )
    assert Tristate.YES is state(judged).in_force.computed.met
    judged.judge("d", "e")
    computed = state(judged).in_force.computed
    assert (Tristate.NO, 1) == (computed.met, computed.still_required)
    (found,) = judged.ledger.check(judged.at(DAY), ["judgements-agree"])
    assert "i" == found.subject
    assert "2 of 1 in two can never be reached" in found.sentence


def test_different_wins_over_a_chain_and_the_chain_is_named(judged):
    """None of the chain links anyone: which of it is wrong is asked, not guessed."""
    judged.judge("d", "f").judge("f", "e").judge("d", "e", Verdict.DIFFERENT, by="bo")
    assert 2 == state(judged).consents.count
    (found,) = judged.ledger.check(judged.at(DAY), ["judgements-agree"])
    assert "d+e" == found.subject
    assert found.sentence == (
        "d and e are judged different (bo: one office), and d and f the same (ana: one office) "
        "and e and f the same (ana: one office): none of that chain makes any of them one"
    )
    assert "claims party" in found.fix
    judged.judge("d", "f", Verdict.UNDECIDED)
    assert () == judged.ledger.check(judged.at(DAY), ["judgements-agree"])
    assert ("e", ("f",)) == (profile(judged, "f").stands, profile(judged, "e").same)


def profile(desk, name, **clocks):
    return desk.ledger.party(name, desk.at(DAY, **clocks))


def test_what_is_far_from_the_contradiction_stays_one(judged):
    """Same and different that clash part only the clashing names, not one judged next to them."""
    judged.judge("d", "f").judge("f", "e").judge("d", "e", Verdict.DIFFERENT).judge("e", "g")
    assert ("g",) == profile(judged, "e").same
    assert () == profile(judged, "d").same


def test_search_finds_a_party_by_all_that_it_is_called(judged):
    """After the judgement the other name and the alias find the claim as well."""
    kari = Party(id="kari", name="KARI", aliases=("한국항공우주연구원",))
    judged.tell(Describe(entity=kari), Describe(entity=Party(id="other", name="Aerospace Office")))
    meeting = judged.claim("news", MeetingHeld(host="kari"))
    assert () == judged.ledger.search(["aerospace", "office"])
    judged.judge("kari", "other")
    for words in (["Aerospace", "office"], ["한국항공우주연구원"], ["kari"]):
        assert [meeting] == [one.citation.claim for one in judged.ledger.search(words)]


def test_a_profile_tells_names_codes_and_judgements_as_they_were_known(judged):
    """The profile of a past position shows neither the judgement nor the joined id."""
    position = judged.ledger.log.head().size - 1
    judged.judge("d", "e", by="bo")
    found = profile(judged, "E")
    assert ("e", "d", ("d",)) == (found.id, found.stands, found.same)
    (judgement,) = found.judgements
    assert ("d+e", ("d", "e"), "same", "bo") == (
        judgement.id,
        judgement.parties,
        judgement.verdict,
        judgement.by,
    )
    before = profile(judged, "E", known_at=position)
    assert ("e", (), ()) == (before.stands, before.same, before.judgements)
    assert list("abcdefgh") == [one.id for one in judged.ledger.parties(judged.at(DAY))]


def judgements(text):
    """``a=b`` for the same, ``a/b`` for different, ``a?b`` for undecided."""
    verdicts = {"=": Verdict.SAME, "/": Verdict.DIFFERENT, "?": Verdict.UNDECIDED}
    return [
        Judgement(party=pair[0], other=pair[2], verdict=verdicts[pair[1]], reason="seen")
        for pair in text.split()
    ]


@pytest.mark.parametrize(
    ("text", "pair", "answer"),
    [
        ("", "ab", False),
        ("a=b", "ab", True),
        ("a=b", "ba", True),
        ("a/b", "ab", True),
        ("a?b", "ab", False),
        ("a=b", "ac", False),
        ("a=b b=c", "ac", True),
        ("a=b c/d", "bd", False),
        ("a=b b/c", "ac", True),
        ("a=b c=d b/c", "ad", True),
        ("a=b c=d a/c", "bd", True),
        ("a=b b?c", "ac", False),
        ("a/b b/c", "ac", False),
    ],
)
def test_what_is_judged_of_two_parties_or_follows(text, pair, answer):
    """One through others, or two because others are; whoever is undecided is not judged."""
    assert answer is identity(judgements(text)).judged(*pair)


def test_all_that_are_one_are_named_in_order():
    """By their ids, whoever is asked about; who is one with nobody is alone."""
    one = identity(judgements("d=b c=d a=c"))
    assert {("a", "b", "c", "d")} == {one.all_of(party) for party in "abcd"}
    assert ("e",) == one.all_of("e")
    assert ["a", "a", "e"] == [one.of("a"), one.of("d"), one.of("e")]
    assert bool(one) is not bool(identity(judgements("a/b a?c")))


def test_the_first_id_stands_for_all_whichever_judgement_is_read_first():
    """Each party in turn is judged to be one with all the others."""
    for hub in "abcdefgh":
        text = " ".join(f"{hub}={other}" for other in "hgfedcba" if other != hub)
        assert {"a"} == {identity(judgements(text)).of(party) for party in "abcdefgh"}


def test_of_chains_as_short_the_first_by_id_is_named_and_none_where_two_are_not_one():
    """Through b, of six between s and t, and the same for v and w."""
    for first, last in ("st", "vw"):
        text = " ".join(f"{first}={via} {via}={last}" for via in "hgfcdb")
        chain = identity(judgements(text)).chain(first, last)
        assert [f"b+{first}", f"b+{last}"] == [link.pair for link in chain]
        assert () == identity(judgements(text)).chain(first, "z")


def test_a_judgement_is_in_one_chain_alone_in_whichever_direction():
    """By s, a, b and t they would be one; no way is left that does not use a and b again."""
    text = "s=a a=b b=t s=c c=e e=b a=d d=f f=t s/t"
    (told,) = identity(judgements(text)).contradictions
    assert ["a+s", "a+b", "b+t"] == [link.pair for link in told.chain]


def test_contradictions_are_told_in_the_order_of_their_pairs():
    """Each with the shortest chain against it, the first by id of those as short."""
    text = "a=b b=c a/c f=g g=h f/h k=l l=m k/m p=q q=r p/r k=n n=m"
    told = [
        (f"{each.different.party}{each.different.other}",
         " ".join(link.pair for link in each.chain))
        for each in identity(judgements(text)).contradictions
    ]  # fmt: skip
    assert [
        ("ac", "a+b b+c"), ("fh", "f+g g+h"), ("km", "k+l l+m"), ("km", "k+n m+n"),
        ("pr", "p+q q+r"),
    ] == told  # fmt: skip
