"""What comes next: overdue first, then by day, then what has no day; and who must act."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ApplicationFiled,
    ConsentDeposited,
    EnteredIntoForce,
    FactReported,
    PolicyReviewStarted,
    RequirementStated,
    RuleProposed,
    Signed,
    TermStated,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.entry_into_force import Delay, EntryIntoForceRule, Requirement
from ledger.edtf import parse
from ledger.projections.agenda import DueKind
from ledger.projections.dates_to_come import dates_to_come
from ledger.projections.filter import Filter
from ledger.views.pages.agenda import agenda_page
from ledger.views.pages.head import PageHead
from ledger.views.text.layout import text_lines


@pytest.fixture
def foreseen(desk):
    """Signatures foreseen for June and September, a vote at home, and a partnership ``q``."""
    desk.tell(Describe(entity=Partnership(id="q", title="C and D", parties=("c", "d"))))
    desk.on("2024-05-01").document("d1", "2024-05-01")
    desk.claim("d1", Signed(instrument="i", party="a"), "2024-06-15", modality="expected")
    desk.claim("d1", Signed(instrument="i", party="b"), "2024-09", modality="intended")
    desk.claim(
        "d1",
        RequirementStated(hurdle="vote", title="a vote", on=("c",)),
        modality="required",
        partnership="q",
    )
    return desk


def agenda(desk, day="2024-05-10", partnership=None, **wanted):
    return desk.ledger.agenda(desk.at(day), partnership, Filter(**wanted) if wanted else None)


def told(dues):
    return [
        (due.partnership, str(due.when), due.overdue, tuple(party.id for party in due.who))
        for due in dues
    ]


def page(desk, day="2024-05-10", **how):
    clocks = desk.at(day)
    names = desk.ledger.entities().names()
    head = PageHead(title=None, clocks=clocks)
    shown = agenda_page(desk.ledger.agenda(clocks), head=head, names=names, **how)
    return " ".join("\n".join(text_lines(shown)).split())


def test_what_has_a_day_stands_before_what_has_none(foreseen):
    """By the last day it may be, over all partnerships; hurdles without a day come last."""
    june = ("p", "2024-06-15", False, ("a",))
    september = ("p", "2024-09", False, ("b",))
    vote = ("q", "None", False, ("c",))
    assert [june, september, vote] == told(agenda(foreseen))
    assert [vote] == told(agenda(foreseen, partnership="q"))


def test_a_vague_day_is_overdue_once_its_last_day_is_over(foreseen):
    """The fifteenth is over on the sixteenth; September is not over on its last day."""
    assert [False] * 3 == [due.overdue for due in agenda(foreseen, "2024-06-15")]
    assert [True, False, False] == [due.overdue for due in agenda(foreseen, "2024-09-30")]
    assert [True, True, False] == [due.overdue for due in agenda(foreseen, "2024-10-01")]


def test_what_was_done_is_not_due(foreseen):
    """A signature that came takes what foresaw it off the agenda."""
    foreseen.on("2024-06-20").document("d2", "2024-06-20")
    foreseen.claim("d2", Signed(instrument="i", party="a"), "2024-06-14")
    assert ["2024-09", "None"] == [str(due.when) for due in agenda(foreseen, "2024-07-01")]


def test_one_thing_foreseen_by_two_papers_is_due_once(foreseen):
    """With the words of both, the newest cited."""
    foreseen.on("2024-05-05").document("d2", "2024-05-05")
    foreseen.claim("d2", Signed(instrument="i", party="a"), "2024-06-15", modality="expected")
    first = agenda(foreseen)[0]
    assert (2, "d2") == (len(first.claims), first.citation.document)
    assert "d2, 5 May 2024" in page(foreseen)
    assert "and 1 more claim" in page(foreseen)


def test_another_day_for_the_same_thing_is_told_too(foreseen):
    """Nobody decides here which of two papers is right about the day."""
    foreseen.on("2024-05-05").document("d2", "2024-05-05")
    foreseen.claim("d2", Signed(instrument="i", party="a"), "2024-07", modality="expected")
    assert ["2024-06-15", "2024-07"] == [str(due.when) for due in agenda(foreseen)[:2]]


def test_the_sides_that_have_not_consented_must_act_on_an_entry_into_force(desk):
    """Of a closed instrument; a consent takes its side off the list."""
    desk.tell(
        Describe(entity=Instrument(id="g", title="G", partnerships=("p",), between=("a", "b")))
    )
    desk.document("d1", "2024-05-01")
    desk.claim("d1", EnteredIntoForce(instrument="g"), "2024-12", modality="expected")
    assert [("a", "b")] == [tuple(party.id for party in due.who) for due in agenda(desk)]
    desk.claim("d1", ConsentDeposited(instrument="g", party="a"), "2024-04-30")
    assert [("b",)] == [tuple(party.id for party in due.who) for due in agenda(desk)]


def test_a_day_of_entry_into_force_that_is_computed_stands_for_the_one_foreseen(desk):
    """Once, with its title; and no more on the day itself."""
    rule = EntryIntoForceRule(when=(Requirement(consents=1),), after=Delay(number=30, unit="days"))
    desk.tell(
        Describe(entity=Instrument(id="g", title="G", partnerships=("p",), entry_into_force=rule))
    )
    desk.document("d1", "2024-05-01")
    desk.claim("d1", ConsentDeposited(instrument="g", party="a"), "2024-05-01")
    desk.claim("d1", EnteredIntoForce(instrument="g"), "2024-05", modality="expected")
    (due,) = agenda(desk)
    assert (DueKind.IN_FORCE, "2024-05-31", ()) == (due.kind, str(due.when), due.who)
    assert "31 May 2024: G enters into force" in page(desk)
    assert () == agenda(desk, "2024-05-31")


def test_a_hurdle_says_what_it_waits_for(desk):
    """By the title of what blocks it."""
    desk.document("d1", "2024-05-01")
    for name, title, blocks in (("vote", "a vote", ()), ("review", "a review", ("vote",))):
        stated = RequirementStated(hurdle=name, title=title, on=("a",), blocks=blocks)
        desk.claim("d1", stated, modality="required")
    waits = {due.subject: due.waits_for for due in agenda(desk)}
    assert {"review": (), "vote": ("a review",)} == waits
    assert "waits for a review" in page(desk)


def test_a_step_foreseen_on_a_hurdle_has_the_hurdles_title_and_actors(desk):
    """Never its id alone."""
    desk.document("d1", "2024-05-01")
    desk.claim(
        "d1", RequirementStated(hurdle="h", title="a licence", on=("a",)), modality="required"
    )
    desk.claim("d1", ApplicationFiled(hurdle="h"), "2024-06", modality="intended")
    first = agenda(desk)[0]
    assert ("a licence", ("a",)) == (first.title, tuple(party.id for party in first.who))
    assert "June 2024: a licence: application filed (intended)" in page(desk)


def test_who_is_only_spoken_of_need_not_act(desk):
    """A fact about a party waits for nobody."""
    desk.document("d1", "2024-05-01")
    desk.claim("d1", FactReported(topic="trade doubles", about=("a",)), "2025", modality="expected")
    assert [()] == [due.who for due in agenda(desk)]
    assert "who must act nobody is named" in page(desk)


def test_the_page_tells_who_must_act_by_day_or_by_party(foreseen):
    """In titles and names, what is overdue first."""
    by_day = page(foreseen, "2024-07-01")
    assert "Overdue (1) 15 June 2024: A to sign the convention (expected)" in by_day
    assert by_day.index("Overdue (1)") < by_day.index("With a day (1)") < by_day.index("No day")
    assert "in C and D" in by_day
    by_party = page(foreseen, "2024-07-01", by_party=True)
    assert "A (1) overdue, 15 June 2024: A to sign" in by_party
    assert by_party.index("B (1)") < by_party.index("C (1)")
    assert "nothing stands in the way" in page_of_nothing(foreseen)


def page_of_nothing(desk):
    clocks = desk.at("2024-05-10")
    return "\n".join(text_lines(agenda_page((), head=PageHead(title="P", clocks=clocks))))


@pytest.mark.parametrize(
    ("wanted", "subjects"),
    [
        ({"parties": frozenset({"a"})}, ["2024-06-15"]),
        ({"kinds": frozenset({"hurdle"})}, ["None"]),
        ({"kinds": frozenset({"signed"})}, ["2024-06-15", "2024-09"]),
        ({"modalities": frozenset({"intended"})}, ["2024-09"]),
        ({"last": date(2024, 6, 15)}, ["2024-06-15"]),
        ({"first": date(2024, 6, 16)}, ["2024-09"]),
        ({"first": date(2024, 9, 30), "last": date(2024, 9, 30)}, ["2024-09"]),
        ({"sources": ("d1",)}, ["2024-06-15", "2024-09", "None"]),
        ({"sources": ("other",)}, []),
    ],
)
def test_a_filter_lets_through_what_fits(foreseen, wanted, subjects):
    """By who must act, kind, modality and source; a day that is vague, where it may lie there."""
    assert subjects == [str(due.when) for due in agenda(foreseen, **wanted)]


def test_a_party_stands_for_its_bodies(desk):
    """A filter by a State takes what its parliament must do."""
    from ledger.app.filters import FilterWords, filter_of  # noqa: PLC0415 - one test

    desk.tell(Describe(entity=Party(id="senate", name="Senate", part_of="a")))
    desk.document("d1", "2024-05-01")
    desk.claim("d1", RequirementStated(hurdle="h", title="a vote", on=("senate",)))
    wanted = filter_of(desk.ledger, FilterWords(parties=["A"]), desk.at("2024-05-10"))
    assert {"a", "senate"} == wanted.parties
    assert 1 == len(desk.ledger.agenda(desk.at("2024-05-10"), None, wanted))


def test_deadlines_and_ends_of_terms_are_due_until_they_are_over(desk):
    """Comments on a rule, a review of policy, the term of an instrument: each on its last day."""
    desk.document("d", "2026-11-01")
    desk.claim(
        "d",
        RuleProposed(rule="r", topic="a rule", authority="a", comments_due=parse("2026-12-20")),
        "2026-10-01",
    )
    desk.claim("d", TermStated(instrument="i", until=parse("2027-01-15")), "2026-10-01")
    desk.claim(
        "d",
        PolicyReviewStarted(review="v", topic="a policy", until=parse("2026-12")),
        "2026-10-01",
    )

    def due(day):
        return [(str(each.kind), str(each.when)) for each in agenda(desk, day, "p")]

    comments, review = ("comments-due", "2026-12-20"), ("review-ends", "2026-12")
    term = ("term-ends", "2027-01-15")
    assert [comments, review, term] == due("2026-12-20")
    assert [review, term] == due("2026-12-21")
    assert [term] == due("2027-01-15")
    assert [] == due("2027-01-16")
    dates = dates_to_come(desk.ledger.view("p", desk.at("2026-12-01")))
    assert 1 == sum(each.kind == "comments-due" for each in dates), "no day is told twice"
    lines = text_lines(
        agenda_page(
            agenda(desk, "2026-12-01", "p"),
            head=PageHead(title="A and B", clocks=desk.at("2026-12-01")),
        )
    )
    assert "the term of the convention ends" in "\n".join(lines)
