"""Recording again: what was ever recorded is there already, and what changes is asked for."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    JudgeParties,
    RecordClaim,
    Retract,
)
from ledger.claims.developments import ConsentsCounted, RequirementStated
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import PartyKind, Verdict
from ledger.errors import Problems
from ledger.sources.document import Document, join_excerpts, sha256_of
from ledger.sources.kinds import Extent, SourceKind
from tests.properties.conftest import RandomDesk
from tests.thorough import examples

BASE = Party(id="korea", name="South Korea", type=PartyKind.STATE)
RICHER = Party(id="korea", name="South Korea", code="KOR", aliases=("Korea",))
RULE = rule_from({"when": [{"consents": 11}]})


def describe(entity, **more):
    return Describe(entity=entity, **more)


def problems(desk, *commands, **more):
    with pytest.raises(Problems) as caught:
        desk.ledger.submit(commands, **more)
    return [(one.code, one.field) for one in caught.value.problems]


def party(desk, name="korea"):
    return desk.ledger.entities().parties[name]


def test_a_description_adds_to_what_was_described(desk):
    """A field that is not stated keeps its value; one that was empty is filled."""
    desk.tell(describe(BASE))
    desk.tell(describe(RICHER))
    whole = Party(
        id="korea", name="South Korea", type=PartyKind.STATE, code="KOR", aliases=("Korea",)
    )
    assert party(desk) == whole
    before = desk.ledger.log.head().size
    for again in (BASE, RICHER, whole):
        (outcome,) = desk.ledger.submit([describe(again)])
        assert (outcome.new, outcome.overtaken) == (False, ())
    assert desk.ledger.log.head().size == before


def test_an_older_file_does_not_take_a_rule_away(desk):
    """A field that an entry leaves out keeps its value, so an old bare file loses nothing."""
    bare = Instrument(id="alce", title="ALCE", partnerships=("p",))
    desk.tell(describe(bare))
    desk.tell(describe(Instrument(id="alce", title="ALCE", entry_into_force=RULE)))
    desk.tell(describe(bare))
    held = desk.ledger.entities().instruments["alce"]
    assert (held.entry_into_force, held.partnerships) == (RULE, ("p",))


def test_what_would_change_is_shown_with_what_recorded_it_and_is_asked_for(desk):
    """Old, new and position of each change come in a refusal; ``replace`` then takes it."""
    desk.tell(describe(BASE))
    position = desk.ledger.log.head().size - 1
    desk.tell(describe(RICHER))
    other = Party(id="korea", name="Korea Inc.", type=PartyKind.COMPANY)
    with pytest.raises(Problems) as caught:
        desk.tell(describe(other))
    found = {one.field: (one.code, one.old, one.new, one.position) for one in caught.value.problems}
    assert found == {
        "name": ("would-change", "South Korea", "Korea Inc.", position),
        "type": ("would-change", PartyKind.STATE, PartyKind.COMPANY, position),
    }
    assert 'from "South Korea" (recorded at position' in str(caught.value.problems[0])
    (outcome,) = desk.ledger.submit([describe(other)], replace=True)
    assert outcome.new
    assert (party(desk).name, party(desk).code) == ("Korea Inc.", "KOR")
    (old,) = desk.ledger.submit([describe(BASE)])
    assert not old.new
    assert [(one.field, one.now) for one in old.overtaken] == [
        ("name", "Korea Inc."),
        ("type", PartyKind.COMPANY),
    ]


def test_a_field_is_emptied_on_purpose_alone(desk):
    """What was emptied is not filled again by a file that does not ask for it."""
    desk.tell(describe(RICHER))
    empty = describe(Party(id="korea", name="South Korea"), fields=frozenset({"code"}))
    assert problems(desk, empty) == [("would-change", "code")]
    desk.ledger.submit([empty], replace=True)
    assert (party(desk).code, party(desk).aliases) == (None, ("Korea",))
    new = Party(id="korea", name="South Korea", code="KOR", part_of="a")
    assert problems(desk, describe(new)) == [("would-change", "code")]


def test_later_entries_of_one_file_add_and_do_not_contradict(desk):
    """A party that is plainly renamed, by an alias or a code, is no contradiction."""
    desk.tell(describe(BASE), describe(RICHER))
    assert party(desk).code == "KOR"
    turkey = Party(id="turkiye", name="Turkey")
    for later in (Party(id="turkiye", name="Kenya"), Party(id="turkiye", name="Türkiye")):
        assert problems(desk, describe(turkey), describe(later)) == [("described-twice", "name")]
    renamed = Party(id="turkiye", name="Türkiye", aliases=("Turkey",))
    desk.tell(describe(turkey), describe(renamed))
    assert party(desk, "turkiye").name == "Türkiye"
    assert not any(one.new for one in desk.ledger.submit([describe(turkey), describe(renamed)]))


def test_tables_that_replace_say_the_same_the_second_time(desk):
    """Of several tables of one file the last holds, and to import them again changes nothing."""
    tables = [describe(Party(id="eswatini", name=name)) for name in ("Swaziland", "Eswatini")]
    assert all(one.new for one in desk.ledger.submit(tables, replace=True))
    assert party(desk, "eswatini").name == "Eswatini"
    assert not any(one.new for one in desk.ledger.submit(tables, replace=True))
    assert party(desk, "eswatini").name == "Eswatini"


def test_what_a_party_was_called_once_still_means_it(desk):
    """A file that names a party by its former name reads as it did; a present name goes first."""
    desk.tell(describe(BASE))
    desk.ledger.submit([describe(Party(id="korea", name="Republic of Korea"))], replace=True)
    desk.tell(describe(Partnership(id="q", title="Q", parties=("South Korea", "a"))))
    assert desk.ledger.entities().partnerships["q"].parties == ("korea", "a")


def test_the_tenth_revision_is_the_newest(desk):
    """Numbers in ids are counted, not sorted as text."""
    for number in range(13):
        desk.ledger.submit([describe(Party(id="korea", name=f"K{number}"))], replace=True)
    assert party(desk).name == "K12"


def test_an_erased_revision_keeps_its_number(desk):
    """What comes after it is one more, and never takes its id."""
    for number in range(3):
        desk.ledger.submit([describe(Party(id="korea", name=f"K{number}"))], replace=True)
    position = desk.ledger.log.find("party:korea:1").position
    desk.ledger.log.erase([position])
    desk.ledger.submit([describe(Party(id="korea", name="K3"))], replace=True)
    assert desk.ledger.log.find("party:korea:3") is not None
    assert party(desk).name == "K3"


def retract(target, **more):
    return Retract(target=target, by="ledger", reason="wrong", **more)


def test_what_was_retracted_and_restored_is_retracted_again_on_purpose(desk):
    """The same words import as nothing new; ``again`` says them once more, and once alone."""
    desk.document("d", "2024-06-12")
    claim = desk.count("d", 9, "2024-06-12")
    (first,) = desk.tell(retract(claim))
    (back,) = desk.tell(retract(first))
    (same,) = desk.ledger.submit([retract(claim)])
    assert (same.new, same.overtaken[0].now) == (False, f"taken back by {back}")
    (again,) = desk.ledger.submit([retract(claim, again=1)])
    assert again.new
    (more,) = desk.ledger.submit([retract(claim, again=1)])
    assert (more.new, more.overtaken) == (False, ())
    assert problems(desk, retract(claim, again=3)) == [("not-said-before", "again")]


def test_a_judgement_that_was_taken_back_does_not_come_back_by_itself(desk):
    """The same judgement once more is no new event, and the later one stays in force."""
    same = JudgeParties(party="a", other="b", verdict=Verdict.SAME, reason="one State")
    desk.tell(same)
    desk.tell(JudgeParties(party="a", other="b", verdict=Verdict.UNDECIDED, reason="not sure"))
    (old,) = desk.ledger.submit([same])
    assert (old.new, old.overtaken[0].now) == (False, "judged undecided")
    assert desk.ledger.show("a+b").event.judgement.verdict is Verdict.UNDECIDED


def test_a_history_in_one_file_is_no_contradiction(desk):
    """What was recorded in turn is there already; in a new file the same is two minds at once."""
    judgements = [
        JudgeParties(party="a", other="b", verdict=verdict, reason=verdict)
        for verdict in (Verdict.SAME, Verdict.UNDECIDED)
    ]
    assert problems(desk, *judgements) == [("described-twice", "verdict")]
    for judgement in judgements:
        desk.tell(judgement)
    for file in (judgements, judgements[::-1]):
        assert not any(outcome.new for outcome in desk.ledger.submit(file))
    assert desk.ledger.show("a+b").event.judgement.verdict is Verdict.UNDECIDED


def excerpts(*quotes):
    """A document that is kept as excerpts, and a claim on each."""
    document = Document(
        id="table",
        text=join_excerpts(quotes),
        title="table",
        publisher="UN",
        kind=SourceKind.DEPOSITARY,
        extent=Extent.EXCERPTS,
    )
    yield CaptureDocument(document=document)
    for count, quote in enumerate(quotes, 1):
        stated = ConsentsCounted(instrument="i", count=count)
        yield RecordClaim(development=stated, document="table", quote=quote, partnership="p")


QUOTING = tuple(
    tuple(excerpts(*quotes))
    for quotes in (
        ("four have", "five have"),
        ("six have", "as four have, five have"),
        ("it is said that six have", "five have"),
    )
)
"""Files that quote one document, some the words within another's."""


@examples(12)
@given(order=st.permutations(QUOTING), again=st.permutations(QUOTING))
def test_files_that_quote_one_document_extend_it_in_every_order(order, again):
    """Each is taken, every claim is there once, and none records anything a second time."""
    desk = RandomDesk()
    for file in order:
        desk.ledger.submit(file)
    assert {claim.evidence.exact for claim in desk.claims()} == {
        command.quote for file in QUOTING for command in file if isinstance(command, RecordClaim)
    }
    assert not any(outcome.new for file in again for outcome in desk.ledger.submit(file))


def test_a_file_with_an_erased_document_brings_nothing_back(desk):
    """The document and its claims are there, as erased; a new claim on it is refused."""
    desk.document("d", "2024-06-12")
    document = desk.ledger.register().document("d")
    claim = desk.count("d", 9, "2024-06-12")
    for name in ("document:d", f"claim:{claim}"):
        desk.ledger.log.erase([desk.ledger.log.find(name).position])
    size = desk.ledger.log.head().size
    again = CaptureDocument(document=document)
    (outcome,) = desk.ledger.submit([again])
    assert (outcome.new, outcome.overtaken[0].now) == (False, "erased")
    stated = RecordClaim(
        development=ConsentsCounted(instrument="i", count=3),
        document="d",
        quote="statement 7.",
        partnership="p",
    )
    assert problems(desk, again, stated) == [("was-erased", "document")]
    text = "other words"
    other = attrs.evolve(document, text=text, sha256=sha256_of(text))
    assert problems(desk, CaptureDocument(document=other)) == [("already-otherwise", "text")]
    assert desk.ledger.log.head().size == size


def test_old_files_are_there_although_what_came_later_forbids_them_now(desk):
    """A requirement against a circle drawn since; a correction that was corrected since."""
    desk.document("d", "2024-06-12")

    def requirement(hurdle, blocked):
        stated = RequirementStated(hurdle=hurdle, title=hurdle, blocks=(blocked,))
        return RecordClaim(
            development=stated, document="d", quote="statement 1.", partnership="p", id=hurdle
        )

    desk.tell(requirement("ha", "hb"))
    desk.tell(retract("ha"))
    desk.tell(requirement("hb", "ha"))
    (old,) = desk.ledger.submit([requirement("ha", "hb")])
    assert not old.new

    def corrected(claim, count):
        becomes = RecordClaim(
            development=ConsentsCounted(instrument="i", count=count),
            document="d",
            quote="statement 2.",
            partnership="p",
            id=f"c{count}",
        )
        return CorrectClaim(claim=claim, by="ledger", reason="misread", becomes=becomes)

    first = corrected(desk.count("d", 9, "2024-06-12"), 10)
    desk.tell(first)
    desk.tell(corrected("c10", 11))
    (old,) = desk.ledger.submit([first])
    assert not old.new
