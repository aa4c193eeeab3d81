"""A brief says where it stands, what changed, what is in the way, and on whose words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

import pytest

from ledger.app import open_ledger
from ledger.app.clocks import ChangedClock
from ledger.app.publication.brief import brief
from ledger.claims.developments import EnteredIntoForce
from ledger.demo import tell
from ledger.views.briefs.since import Since
from ledger.views.words import LANGUAGES, words
from tests.conftest import Desk
from tests.publishing.conftest import TODAY, composed, told

DAY = date(2024, 6, 12)
ALL = ("australia-tuvalu", "eu-mercosur", "japan-philippines-defence", "korea-uae")


def statements(brief):
    """Every statement of the sections."""
    return [
        statement
        for part in brief.parts
        for section in part.sections
        for statement in section.statements
    ]


@pytest.mark.parametrize("story", ALL)
def test_every_statement_rests_on_notes(story):
    """Each cites at least one, and each note is cited, in the order of their numbers."""
    brief = composed(story, after=-1)
    assert statements(brief)
    assert all(statement.notes for statement in statements(brief))
    cited = [number for statement in statements(brief) for number in statement.notes]
    assert list(dict.fromkeys(cited)) == [note.number for note in brief.footnotes]


@pytest.mark.parametrize("story", ALL)
def test_a_note_has_the_verbatim_words(story):
    """They stand so in the claim's document, and the claim is named whole."""
    ledger = told(story)
    facts = ledger.view(min(ledger.entities().partnerships), TODAY).standing.facts
    for note in composed(story).footnotes:
        evidence = facts.claims[note.claim].claim.evidence
        text = facts.documents[evidence.document].document.text
        assert note.words == " ".join(text[evidence.start : evidence.end].split())


def test_the_sections_come_in_the_order_in_which_a_reader_asks(alone):
    """Where it stands, what changed, what is in the way, what is contested, what is to come."""
    assert [section.heading for section in alone.parts[0].sections] == [
        "Where it stands",
        "What changed since @-1",
        "What stands in the way, and who must act",
        "What is contested",
        "Dates to come",
    ]


def test_who_must_act_stands_with_the_hurdle(alone):
    """What each party must do alike is one statement with all of them."""
    way = alone.parts[0].sections[2].statements
    assert [statement.text for statement in way] == [
        "required: 양국 국회의 비준; must act: Republic of Korea and United Arab Emirates"
    ]


def test_without_since_nothing_is_said_of_changes():
    """A brief on today alone has four sections."""
    assert len(composed("korea-uae").parts[0].sections) == 4


def test_several_partnerships_are_compared(several):
    """A table has a row for each, with the notes of its stage and its treaty."""
    assert several.comparison is not None
    assert len(several.comparison.rows) == len(several.parts) == 2
    for row in several.comparison.rows:
        assert len(row) == len(several.comparison.heads)
        assert row[1].notes
        assert row[2].notes


def test_the_last_lines_say_how_to_check_it(alone):
    """Clocks, position, checkpoint, and the commands."""
    closing = "\n".join(alone.closing)
    assert "31 March 2026" in closing
    assert "desk.example/stories at position @" in closing
    assert "No checkpoint is kept" in closing
    assert "claims why korea-uae" in closing


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_days_are_in_the_language(language):
    """English, Spanish and Korean; no heading is left over in another."""
    brief = composed("korea-uae", language=language)
    assert brief.parts[0].sections[0].heading == words(language)("brief-stands")
    assert words(language).day(TODAY.valid_at) in brief.clocks


def test_nothing_is_dated_by_the_clock_of_the_machine(alone):
    """The same question gives the same value, dated by the last event that was read."""
    assert composed("korea-uae", after=-1) == alone
    assert alone.dated == told("korea-uae").log.at(13).recorded_at


def test_a_section_that_is_cut_says_so():
    """How many more there are, and which command shows them."""
    brief = composed("eu-mercosur", after=-1)
    cut = [section.rest for part in brief.parts for section in part.sections if section.rest]
    assert cut
    asked = r"--valid-at 2026-03-31 --known-at @\d+"
    form = rf"And \d+ more: claims (\w+) eu-mercosur( --since @-1)? {asked}"
    told_by = [re.fullmatch(form, rest) for rest in cut]
    assert all(told_by)
    assert all((each[1] == "diff") is bool(each[2]) for each in told_by if each)


def test_each_part_of_a_sentence_on_an_instrument_has_a_note():
    """That it is in force, how many consented: each part has a note of its own."""
    desk = Desk()
    desk.document("m", "2024-05-01")
    desk.count("m", 9, "2024-05-01")
    desk.claim("m", EnteredIntoForce(instrument="i"), "2024-05-02")
    made = brief(desk.ledger, ["p"], TODAY)
    (state,) = desk.ledger.view("p", TODAY).instruments
    claims = {note.number: note.claim for note in made.footnotes}
    stands = made.parts[0].sections[0].statements
    (sentence,) = [each for each in stands if each.text.startswith(f"{state.title}: in force; 9")]
    cited = {claims[number] for number in sentence.notes}
    assert cited & set(state.stage_claims)
    assert cited & set(state.consents.claims)
    assert not set(state.stage_claims) & set(state.consents.claims)


@pytest.mark.parametrize(
    ("since", "clock", "heading"),
    [
        (41, "recorded", "What changed since @41"),
        (
            date(2024, 6, 12),
            "published",
            "What changed since 12 June 2024, by the day of publication",
        ),
        (
            datetime.combine(date(2024, 6, 12), time.max, UTC),
            "recorded",
            "What changed since 12 June 2024",
        ),
        (
            datetime(2024, 6, 12, 9, 30, tzinfo=UTC),
            "recorded",
            "What changed since 12 June 2024, 09:30 UTC",
        ),
        (
            date(2024, 6, 12),
            "occurred",
            "What changed since 12 June 2024, by the day on which it happened",
        ),
    ],
)
def test_the_heading_says_since_when_and_on_which_clock(since, clock, heading):
    """A day as a reader writes it, and the clock where it is not that of the log."""
    assert Since(moment=since, clock=ChangedClock(clock)).heading(words("en")) == heading


def test_what_is_contested_says_what_holds_and_what_is_against_it(tmp_path):
    """The statements themselves, and whose the new claims are: a page is read without its notes."""
    ledger = open_ledger(tell("alce", tmp_path / "alce.db").location, custody=tmp_path)
    with ledger:
        page = brief(ledger, ["mexico-korea-space"], TODAY, since=Since(moment=ledger.size() - 8))
    texts = [statement.text for statement in statements(page)]
    (contest,) = [text for text in texts if "; held to: " in text]
    holds, against = contest.split("; held to: ")[1].split("; against it: ")
    assert "aerospace cooperation agreement" in holds
    assert against == "Aerospace cooperation agreement spoken of as an agreement"
    (news,) = [text for text in texts if " new claims in " in text]
    assert news == "5 new claims in 3 documents: Ola Noticias, Prensa Latina, El Informador SLP"
