"""Corrections, retractions and disputes on the three clocks (docs/resolution.md, 2)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs
import pytest

from ledger.claims.commands import Describe, RecordClaim
from ledger.claims.developments import ConsentsCounted, MeetingHeld, RequirementStated, Signed
from ledger.claims.entities import Instrument, Partnership
from ledger.claims.vocabulary import ConsentStage, Modality
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.facts.facts import CapturedDocument, Facts, RecordedClaim
from ledger.projections.weighing.standing_claims import Fall, Standing
from ledger.sources.document import Document
from ledger.sources.kinds import Lineage, SourceKind


@pytest.fixture
def wire_story(desk):
    """A wire says 11, two clients reprint it, a local paper says 10; the wire kills its story."""
    desk.on("2024-05-09")
    desk.document("wire", "2024-05-08", "wire", publisher="The Wire")
    desk.document("client-1", "2024-05-08", lineage="syndicated", root="wire")
    desk.document("client-2", "2024-05-08", lineage="syndicated", root="wire")
    desk.document("local", "2024-05-07")
    for name, count in (("wire", 11), ("client-1", 11), ("client-2", 11), ("local", 10)):
        desk.count(name, count, "2024-05-07")
    return desk


def reasons(desk) -> list[str]:
    """Why claims fall, on the latest clocks."""
    view = desk.ledger.view("p", desk.at("2024-06-01"))
    return sorted(one.reason for one in view.standing.fallen.values())


def test_a_retraction_takes_the_reprints_with_it(wire_story):
    """Known on 10 May it is 11; known on 12 May it is 10, and three claims fell."""
    wire_story.on("2024-05-11").retract("wire", "The Wire", published=parse("2024-05-11"))
    wire_story.on("2024-06-01")

    assert 11 == wire_story.consents("2024-06-01", known_at="2024-05-10").count
    assert 10 == wire_story.consents("2024-06-01", known_at="2024-05-12").count
    assert [Fall.DOCUMENT_RETRACTED, Fall.ROOT_RETRACTED, Fall.ROOT_RETRACTED] == reasons(
        wire_story
    )


def test_a_retraction_is_on_the_published_clock(wire_story):
    """Who could only read what was out on 10 May still read 11."""
    wire_story.on("2024-05-12").retract("wire", "The Wire", published=parse("2024-05-11"))

    assert 11 == wire_story.consents("2024-06-01", published_by="2024-05-10").count
    assert 10 == wire_story.consents("2024-06-01", published_by="2024-05-11").count


def test_a_retraction_retracted_brings_the_claims_back(wire_story):
    """The wire withdraws the withdrawal."""
    killed = wire_story.on("2024-05-11").retract("wire", "The Wire")
    wire_story.on("2024-05-13").retract(killed, "The Wire")

    assert 11 == wire_story.consents("2024-06-01").count
    assert 10 == wire_story.consents("2024-06-01", known_at="2024-05-12").count
    assert [] == reasons(wire_story)


def test_a_stranger_can_dispute_and_not_retract(wire_story):
    """A blog's word marks the value as disputed, and changes nothing else."""
    claim = wire_story.consents("2024-06-01").claims[0]

    with pytest.raises(Problems) as caught:
        wire_story.retract(claim, "A Blog")
    assert ["not-entitled"] == [one.code for one in caught.value.problems]

    wire_story.dispute(claim, "A Blog")

    status = wire_story.status("2024-06-01")
    assert 11 == wire_story.consents("2024-06-01").count
    assert [(claim, "disputed")] == [(one.subject, one.reason) for one in status.contested]
    assert [("A Blog", "wrong")] == [(one.by, one.reason) for one in status.contested[0].disputes]


def test_a_correction_replaces_a_claim_and_its_reprints_fall(wire_story):
    """The wire corrects 11 to 10: the reprints of 11 fall with it."""
    wire_story.on("2024-05-11").document("erratum", "2024-05-11", "wire", publisher="The Wire")
    claim = wire_story.consents("2024-06-01").claims[0]
    becomes = RecordClaim(
        development=ConsentsCounted(
            instrument="i", count=10, required=11, stage=ConsentStage.DEPOSITED
        ),
        document="erratum",
        quote="statement 1.",
        occurred=parse("2024-05-07"),
        partnership="p",
    )
    wire_story.correct(claim, "the wire", becomes)

    assert 10 == wire_story.consents("2024-06-01").count
    assert [Fall.CORRECTED, Fall.ROOT_CORRECTED, Fall.ROOT_CORRECTED] == reasons(wire_story)


def test_what_was_not_yet_published_is_not_read(desk):
    """A claim of June does not matter to who reads in May."""
    desk.document("june", "2024-06-12")
    claim = desk.count("june", 9)

    assert {claim: Fall.UNPUBLISHED} == falls(desk, published_by="2024-06-11")
    assert None is desk.consents("2024-07-01", published_by="2024-06-11").count
    assert 9 == desk.consents("2024-07-01", published_by="2024-06-12").count


def standing(desk, **clocks):
    """What stands for who asks of 1 June 2024."""
    return desk.ledger.view("p", desk.at("2024-06-01", **clocks)).standing


def falls(desk, **clocks):
    """By claim, why it does not stand."""
    return {name: one.reason for name, one in standing(desk, **clocks).fallen.items()}


def test_claims_and_disputes_stand_in_the_order_of_their_ids(desk):
    """Not in that of their arrival: eight of each would hardly arrive in order."""
    desk.document("news", "2024-05-01")
    claims = [desk.count("news", number) for number in range(1, 9)]
    for number in range(8):
        desk.dispute(claims[0], f"blog {number}")
    found = standing(desk)
    assert sorted(claims) == [one.claim.id for one in found.claims]
    disputes = [one.id for one in found.disputes[claims[0]]]
    assert (8, sorted(disputes)) == (len(disputes), disputes)
    assert [claims[0]] == list(found.disputes)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05", "2024-05-31"),
        ("2023-12-01/..", "2024-01-01"),
        (None, "2024-01-01"),
    ],
)
def test_a_document_could_be_read_by_its_last_day_or_else_by_its_capture(desk, published, day):
    """The desk captures on 1 January; a document that names no last day is read from then on."""
    desk.document("news", published)
    desk.count("news", 9)
    held = standing(desk)
    for _ in "twice":
        assert date.fromisoformat(day) == held.published("news")
        assert "news" == held.root("news")


def captured(**roots):
    """Documents that derive from one another, as a log that was read in part may hold them."""
    return Facts(
        documents={
            name: CapturedDocument(
                document=Document(
                    id=name,
                    text=name,
                    title=name,
                    publisher=name,
                    kind=SourceKind.NEWS,
                    lineage=Lineage.ORIGINAL if root is None else Lineage.SYNDICATED,
                    root=root,
                ),
                captured_at=datetime(2024, 1, 1, tzinfo=UTC),
                readable_by=date(2024, 1, 1),
            )
            for name, root in roots.items()
        }
    )


@pytest.mark.parametrize(
    ("roots", "line"),
    [
        ({"c": "b", "b": "a", "a": None}, "cba"),
        ({"c": "b", "b": "c"}, "cb"),
    ],
    ids=["to its root", "once round a circle"],
)
def test_a_line_of_documents_leads(roots, line):
    """A line goes from copy to root, and once round a circle; asked twice it is the same."""
    held = Standing(captured(**roots), Clocks(valid_at=date(2024, 6, 1)))
    for _ in "twice":
        assert line == "".join(one.document.id for one in held.line("c"))
        assert line[-1] == held.root("c")


def test_a_root_that_is_not_there_is_a_root_all_the_same():
    """Its words were erased: two retellings of it do not become two roots."""
    held = Standing(captured(c="b", b="a", d="a"), Clocks(valid_at=date(2024, 6, 1)))
    assert ["a", "a", "a"] == [held.root(name) for name in "bcd"]


@pytest.mark.parametrize("by", ["ledger", "Ledger"])
def test_the_ledgers_own_error_is_on_no_published_clock(desk, by):
    """Taken back on 20 May: who reads what was out on 10 May reads no error of ours."""
    desk.on("2024-05-02").document("news", "2024-05-01", publisher="The News")
    one, other = desk.count("news", 9), desk.count("news", 8)
    desk.on("2024-05-20").retract(one, by)
    desk.retract(other, "The News")
    assert {one: Fall.RETRACTED} == falls(desk, published_by="2024-05-10")
    assert {one, other} == set(falls(desk, published_by="2024-05-20"))


def test_a_retraction_of_a_vague_day_could_be_read_by_its_last(desk):
    """Until the last possible day of its publication a reader still sees the claim."""
    desk.document("news", "2024-05-01")
    claim = desk.count("news", 9)
    desk.retract(claim, "news", published=parse("2024-05-10/2024-05-20"))
    assert {} == falls(desk, published_by="2024-05-19")
    assert {claim: Fall.RETRACTED} == falls(desk, published_by="2024-05-20")


def test_of_several_retractions_the_first_by_id_is_named(desk):
    """Whichever came first: eight would hardly come in order."""
    desk.document("news", "2024-05-01")
    claim = desk.count("news", 9)
    acts = [desk.retract(claim, "news", published=parse(f"2024-05-{day}")) for day in range(10, 18)]
    assert min(acts) == standing(desk).fallen[claim].act
    desk.retract(min(acts), "news")
    assert sorted(acts)[1] == standing(desk).fallen[claim].act


def test_of_several_corrections_the_first_by_id_is_named(desk):
    """Eight corrections of one claim give one reason, the same in every order."""
    desk.document("news", "2024-05-01")
    claim = desk.count("news", 9)
    development = ConsentsCounted(
        instrument="i", count=8, required=11, stage=ConsentStage.DEPOSITED
    )
    acts = [
        desk.correct(
            claim,
            "news",
            RecordClaim(
                development=development,
                document="news",
                quote=f"statement {number}.",
                partnership="p",
            ),
        )
        for number in range(20, 28)
    ]
    fallen = standing(desk).fallen[claim]
    assert (Fall.CORRECTED, min(acts)) == (fallen.reason, fallen.act)


def test_only_retellings_of_what_was_taken_back_fall_with_it(desk):
    """Inexactly, too; but not another matter, another modality, or a second claim of the root."""
    desk.document("wire", "2024-05-01", "wire")
    desk.document("reprint", "2024-05-02", lineage="syndicated", root="wire")
    claim, second = desk.count("wire", 9), desk.count("wire", 9)
    inexact = desk.count("reprint", 8)
    desk.claim("reprint", MeetingHeld())
    desk.count("reprint", 9, stage=ConsentStage.SIGNED)
    retold = desk.count("reprint", 9)
    expected = desk.count("reprint", 9, "2024-12", modality=Modality.EXPECTED)
    first, again = desk.retract(claim, "wire"), desk.retract(second, "wire")
    found = standing(desk).fallen
    assert {claim: Fall.RETRACTED, second: Fall.RETRACTED} | {
        retold: Fall.ROOT_RETRACTED,
        inexact: Fall.ROOT_RETRACTED,
    } == {name: one.reason for name, one in found.items()}
    assert (first if claim < second else again) == found[retold].act
    assert expected in {one.claim.id for one in standing(desk).claims}


def test_a_claim_of_the_root_that_says_the_same_stands_on_its_own(desk):
    """Retracting one of two equal claims of a wire does not take the other."""
    desk.document("wire", "2024-05-01", "wire")
    claim, second = desk.count("wire", 9), desk.count("wire", 9)
    desk.retract(claim, "wire")
    assert {claim: Fall.RETRACTED} == falls(desk)
    assert [second] == [one.claim.id for one in standing(desk).claims]


def test_a_claim_belongs_to_its_partnership_and_to_those_that_follow_its_instrument(cast):
    """In the order of ids, whatever the order of arrival; an unknown instrument has none."""
    instruments = {
        name: Instrument(id=name, title=name, partnerships=partnerships)
        for name, partnerships in (("k", ("q",)), ("j", ()), ("i", ("q", "r")))
    }
    spoken = cast("c", 9, "2024-05-01").claim
    told = {
        "c": attrs.evolve(spoken, partnership="p"),
        "b": attrs.evolve(spoken, id="b"),
        "a": attrs.evolve(spoken, id="a", partnership="p", development=MeetingHeld()),
        "d": attrs.evolve(
            spoken, id="d", development=ConsentsCounted(instrument="unknown", count=1)
        ),
    }
    claims = {
        name: RecordedClaim(
            claim=claim, recorded_at=datetime(2024, 1, 1, tzinfo=UTC), recorded_by=None
        )
        for name, claim in told.items()
    }
    facts = attrs.evolve(captured(c=None), instruments=instruments, claims=claims)
    held = Standing(facts, Clocks(valid_at=date(2024, 6, 1)))
    assert [{"p", "q", "r"}, {"q", "r"}, {"p"}, set()] == [
        held.homes(told[name]) for name in "cbad"
    ]
    found = {name: "".join(one.claim.id for one in held.in_partnership(name)) for name in "pqrs"}
    assert {"p": "ac", "q": "bc", "r": "bc", "s": ""} == found
    assert [["i", "k"], ["i"], []] == [list(held.followed(name)) for name in "qrs"]


def test_an_instrument_that_names_no_partnership_is_followed_where_acts_on_it_are_filed(desk):
    """By acts that stand. A requirement that speaks of it is no act; what it names goes before."""
    desk.tell(
        Describe(entity=Partnership(id="q", title="Q", parties=("a", "c"))),
        Describe(entity=Instrument(id="t", title="T", between=("a", "c"))),
    )
    desk.document("news", "2024-05-01")
    needed = RequirementStated(hurdle="h", title="conclude it", instrument="t")
    desk.claim("news", needed, modality=Modality.REQUIRED)
    acts = [
        desk.claim("news", Signed(instrument="t", party=party), "2024-05-01", partnership="q")
        for party in "ac"
    ]
    elsewhere = desk.claim("news", Signed(instrument="t", party="c"), "2024-05-01", partnership="p")

    def stages():
        views = (desk.ledger.view(name, desk.at("2024-06-01")) for name in "pq")
        return [[(one.id, str(one.stage)) for one in view.instruments] for view in views]

    assert [[("i", "unknown"), ("t", "signed")], [("t", "signed")]] == stages()
    desk.retract(elsewhere, "news")
    assert [[("i", "unknown")], [("t", "signed")]] == stages()
    desk.tell(Describe(entity=Instrument(id="t", title="T", partnerships=("p",))))
    assert [[("i", "unknown"), ("t", "signed")], []] == stages()
    assert acts[0] in {claim.claim.id for claim in standing(desk).claims}


def test_a_document_that_is_called_like_a_corrected_claim_stands(desk):
    """Ids of documents and of claims are apart: what was done to one is not done to the other."""
    desk.document("news", "2024-05-01")
    desk.document("nine", "2024-05-01")
    desk.count("news", 9, "2024-05-01", id="nine")
    other = desk.count("nine", 9, "2024-05-01")
    becomes = RecordClaim(
        document="news", development=ConsentsCounted(instrument="i", count=8, required=11),
        quote="statement 9.", partnership="p",
    )  # fmt: skip
    desk.correct("nine", "news", becomes)
    assert "nine" in falls(desk)
    assert other not in falls(desk)


@pytest.fixture
def line(desk):
    """A wire, a reprint that names it, and "a-copy" of the reprint, each with nine deposits."""
    desk.document("wire", "2024-05-01", "wire")
    desk.document("reprint", "2024-05-02", lineage="syndicated", root="wire")
    desk.document("a-copy", "2024-05-03", lineage="syndicated", root="reprint")
    for name in ("wire", "reprint", "a-copy"):
        desk.count(name, 9, id=f"nine-of-{name}")
    return desk


@pytest.mark.parametrize(
    ("target", "publisher", "fallen"),
    [
        ("wire", "wire", {"wire": "document", "reprint": "root", "a-copy": "root"}),
        ("reprint", "reprint", {"reprint": "document", "a-copy": "root"}),
        ("a-copy", "a-copy", {"a-copy": "document"}),
    ],
)
def test_a_document_takes_along_all_that_comes_below_it(line, target, publisher, fallen):
    """By its own act, what it says nothing of too; a document above it stands."""
    more = line.claim("a-copy", MeetingHeld(host="a"))
    act = line.retract(target, publisher)
    found = standing(line).fallen
    expected = {f"nine-of-{name}": f"{why}-retracted" for name, why in fallen.items()}
    expected[more] = f"{fallen['a-copy']}-retracted"
    assert expected == {name: str(one.reason) for name, one in found.items()}
    assert {act} == {one.act for one in found.values()}
    documents = ("wire", "reprint", "a-copy")
    assert [target] == [name for name in documents if standing(line).retracted(name)]


def test_a_claim_takes_along_what_retells_it_through_any_number(line):
    """In whatever order the documents come, those nearer to the root fall first."""
    line.retract("nine-of-wire", "wire")
    filed = standing(line).filed
    for names in (list(filed.documents), sorted(filed.documents), list(filed.documents)[::-1]):
        documents = {name: filed.documents[name] for name in names}
        held = Standing(attrs.evolve(filed, documents=documents), standing(line).clocks)
        assert {
            "nine-of-wire": Fall.RETRACTED,
            "nine-of-reprint": Fall.ROOT_RETRACTED,
            "nine-of-a-copy": Fall.ROOT_RETRACTED,
        } == {name: one.reason for name, one in held.fallen.items()}


def test_what_was_taken_back_itself_keeps_its_own_reason(line):
    """The reprint took its count back before the wire did."""
    own = line.retract("nine-of-reprint", "reprint")
    line.retract("nine-of-wire", "wire")
    fallen = standing(line).fallen["nine-of-reprint"]
    assert (Fall.RETRACTED, own) == (fallen.reason, fallen.act)


def test_a_document_whose_words_were_erased_takes_its_retellings_along_all_the_same(line):
    """Nobody can read the wire any more; that it took its story back still holds."""
    line.retract("wire", "wire")
    line.ledger.erase("document:wire", reason="order")
    expected = {f"nine-of-{name}": Fall.ROOT_RETRACTED for name in ("reprint", "a-copy")}
    assert expected.items() <= falls(line).items()


@pytest.mark.parametrize("target", ["nine-of-wire", "nine-also"])
def test_a_retelling_stands_while_a_claim_that_it_may_retell_does(line, target):
    """The wire has the nine twice: the reprint falls with both, and not with either."""
    line.count("wire", 9, id="nine-also")
    line.retract(target, "wire")
    assert {target: Fall.RETRACTED} == falls(line)
    line.retract("nine-of-wire" if target == "nine-also" else "nine-also", "wire")
    assert {"nine-of-wire", "nine-also", "nine-of-reprint", "nine-of-a-copy"} == set(falls(line))


@pytest.mark.parametrize(
    ("published", "stands"),
    [("2024-05-09", False), ("2024-05-10", True), ("2024-05-11", True)],
)
def test_a_retelling_of_the_day_of_a_correction_may_retell_that(desk, published, stands):
    """Nine, corrected to eight on 10 May; a reprint's eight of the day before retold the nine."""
    desk.on("2024-05-20").document("wire", "2024-05-01", "wire")
    nine = desk.count("wire", 9)
    desk.document("erratum", "2024-05-10", "wire", publisher="wire")
    becomes = RecordClaim(
        development=ConsentsCounted(
            instrument="i", count=8, required=11, stage=ConsentStage.DEPOSITED
        ),
        document="erratum", quote="statement 50.", partnership="p",
    )  # fmt: skip
    desk.correct(nine, "wire", becomes)
    desk.document("reprint", published, lineage="syndicated", root="wire")
    eight = desk.count("reprint", 8)
    assert ({nine} if stands else {nine, eight}) == set(falls(desk))


@pytest.mark.parametrize("erased", ["wire", "erratum"])
def test_a_correction_whose_claim_was_erased_breaks_no_answer(desk, erased):
    """Of what was corrected, or of what took its place, the words may be gone."""
    desk.on("2024-05-20").document("wire", "2024-05-01", "wire")
    desk.count("wire", 9, id="nine")
    desk.document("erratum", "2024-05-10", "wire", publisher="wire")
    becomes = RecordClaim(
        development=ConsentsCounted(
            instrument="i", count=8, required=11, stage=ConsentStage.DEPOSITED
        ),
        document="erratum", quote="statement 50.", partnership="p", id="eight",
    )  # fmt: skip
    desk.correct("nine", "wire", becomes)
    desk.document("reprint", "2024-05-02", lineage="syndicated", root="wire")
    desk.count("reprint", 9, id="retold")
    desk.ledger.erase("claim:nine" if erased == "wire" else "claim:eight", reason="order")
    fallen = {} if erased == "wire" else {"nine": Fall.CORRECTED, "retold": Fall.ROOT_CORRECTED}
    assert fallen == falls(desk)
    assert (8 if erased == "wire" else None) == desk.consents("2024-06-01").count


def test_what_could_not_be_read_yet_took_nothing_along(desk):
    """The agency that stands between came out in May or June: who reads in May goes past it."""
    desk.on("2024-07-01").document("wire", "2024-05-01", "wire")
    desk.document("agency", "2024-05-02/2024-06-30", lineage="syndicated", root="wire")
    desk.document("paper", "2024-05-10", lineage="syndicated", root="agency")
    for name in ("wire", "agency", "paper"):
        desk.count(name, 9, id=f"nine-of-{name}")
    act = desk.retract("nine-of-wire", "wire", published=parse("2024-05-12"))
    found = standing(desk, published_by="2024-05-20").fallen
    assert (Fall.UNPUBLISHED, None) == (found["nine-of-agency"].reason, found["nine-of-agency"].act)
    assert (Fall.ROOT_RETRACTED, act) == (found["nine-of-paper"].reason, found["nine-of-paper"].act)
    assert standing(desk, published_by="2024-05-20").readable("nine-of-wire")
    assert not standing(desk, published_by="2024-05-20").readable("nine-of-agency")
    again = desk.retract("nine-of-agency", "agency", published=parse("2024-06-30"))
    assert again == standing(desk).fallen["nine-of-agency"].act
    assert date(2024, 6, 30) == standing(desk).dated("agency")


def test_what_is_retold_may_have_come_out_after_the_retelling_for_all_that_is_known(desk):
    """The wire's day is vague: a reprint of 10 May retells it though it may be of June."""
    desk.on("2024-07-01").document("wire", "2024-05-02/2024-06-30", "wire")
    desk.document("reprint", "2024-05-10", lineage="syndicated", root="wire")
    nine, retold = desk.count("wire", 9), desk.count("reprint", 9)
    desk.retract(nine, "wire")
    assert {nine: Fall.RETRACTED, retold: Fall.ROOT_RETRACTED} == falls(desk)


def test_who_follows_an_instrument_is_told_in_order(desk):
    """By id, whoever came first; an act that is filed nowhere makes nobody follow it."""
    names = ("z", "y", "x", "w", "v", "u")
    for name in names:
        desk.tell(Describe(entity=Partnership(id=name, title=name, parties=("a", "c"))))
    desk.tell(
        Describe(entity=Instrument(id="t", title="T", between=("a", "c"))),
        Describe(entity=Instrument(id="k", title="K", partnerships=names)),
    )
    desk.document("news", "2024-05-01")
    desk.claim("news", Signed(instrument="t", party="a"), "2024-05-01", partnership=None)
    desk.claim("news", Signed(instrument="t", party="c"), "2024-05-01", partnership="u")
    held = desk.ledger.view("u", desk.at("2024-06-01")).standing
    assert ["u"] == list(held.followers("t"))
    assert sorted(names) == list(held.followers("k"))
    described = {name: [each.id for each in held.described_in(name)] for name in (*names, "q")}
    assert {name: ["k"] for name in names} | {"q": []} == described


@pytest.mark.parametrize(
    ("occurred", "last"),
    [
        ("2024-05", "2024-05-31"),
        ("2024-05-02", "2024-05-02"),
        ("2024-05-02/..", "2024-07-01"),
        (None, "2024-07-01"),
    ],
)
def test_a_claim_is_of_its_last_day_and_of_its_publication_where_it_names_none(
    desk, occurred, last
):
    """The day on which members of a group are looked for."""
    desk.document("news", "2024-07-01")
    name = desk.claim("news", Signed(instrument="i", party="a"), occurred)
    standing = desk.ledger.view("p", desk.at("2024-12-31")).standing
    assert last == str(standing.day_of(standing.facts.claims[name].claim))


def test_acts_are_found_by_what_they_are_on(desk):
    """A dispute by the claim, a retraction by what it takes back: a claim, a document."""
    desk.document("news", "2024-05-01")
    first, second = (desk.count("news", number, "2024-05-01") for number in (8, 9))
    disputed = desk.dispute(first, by="other")
    taken_back = desk.retract(first, by="news")
    withdrawn = desk.retract("news", by="news")
    standing = desk.ledger.view("p", desk.at("2024-12-31")).standing
    on = [{each.act.id for each in standing.acts_on(target)} for target in (first, "news", second)]
    assert [{disputed, taken_back}, {withdrawn}, set()] == on
