"""A document is kept once, known by its text or its address under any id."""

from __future__ import annotations

import json
from datetime import date

import attrs
import pytest

from ledger.claims.commands import CaptureDocument, Describe, RecordClaim, Retract
from ledger.claims.developments import Postponed, Signed, WorkshopHeld
from ledger.claims.entities import Instrument, Member, Party
from ledger.claims.entry_into_force import rule_from
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.sources.document import Document, join_excerpts
from ledger.sources.kinds import Extent


def document(name, text, **more):
    details = {"title": "T", "publisher": "The Paper", "kind": "news"} | more
    return CaptureDocument(
        document=Document(id=name, text=text, published=parse("2024-05-01"), **details)
    )


def excerpts(name, *parts, **more):
    return document(name, join_excerpts(parts), extent=Extent.EXCERPTS, **more)


def captured(desk, command):
    (outcome,) = desk.on("2024-06-01").ledger.submit([command])
    return outcome.id, outcome.new


def test_the_same_text_is_one_document_under_any_id(desk):
    """The id under which it was kept first is told."""
    assert ("one", True) == captured(desk, document("one", "some words"))
    assert ("one", False) == captured(desk, document("two", "some words"))


def test_excerpts_of_a_page_that_is_kept_whole_are_that_page(desk):
    """By its address, whatever place in it is named; other words make another document."""
    captured(desk, document("whole", "one two three four", url="http://a.org/x"))
    address = {"url": "https://a.org/x#top"}
    assert ("whole", False) == captured(desk, excerpts("part", "two three", **address))
    assert ("more", True) == captured(desk, excerpts("more", "five six", **address))
    assert ("else", True) == captured(desk, excerpts("else", "two", url="https://a.org/y"))


def test_a_publisher_is_known_by_the_names_of_its_party(desk):
    """Until a party bears both names, another spelling is refused with both."""
    captured(desk, document("one", "some words"))
    other = document("two", "some words", publisher="Paper, The")
    with pytest.raises(Problems) as refused:
        captured(desk, other)
    (error,) = refused.value.problems
    assert 'publisher: "The Paper" here, "Paper, The" given' in error.message
    desk.tell(Describe(entity=Party(id="paper", name="The Paper", aliases=("Paper, The",))))
    assert ("one", False) == captured(desk, other)
    desk.tell(Retract(target="one", by="paper, the", reason="withdrawn"))


def test_excerpts_under_the_id_of_a_whole_text_are_refused(desk):
    """Excerpts under its id are another document, and refused."""
    captured(desk, document("d", "alpha beta"))
    with pytest.raises(Problems):
        captured(desk, excerpts("d", "alpha"))


RIGHT = parse("2024-05-02")


def dated(name, text, day, **more):
    made = document(name, text, **more)
    return attrs.evolve(made, document=attrs.evolve(made.document, published=day))


@pytest.mark.parametrize("by", ["ledger", "The Paper"])
def test_a_document_with_a_wrong_day_is_retracted_and_captured_anew(desk, by):
    """Before the retraction it is refused with the way; after it, each is found by its own day."""
    captured(desk, document("one", "some words"))
    with pytest.raises(Problems) as refused:
        captured(desk, dated("two", "some words", RIGHT))
    (error,) = refused.value.problems
    assert "claims retract one --by ledger" in error.fix
    act = desk.retract("one", by, published=parse("2024-05-20"))
    with pytest.raises(Problems):
        captured(desk, dated("one", "some words", RIGHT))
    assert ("two", True) == captured(desk, dated("two", "some words", RIGHT))
    assert ("two", False) == captured(desk, dated("three", "some words", RIGHT))
    assert ("one", False) == captured(desk, document("one", "some words"))
    assert ("one", False) == captured(desk, document("three", "some words"))
    desk.retract(act, by, published=parse("2024-05-21"))
    with pytest.raises(Problems):
        captured(desk, dated("three", "some words", parse("2024-05-03")))


def test_in_one_file_a_retraction_lets_the_right_day_in(desk):
    """Captured, taken back and captured anew in one batch."""
    outcomes = desk.on("2024-06-01").ledger.submit(
        [
            document("one", "some words"),
            Retract(target="one", by="ledger", reason="wrong day"),
            dated("two", "some words", RIGHT),
        ]
    )
    assert ("one", "two") == (outcomes[0].id, outcomes[2].id)


@pytest.mark.parametrize(
    ("day", "refused"), [("0300", True), ("0999-12-31", True), ("1373-06-16", False)]
)
def test_what_is_dated_before_anything_was_written_down_is_refused(desk, day, refused):
    """A workshop in the year 300 is a slip; the alliance of 1373 is followed today."""
    desk.document("d", "2024-05-01")
    commands = [
        RecordClaim(document="d", development=WorkshopHeld(host="a"), quote="statement 1.",
                    occurred=parse(day), partnership="p"),
        RecordClaim(document="d", development=Postponed(expectation="plan", until=parse(day)),
                    quote="statement 2."),
        Retract(target="d", by="ledger", reason="wrong", published=parse(day)),
    ]  # fmt: skip
    desk.claim("d", Signed(instrument="i"), "2025-01-01", modality="expected", id="plan")
    if len(day) > len("0300"):
        opened = date.fromisoformat(day)
        commands.append(Describe(entity=Instrument(id="o", title="o", opened_for_signature=opened)))
    codes = set()
    for command in commands:
        try:
            desk.tell(command)
        except Problems as problems:
            codes |= {(problem.code, problem.field) for problem in problems.problems}
    fields = {("impossible-date", "occurred"), ("impossible-date", "until"),
              ("no-day-of-news", "published")}  # fmt: skip
    if len(day) > len("0300"):
        fields.add(("impossible-date", "opened_for_signature"))
    assert (fields if refused else set()) == codes


RULE_DAYS = {
    "on": {"on": "DAY"},
    "not_before": {"when": [{"consents": 2}], "not_before": "DAY"},
    "met_by": {"when": [{"consents": 2}], "met_by": "DAY"},
    "alternatives.0.on": {"on": "1994-01-01", "alternatives": [{"on": "DAY"}]},
    "provisional.on": {"on": "1994-01-01", "provisional": {"on": "DAY"}},
    "dissolved.0.on": {"on": "1994-01-01", "dissolved": [{"party": "a", "on": "DAY"}]},
    "successions.1.on": {
        "on": "1994-01-01",
        "successions": [{"party": "a", "to": "b"}, {"party": "c", "to": "d", "on": "DAY"}],
    },
}


@pytest.mark.parametrize("path", RULE_DAYS)
@pytest.mark.parametrize(("day", "refused"), [("0202-01-01", True), ("1373-06-16", False)])
def test_a_rule_has_no_day_before_anything_was_written_down(desk, path, day, refused):
    """A zero too many in any day of a rule is refused at its place; an old treaty is not."""
    rule = rule_from(json.loads(json.dumps(RULE_DAYS[path]).replace("DAY", day)))
    describe = Describe(entity=Instrument(id="o", title="o", entry_into_force=rule))
    if not refused:
        assert ["o"] == desk.tell(describe)
        return
    with pytest.raises(Problems) as caught:
        desk.tell(describe)
    assert [("impossible-date", f"entry_into_force.{path}")] == [
        (problem.code, problem.field) for problem in caught.value.problems
    ]


@pytest.mark.parametrize("field", ["since", "until"])
def test_a_member_has_no_day_before_anything_was_written_down(desk, field):
    """Who is said to belong to a group since the year 24 is a slip for 2024."""
    members = (Member(party="a"), Member(party="b", **{field: date(24, 1, 1)}))
    with pytest.raises(Problems) as caught:
        desk.tell(Describe(entity=Party(id="group", name="The Group", members=members)))
    assert [("impossible-date", f"members.1.{field}")] == [
        (problem.code, problem.field) for problem in caught.value.problems
    ]


def test_no_ledger_recorded_anything_before_there_was_writing(desk):
    """A document that another ledger is said to have kept in the year 24."""
    kept = attrs.evolve(document("one", "some words"), first_recorded=date(24, 1, 1))
    with pytest.raises(Problems) as caught:
        desk.on("2024-06-01").tell(kept)
    assert [("impossible-date", "first_recorded")] == [
        (problem.code, problem.field) for problem in caught.value.problems
    ]
