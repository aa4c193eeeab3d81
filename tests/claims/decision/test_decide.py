"""Deciding: names must be known, words must stand, and asking twice decides nothing new."""

from __future__ import annotations

import attrs
import pytest

from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    RecordClaim,
    Retract,
)
from ledger.claims.developments import (
    ApprovalGranted,
    ConsentsCounted,
    MeetingHeld,
    OpinionStated,
    RequirementStated,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.entry_into_force import rule_from
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.sources.document import Document


def refused(desk, *commands) -> list[tuple[int, str, str]]:
    """The index, field and code of every problem; and proof that nothing was recorded."""
    before = desk.ledger.at(desk.at("2024-01-01")).position
    with pytest.raises(Problems) as caught:
        desk.tell(*commands)
    assert before == desk.ledger.at(desk.at("2024-01-01")).position
    return [(one.index, one.field, one.code) for one in caught.value.problems]


def opinion(**more) -> RecordClaim:
    fields = {"document": "d", "quote": "statement 1.", "partnership": "p"} | more
    return RecordClaim(development=OpinionStated(topic="space"), **fields)


@pytest.fixture
def read(desk):
    """A desk with one document, ``d``."""
    desk.document("d", "2024-06-12", publisher="The Paper")
    return desk


def test_every_problem_of_a_batch_is_told_and_nothing_is_recorded(read):
    """One run shows all that is to be mended, each by its command and field."""
    assert [
        (0, "document", "not-known"),
        (1, "quote", "quote-not-found"),
        (1, "asserted_by", "not-known"),
        (3, "partnership", "not-known"),
    ] == sorted(
        refused(
            read,
            opinion(document="e"),
            opinion(quote="never said", asserted_by="nobody"),
            opinion(),
            opinion(partnership="q"),
        ),
        key=lambda one: (one[0], one[1] != "quote" and one[1] != "document"),
    )


def test_a_claim_may_point_at_what_stands_earlier_in_its_own_batch(desk):
    """A document and the claims on it can be recorded together."""
    document = Document(
        id="new", text="The words.", title="t", publisher="x", kind="news", published=parse("2024")
    )
    ids = desk.tell(
        Describe(entity=Partnership(id="q", title="Q", parties=("a",))),
        CaptureDocument(document=document),
        opinion(document="new", quote="The words.", partnership="q"),
    )
    assert ["q", "new"] == ids[:2]


def test_the_same_claim_twice_is_one(read):
    """What is asked for again is found, not recorded a second time."""
    (first,) = read.tell(opinion())
    (outcome,) = read.ledger.submit([opinion()])
    assert (first, False) == (outcome.id, outcome.new)


def test_a_name_given_to_a_claim_holds_one_claim(read):
    """A chosen id cannot come to mean another claim."""
    read.tell(opinion(id="mine"))
    assert [(0, "id", "already-otherwise")] == refused(
        read, opinion(id="mine", quote="statement 2.")
    )


def test_a_claim_that_no_status_could_show_is_refused(read):
    """Without a partnership it would be recorded and never seen."""
    assert [(0, "partnership", "nothing-to-do")] == refused(read, opinion(partnership=None))


def test_an_unknown_name_is_refused_with_the_nearest_known(read):
    """A spelling mistake makes no new party; the way out names the right one."""
    read.tell(Describe(entity=Party(id="korea", name="Republic of Korea")))
    with pytest.raises(Problems) as caught:
        read.tell(opinion(asserted_by="corea"))
    assert "did you mean korea (Republic of Korea)?" in caught.value.problems[0].fix


def test_a_step_on_a_hurdle_belongs_where_the_hurdle_does(read):
    """A step needs a stated hurdle, and takes its partnership from it."""
    granted = RecordClaim(
        development=ApprovalGranted(hurdle="licence"), document="d", quote="statement 2."
    )
    assert [(0, "hurdle", "not-known")] == refused(read, granted)
    read.claim("d", RequirementStated(hurdle="licence", title="a licence"), modality="required")
    (claim,) = read.tell(granted)
    assert "p" == read.ledger.show(claim).event.claim.partnership


def test_words_alone_date_a_claim_relative_to_its_document(read):
    """Last month counts from the day of publication, and the words are kept."""
    (claim,) = read.tell(opinion(occurred_words="last month"))
    occurred = read.ledger.show(claim).event.claim.occurred
    assert ("2024-05", "last month") == (str(occurred.edtf), occurred.words)


def test_the_same_text_is_one_document(read):
    """Captured twice from one publisher, a text keeps its first id."""
    held = read.ledger.show("document:d").event.document
    same = Document(text=held.text, title=held.title, publisher=held.publisher, kind="news")
    (outcome,) = read.ledger.submit([CaptureDocument(document=same)])
    assert ("d", False) == (outcome.id, outcome.new)


def test_the_same_text_by_another_publisher_must_say_how_it_derives(read):
    """A reprint must not count as a second independent source."""
    held = read.ledger.show("document:d").event.document
    same = Document(text=held.text, title=held.title, publisher="Another", kind="news")
    assert [(0, "publisher", "already-otherwise")] == refused(read, CaptureDocument(document=same))
    reprint = Document(
        text=held.text,
        title=held.title,
        publisher="Another",
        kind="news",
        lineage="syndicated",
        root="d",
    )
    (outcome,) = read.ledger.submit([CaptureDocument(document=reprint)])
    assert outcome.new


def test_a_root_must_be_captured_first(desk):
    """A lineage never points at a document that the ledger does not have."""
    document = Document(
        text="w", title="t", publisher="x", kind="news", lineage="translated", root="absent"
    )
    assert [(0, "root", "not-known")] == refused(desk, CaptureDocument(document=document))


def test_a_description_can_be_changed_and_changed_back(desk):
    """What changes is asked for; what holds already is not new, asked for or not."""
    for name in ("New", "A", "New"):
        (outcome,) = desk.ledger.submit([Describe(entity=Party(id="a", name=name))], replace=True)
        assert outcome.new
        assert name == desk.ledger.entities().parties["a"].name
    (outcome,) = desk.ledger.submit([Describe(entity=Party(id="a", name="New"))])
    assert not outcome.new


def test_descriptions_point_at_what_is_known(desk):
    """Every id in a description is looked up, and each that is missing is named."""
    assert [
        (0, "id", "bad-name"),
        (1, "parties.0", "not-known"),
        (2, "between.0", "not-known"),
        (2, "partnerships", "not-known"),
        (2, "depositary", "not-known"),
        (3, "part_of", "not-known"),
    ] == refused(
        desk,
        Describe(entity=Party(id="Not a slug", name="x")),
        Describe(entity=Partnership(id="q", title="q", parties=("z",))),
        Describe(
            entity=Instrument(
                id="j", title="j", between=("z",), partnerships=("zz",), depositary="y"
            )
        ),
        Describe(entity=Party(id="x", name="x", part_of="nowhere")),
    )


def test_a_party_is_never_part_of_itself(desk):
    """Not by way of another party either; the circle is spelled out."""
    desk.tell(Describe(entity=Party(id="b", name="B", part_of="a")))
    with pytest.raises(Problems) as caught:
        desk.tell(Describe(entity=Party(id="a", name="A", part_of="b")))
    assert "a in b in a" in caught.value.problems[0].message


def test_acts_point_at_what_is_recorded(read):
    """What was never recorded can be neither retracted nor corrected."""
    assert [(0, "target", "not-known")] == refused(
        read, Retract(target="absent", by="ledger", reason="x")
    )
    assert [(0, "claim", "not-known")] == refused(
        read, CorrectClaim(claim="absent", by="ledger", reason="x", becomes=opinion())
    )


def test_a_correction_must_change_something(read):
    """To put the same claim in its own place is refused, not recorded as news."""
    (claim,) = read.tell(opinion())
    assert [(0, "becomes", "nothing-to-do")] == refused(
        read, CorrectClaim(claim=claim, by="ledger", reason="x", becomes=opinion())
    )


def test_the_ledger_corrects_its_own_coding_error_whatever_could_be_read(read):
    """Our own error is on no published clock: it shows at once on every one of them."""
    claim = read.count("d", 9, "2024-06-12")
    becomes = RecordClaim(
        development=ConsentsCounted(instrument="i", count=8, required=11, stage="deposited"),
        document="d",
        quote="statement 5.",
        partnership="p",
    )
    read.on("2024-08-01").correct(claim, "ledger", becomes, basis="coding-error")
    assert 8 == read.consents("2024-06-12", published_by="2024-06-12").count


def test_a_meeting_names_only_known_parties(read):
    """A participant in a list is looked up like any party, and named if unknown."""
    claim = RecordClaim(
        development=MeetingHeld(host="a", participants=("b", "zed")),
        document="d",
        quote="statement 3.",
        partnership="p",
    )
    assert [(0, "zed", "not-known")] == refused(read, claim)


def test_one_thing_described_in_two_ways_at_once_is_refused(desk):
    """Two rules for one instrument: nobody said which holds. A later description may differ."""
    one, other = (
        Instrument(id="t", title="T", entry_into_force=rule_from({"when": [{"consents": number}]}))
        for number in (2, 3)
    )
    found = refused(desk, Describe(entity=one), Describe(entity=other))
    assert [(1, "entry_into_force", "described-twice")] == found
    desk.tell(Describe(entity=one), Describe(entity=one))
    desk.ledger.submit([Describe(entity=other)], replace=True)
    held = desk.ledger.treaty("t", desk.at("2024-01-01")).instrument
    assert other.entry_into_force == held.entry_into_force


def test_a_date_that_the_words_exclude_is_refused_with_both(read):
    """July 1999 is not 2022; words that nobody can read leave the date alone."""
    excluded = opinion(occurred=parse("2022"), occurred_words="in July 1999")
    assert [(0, "occurred", "bad-date")] == refused(read, excluded)

    read.tell(opinion(occurred=parse("2022"), occurred_words="to date"))


@pytest.mark.parametrize(
    ("published", "problems"),
    [
        ("2024-06-15", [(0, "published", "published-later")]),
        ("2024-07", [(0, "published", "published-later")]),
        ("2042-06-01/..", [(0, "published", "published-later")]),
        ("2024-06-14", []),  # it is tomorrow already in half of the world
        ("2024-06", []),
        ("../2042", []),
        ("2024-07?", []),
        (None, []),
    ],
)
def test_nothing_is_recorded_that_is_certainly_published_after_today(desk, published, problems):
    """Today is 13 June 2024 in UTC; a vague day that may be past is taken."""
    desk.on("2024-06-13")
    capture = CaptureDocument(document=news(published))
    assert problems == (refused(desk, capture) if problems else [])
    if not problems:
        assert ["new"] == desk.tell(capture)


def test_what_was_recorded_by_a_clock_that_ran_ahead_is_there_all_the_same(desk):
    """A day that lies ahead is refused for what is new alone."""
    capture = CaptureDocument(document=news("2042-06-01"))
    desk.on("2042-06-01").tell(capture)
    desk.on("2024-06-13")
    assert [False] == [one.new for one in desk.ledger.submit([capture])]


@pytest.mark.parametrize("published", ["2042-06-01", "2024-07", "2024-06-15", "2042-06-01/.."])
@pytest.mark.parametrize("what", ["retraction", "dispute", "retraction of a dispute"])
def test_an_act_is_not_published_on_a_day_that_is_to_come(read, published, what):
    """As a document is not: on any clock it would be in force before anyone could read it."""
    claim = read.count("d", 9, "2024-06-12")
    made = read.dispute(claim, "The Ministry", published=parse("2024-06-13"))
    read.on("2024-06-13")
    day = parse(published)
    act = {
        "retraction": Retract(target=claim, by="The Paper", reason="x", published=day),
        "dispute": DisputeClaim(claim=claim, by="A Blog", reason="x", published=day),
        "retraction of a dispute": Retract(
            target=made, by="The Ministry", reason="x", published=day
        ),
    }[what]
    assert [(0, "published", "published-later")] == refused(read, act)
    for later in ("2024-06-14", "2024-06", "../2042"):
        assert read.tell(attrs.evolve(act, published=parse(later)))


def test_an_act_that_was_recorded_by_a_clock_that_ran_ahead_is_there_all_the_same(read):
    """A day that lies ahead is refused for what is new alone."""
    claim = read.count("d", 9, "2024-06-12")
    act = Retract(target=claim, by="ledger", reason="x", published=parse("2042-06-01"))
    read.on("2042-06-01").tell(act)
    read.on("2024-06-13")
    assert [False] == [one.new for one in read.ledger.submit([act])]


def test_a_document_with_another_mistake_has_its_day_told_too(desk):
    """One run tells all mistakes of an entry."""
    desk.on("2024-06-13")
    entry = (
        "- {kind: document, title: T, publisher: P, published: 2042-06-01, text: W, lineage: no}"
    )
    with pytest.raises(Problems) as caught:
        desk.ledger.import_entries(entry)
    assert {"lineage", "published"} == {one.field for one in caught.value.problems}


def news(published: str | None) -> Document:
    """A document ``new`` of a day."""
    day = None if published is None else parse(published)
    return Document(id="new", text="W.", title="t", publisher="x", kind="news", published=day)


def test_a_mistake_keeps_nothing_of_what_was_at_hand_when_it_was_found(desk):
    """Of a file with 100,000 unknown names each frame would else stay until all are told."""
    unknown = MeetingHeld(host="nobody", participants=("no-one",))
    with pytest.raises(Problems) as caught:
        desk.tell(attrs.evolve(opinion(), development=unknown))
    assert len(caught.value.problems) > 2
    assert [one.__traceback__ for one in caught.value.problems] == [None] * len(
        caught.value.problems
    )
    assert not [one for one in caught.value.problems if one.code == "not-known" and one.__dict__]
