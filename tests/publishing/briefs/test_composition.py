"""A brief says where it stands, what changed, what is in the way, and on whose words."""

from __future__ import annotations

import re

import pytest

from ledger.views.words import LANGUAGES, words
from tests.publishing.conftest import TODAY, composed, told

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
    brief = composed(story, since=-1, since_words="the beginning")
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
    assert composed("korea-uae", since=-1, since_words="@-1") == alone
    assert alone.dated == told("korea-uae").log.at(13).recorded_at


def test_a_section_that_is_cut_says_so():
    """How many more there are, and which command shows them."""
    brief = composed("eu-mercosur", since=-1, since_words="@-1")
    cut = [section.rest for part in brief.parts for section in part.sections if section.rest]
    assert cut
    assert all(re.fullmatch(r"And \d+ more: claims \w+ [a-z-]+", rest) for rest in cut)
