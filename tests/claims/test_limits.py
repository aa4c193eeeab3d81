"""What Python gives is held to the limits of its fields, as a file is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.claims.commands import CorrectClaim, Describe, DisputeClaim, RecordClaim
from ledger.claims.developments import (
    ConsentsCounted,
    FactReported,
    Figure,
    MeetingHeld,
    RequirementStated,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.entry_into_force import Base, EntryIntoForceRule, Requirement
from ledger.errors import Problems


def claim(development=MeetingHeld(host="a"), **more):  # noqa: B008 - a value
    return RecordClaim(
        document="d", quote="statement 1.", partnership="p", development=development, **more
    )


def counted(**more):
    return claim(ConsentsCounted(instrument="i", **({"count": 1} | more)))


def based(name):
    rule = EntryIntoForceRule(
        when=(Requirement(consents=1),), bases=(Base(name=name, parties=("a",)),)
    )
    return Describe(entity=Instrument(id="i", title="the convention", entry_into_force=rule))


@pytest.mark.parametrize(
    ("command", "field", "said"),
    [
        (Describe(entity=Party(id="x", name="")), "name", "must not be empty"),
        (Describe(entity=Party(id="x", name=" \t\n")), "name", "must not be empty"),
        (claim(note=5), "note", "must be text"),
        (Describe(entity=Party(id="x", name="X", aliases=("y", " "))), "aliases", "empty"),
        (Describe(entity=Party(id="x", name="x" * 501)), "name", "at most 500 characters long"),
        (Describe(entity=Party(id="x", name="X", type="planet")), "type", "must be one of state"),
        (based("a\n"), "entry_into_force", "has the wrong shape: 'a\\n'"),
        (claim(id="x\n"), "id", "has the wrong shape: 'x\\n'"),
        (claim(note=" "), "note", "must not be empty"),
        (counted(count=-1), "count", "must be from 0 to 1000000"),
        (counted(count=True), "count", "must be a whole number"),
        (counted(required=0), "required", "must be from 1 to 1000000"),
        (
            claim(FactReported(topic="x", figures=(Figure(value=Decimal(1), unit=" "),))),
            "figures",
            "empty",
        ),
        (Describe(entity=Party(id="x", name=None)), "name", "must be text"),
        (Describe(entity=Party(id=7, name="X")), "id", "must be text"),
        (Describe(entity=Party(id="x", name="X", aliases=None)), "aliases", "must be a tuple"),
        (Describe(entity=Party(id="x", name="X", aliases=["Y"])), "aliases", "must be a tuple"),
        (Describe(entity=Partnership(id="x", title="X", parties=())), "parties", "empty"),
        (Describe(entity="x"), "entity", "must be Party or Partnership or Instrument"),
        (claim(occurred="2024-01-01"), "occurred", "must be a date (ledger.edtf)"),
        (claim(RequirementStated(hurdle="h", title="t", each=1)), "each", "true or false"),
        (claim(note="a\0"), "note", "holds a character that cannot be stored: '\\x00'"),
        (7, "command", "must be one of Describe, CaptureDocument, RecordClaim"),
        (DisputeClaim(claim="c", by=" ", reason="x"), "by", "must not be empty"),
        (
            CorrectClaim(claim="c", by="ledger", reason="x", becomes=claim(note="")),
            "becomes",
            "must not be empty",
        ),
    ],
)
def test_a_value_beyond_its_limits_is_refused(desk, command, field, said):
    """The field and its limit are named and nothing is recorded, whatever type was given."""
    before = desk.ledger.log.head().size
    desk.document("d", "2024-01-01")
    with pytest.raises(Problems) as caught:
        desk.tell(command)
    (problem,) = caught.value.problems
    assert ("out-of-bounds", field) == (problem.code, problem.field)
    assert said in problem.message
    assert before + 1 == desk.ledger.log.head().size


def test_what_is_within_its_limits_is_recorded(desk):
    """The negative control: the longest note and the smallest threshold pass."""
    desk.document("d", "2024-01-01")
    desk.tell(claim(note="x" * 500), counted(required=1))
    desk.tell(Describe(entity=Party(id="x", name="X", type="state")))
    assert "X" == desk.ledger.entities().name_of("x")
