"""The graph of hurdles: steps of an agreement, chains, circles; as a tree and for Graphviz."""

from __future__ import annotations

import attrs
import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ApprovalGranted,
    ConsentDeposited,
    ConsentWithdrawn,
    DomesticallyApproved,
    EnteredIntoForce,
    NegotiationOpened,
    RequirementStated,
    Signed,
    TextAdopted,
)
from ledger.claims.entities import Instrument
from ledger.errors import Problems
from ledger.projections.hurdles.graph import Edge, HurdleGraph, Node, NodeKind
from ledger.views.pages.hurdles import hurdle_tree
from ledger.views.text.graphviz import hurdle_dot
from ledger.views.text.layout import text_lines

STEPS = ("negotiated", "signed", "ratified/a", "ratified/b", "exchanged")


@pytest.fixture
def required(desk):
    """A desk where an agreement of a and b is required for a joint programme."""
    agreement = Instrument(id="agr", title="the agreement", partnerships=("p",), between=("a", "b"))
    desk.tell(Describe(entity=agreement))
    desk.document("d", "2024-01-10")
    stated = RequirementStated(
        hurdle="h", title="agreement in force", instrument="agr", blocks=("joint programme",)
    )
    desk.claim("d", stated, modality="required")
    desk.document("e", "2024-12-01")
    return desk


def graph(desk, valid_at="2024-12-31") -> HurdleGraph:
    """The graph of the partnership."""
    return desk.ledger.hurdle_graph(desk.ledger.view("p", desk.at(valid_at)))


def states(desk, valid_at="2024-12-31") -> list[str]:
    """The states of the agreement's steps, in their order."""
    held = {node.id: node.state for node in graph(desk, valid_at).nodes}
    return [held[f"agr/{step}"] for step in STEPS]


def test_nothing_begun_waits_for_what_is_before_it(required):
    """Only the first step of an agreement can begin; the four after it wait."""
    assert ["not-begun", "waiting", "waiting", "waiting", "waiting"] == states(required)


def test_each_act_clears_its_step_and_begins_the_next(required):
    """Talks, text, signature and approval each move their step; a retraction moves it back."""

    def act(development, day):
        return required.claim("e", development, day)

    act(NegotiationOpened(instrument="agr"), "2024-02-01")
    assert "under-way" == states(required)[0]
    act(TextAdopted(instrument="agr"), "2024-03-01")
    assert ["cleared", "not-begun"] == states(required)[:2]
    act(Signed(instrument="agr", party="a"), "2024-04-01")
    assert ["cleared", "under-way"] == states(required)[:2]
    signed = act(Signed(instrument="agr", party="b"), "2024-04-01")
    assert ["cleared", "cleared", "not-begun", "not-begun", "waiting"] == states(required)
    act(DomesticallyApproved(instrument="agr", party="a"), "2024-05-01")
    assert ["cleared", "not-begun", "waiting"] == states(required)[2:]
    assert ["not-begun", "not-begun", "waiting"] == states(required, "2024-04-30")[2:]
    required.retract(signed, "e")
    assert ["cleared", "under-way", "cleared", "waiting", "waiting"] == states(required)


def test_deposits_of_both_sides_are_the_exchange_and_a_withdrawal_reopens_it(required):
    """Deposits imply all steps before them; a withdrawal undoes that party's ratification."""
    for party in "ab":
        required.claim("e", ConsentDeposited(instrument="agr", party=party), "2024-06-01")
    assert ["cleared"] * 5 == states(required)
    required.claim("e", ConsentWithdrawn(instrument="agr", party="b"), "2024-07-01")
    assert ["cleared", "cleared", "cleared", "not-begun", "under-way"] == states(required)


def test_entry_into_force_clears_every_step(required):
    """An agreement in force has no step left, and so no chain."""
    required.claim("e", EnteredIntoForce(instrument="agr"), "2024-09-01")
    assert ["cleared"] * 5 == states(required)
    assert () == graph(required).chains


def test_the_chain_goes_from_the_first_step_to_the_goal(required):
    """Steps that go on side by side share a place, and the chain dates from its claim."""
    (chain,) = graph(required).chains
    assert "joint programme" == chain.goal
    assert (
        ("agr/negotiated",),
        ("agr/signed",),
        ("agr/ratified/a", "agr/ratified/b"),
        ("agr/exchanged",),
        ("h",),
    ) == chain.steps
    assert "2024-01-10" == str(chain.since)


def test_the_longest_chain_is_first_and_among_equals_the_oldest(desk):
    """Order is by steps, then by day, not by name; before a granted hurdle no chain is left."""
    desk.document("new", "2024-03-01")
    desk.document("old", "2024-01-01")
    for document, name, blocks in (
        ("new", "one", "two"),
        ("new", "two", "goal"),
        ("new", "aa", "late"),
        ("old", "zz", "early"),
    ):
        stated = RequirementStated(hurdle=name, title=name, blocks=(blocks,))
        desk.claim(document, stated, modality="required")
    assert ["goal", "early", "late"] == [one.goal for one in graph(desk).chains]
    assert (("one",), ("two",)) == graph(desk).chains[0].steps
    desk.claim("new", ApprovalGranted(hurdle="two"), "2024-03-01")
    assert [] == [one for one in graph(desk).chains if one.goal is None]  # overtaken


def test_only_what_waits_for_the_same_stands_side_by_side(desk):
    """Of two hurdles before a goal, one that waits for a third is no neighbour of the other."""
    desk.document("d", "2024-01-10")
    for name, blocks in (("law", "right"), ("left", "goal"), ("right", "goal"), ("twin", "goal")):
        stated = RequirementStated(hurdle=name, title=name, blocks=(blocks,))
        desk.claim("d", stated, modality="required")
    (chain,) = graph(desk).chains
    assert (("law",), ("right",)) == chain.steps
    desk.claim("d", ApprovalGranted(hurdle="law"), "2024-01-10")
    (chain,) = graph(desk).chains
    assert (("left", "right", "twin"),) == chain.steps
    last = list(text_lines(hurdle_tree(graph(desk))))[-1]
    assert "Side by side before goal: left, right and twin." == last


def test_one_side_that_has_ratified_is_no_longer_in_the_chain(required):
    """Of two ratifications only the one that lacks stays in the chain."""
    for party in "ab":
        required.claim("e", Signed(instrument="agr", party=party), "2024-03-01")
    required.claim("e", DomesticallyApproved(instrument="agr", party="b"), "2024-04-01")
    (chain,) = graph(required).chains
    assert (("agr/ratified/a",), ("agr/exchanged",), ("h",)) == chain.steps


def test_a_step_cites_nothing_that_came_after_the_day_that_is_asked_about(required):
    """An approval of May is no word of April; what may have come by then is."""
    required.claim("e", NegotiationOpened(instrument="agr"), "2024-02-01")
    may = required.claim("e", DomesticallyApproved(instrument="agr", party="a"), "2024-05-01")
    vague = required.claim(
        "e", DomesticallyApproved(instrument="agr", party="b"), "2024-04/2024-06"
    )

    def cited(day, step):
        return {node.id: node.claims for node in graph(required, day).nodes}[f"agr/{step}"]

    assert ((), (vague,)) == (cited("2024-04-30", "ratified/a"), cited("2024-04-30", "ratified/b"))
    assert (may,) == cited("2024-05-01", "ratified/a")
    assert () == cited("2024-01-31", "negotiated")


def test_a_hurdle_of_each_party_names_whose_it_is(desk):
    """A hurdle that each of two faces is two lines of the tree, each with its party."""
    desk.document("d", "2024-01-10")
    shared = RequirementStated(
        hurdle="licence", title="a licence", on=("a", "b"), each=True, blocks=("goal",)
    )
    desk.claim("d", shared, modality="required")
    tree = "\n".join(text_lines(hurdle_tree(graph(desk))))
    assert "├─ a licence (A)" in tree
    assert "└─ a licence (B)" in tree


def test_a_line_that_is_too_long_for_its_state_keeps_the_branches_of_the_tree(desk):
    """A wrapped title goes on under its branch, and its state follows on a line."""
    desk.document("d", "2024-01-10")
    for name in ("one", "two"):
        stated = RequirementStated(hurdle=name, title=f"{name}: {'approval ' * 9}", blocks=("g",))
        desk.claim("d", stated, modality="required")
    goal, title, more, state, other, *_ = text_lines(hurdle_tree(graph(desk)))
    assert ("g", "│  required") == (goal, state)
    assert title.startswith("├─ one: approval")
    assert more.startswith("│  approval")
    assert other.startswith("└─ two: approval")


def test_a_hurdle_of_each_party_is_blocked_in_each_share(desk):
    """What blocks a hurdle of two parties has an edge to the share of each."""
    desk.document("d", "2024-01-10")
    shared = RequirementStated(hurdle="licence", title="l", on=("a", "b"), each=True)
    desk.claim("d", shared, modality="required")
    law = RequirementStated(hurdle="law", title="a law", blocks=("licence", "i"))
    desk.claim("d", law, modality="required")
    assert {
        Edge(source="law", target="licence/a"),
        Edge(source="law", target="licence/b"),
        Edge(source="law", target="i"),
    } == set(graph(desk).edges)
    kinds = {node.id: node.kind for node in graph(desk).nodes}
    assert NodeKind.INSTRUMENT is kinds["i"]


def test_a_requirement_that_closes_a_circle_is_refused_and_the_circle_named(desk):
    """Hurdles that wait for each other can never clear; a hurdle cannot block itself either."""
    desk.document("d", "2024-01-10")
    desk.claim("d", RequirementStated(hurdle="one", title="t", blocks=("two",)))
    desk.claim("d", RequirementStated(hurdle="two", title="t", blocks=("three",)))
    closing = RequirementStated(hurdle="three", title="t", blocks=("one",))
    with pytest.raises(Problems) as caught:
        desk.claim("d", closing)
    (problem,) = caught.value.problems
    assert "three blocks one blocks two blocks three" in problem.message
    assert "blocks" == problem.field
    with pytest.raises(Problems, match="1 error"):
        desk.claim("d", RequirementStated(hurdle="self", title="t", blocks=("self",)))


def test_a_requirement_that_was_taken_back_closes_no_circle(desk):
    """A retracted claim is no edge, so the opposite order may be recorded."""
    desk.document("d", "2024-01-10")
    first = desk.claim("d", RequirementStated(hurdle="one", title="t", blocks=("two",)))
    desk.retract(first, "ledger")
    desk.claim("d", RequirementStated(hurdle="two", title="t", blocks=("one",)))


def test_a_circle_of_claims_is_named_and_nothing_goes_round_in_it(desk, monkeypatch):
    """An older program could record one, where two wrote at once."""
    monkeypatch.setattr("ledger.claims.decision.circle._cycle", lambda *_: [])
    desk.document("d", "2024-01-10")
    desk.claim("d", RequirementStated(hurdle="one", title="One", blocks=("two",)))
    desk.claim("d", RequirementStated(hurdle="two", title="Two", blocks=("one",)))
    found = graph(desk)
    assert (("one", "two", "one"),) == found.cycles
    assert ["Blocks itself: one blocks two blocks one."] == list(text_lines(hurdle_tree(found)))[
        -1:
    ]


def test_the_tree_reads_from_the_goal_to_what_is_first(required):
    """Each line waits for the lines under it, a repeated step refers up, and the chain is told."""
    assert [
        "joint programme",
        "└─ agreement in force                                                   required",
        "   └─ exchanged                        waits for ratified by A and ratified by B",
        "      ├─ ratified by A                                          waits for signed",
        "      │  └─ signed                                          waits for negotiated",
        "      │     └─ negotiated                         required since 10 January 2024",
        "      └─ ratified by B                                          waits for signed",
        "         └─ signed                                                     see above",
        "Longest chain to joint programme: negotiated, then signed, then ratified by A",
        "  and ratified by B, then exchanged, then agreement in force (5 steps).",
    ] == list(text_lines(hurdle_tree(graph(required))))


def test_graphviz_gets_quoted_names_and_every_edge(required):
    """Quotes and line breaks in names are escaped, so the DOT file stays well-formed."""
    lines = list(text_lines(hurdle_dot(graph(required))))
    assert ("digraph hurdles {", "}") == (lines[0], lines[-1])
    assert '  "h" -> "joint programme";' in lines
    node = Node(id='a"b', kind=NodeKind.GOAL, title="x\ny", state="", cleared=True, claims=())
    escaped = list(text_lines(hurdle_dot(attrs.evolve(graph(required), nodes=(node,), edges=()))))
    assert '  "a\\"b" [label="x\\ny", style=dashed];' in escaped


def test_the_picture_says_a_state_in_the_words_of_the_page(required):
    """What the page calls "in force" is not "in-force" in the picture."""
    drawn = graph(required)
    node = attrs.evolve(drawn.nodes[0], title="One", state="in-force")
    lines = list(text_lines(hurdle_dot(attrs.evolve(drawn, nodes=(node,), edges=()))))
    assert any('"One\\nin force"' in line for line in lines)
