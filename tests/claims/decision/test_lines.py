"""Names that cannot be seen, or that make lines of their own, are refused."""

import json

import pytest

from ledger.claims.commands import Describe, RecordClaim
from ledger.claims.developments import RequirementStated
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.events import PartyDescribed
from ledger.errors import Problems
from ledger.log.format import codec

BAD = ["\u3164\u200b", "a\u202eb", "Title\n\nOutstanding hurdles (0)"]


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda text: Describe(entity=Party(id="z", name=text)), "name"),
        (lambda text: Describe(entity=Party(id="z", name="Z", aliases=("Y", text))), "aliases"),
        (lambda text: Describe(entity=Partnership(id="z", title=text, parties=("a",))), "title"),
        (lambda text: Describe(entity=Instrument(id="z", title=text)), "title"),
        (
            lambda text: RecordClaim(
                document="d",
                quote="statement 1.",
                partnership="p",
                development=RequirementStated(hurdle="h", title=text),
            ),
            "title",
        ),
    ],
)
def test_python_is_refused_with_the_field_and_a_way_out(desk, make, field, text):
    """Every name and title is checked, for readers see them on pages and terminals."""
    desk.document("d", "2024-06-01")
    with pytest.raises(Problems) as caught:
        desk.tell(make(text))
    (problem,) = caught.value.problems
    assert ("bad-title", field) == (problem.code, problem.field)
    assert "on one line" in problem.fix


@pytest.mark.parametrize("text", BAD)
def test_an_import_is_refused_at_the_line_also_next_to_another_mistake(desk, text):
    """A bad title is reported once, with the other mistake of its entry."""
    wrong = {"kind": "party", "id": "z", "name": text, "typ": "state"}
    for entry, count in (({**wrong, "type": "state"} | {"typ": None}, 2), (wrong, 2)):
        with pytest.raises(Problems) as caught:
            desk.ledger.import_entries(json.dumps([entry], ensure_ascii=False))
        codes = [one.code for one in caught.value.problems]
        assert (count, 1) == (len(codes), codes.count("bad-title"))
        assert all(one.where.line == 1 for one in caught.value.problems)


def test_a_name_that_was_recorded_before_the_rule_is_there_and_keeps_nothing_out(desk):
    """An old ledger can be read, and its party described further."""
    old = Party(id="z", name="Z\n")
    desk.ledger.log.append([codec.encode(PartyDescribed(party=old, revision=0))])
    (outcome,) = desk.ledger.submit([Describe(entity=old)])
    assert not outcome.new
    desk.tell(Describe(entity=Party(id="z", name="Z\n", aliases=("Zed",))))
