"""Words of closed vocabularies as tables print them: read where certain, and told."""

import pytest

from ledger.edtf import BadDate
from ledger.entries.languages import LANGUAGES, canonical, words
from ledger.entries.reader import EntryFormat
from ledger.entries.specs import KIND_NAMES, Sort, field_specs
from ledger.entries.text.scalars import date_of, word_of
from ledger.views.words import words as views_words

VOCABULARIES = {
    spec.name: tuple(spec.choices)
    for kind in KIND_NAMES
    for spec in field_specs(kind)
    if spec.sort is Sort.CHOICE
}


def _closed(specs):
    """Each closed vocabulary of fields and of their parts: the name of the field, its words."""
    for spec in specs:
        if spec.sort is Sort.CHOICE:
            yield spec.name, tuple(map(str, spec.choices))
        yield from _closed(spec.parts)


CLOSED = sorted(
    {("kind", KIND_NAMES), *(pair for kind in KIND_NAMES for pair in _closed(field_specs(kind)))}
)
"""Kinds, and all words that any field can hold; fields of one name may have other words."""
SELECTED = [(group, choices) for group, choices in CLOSED if group != "kind"]


@pytest.mark.parametrize("words", [KIND_NAMES, *VOCABULARIES.values()])
def test_no_two_words_of_a_vocabulary_differ_in_capitals_and_spaces_alone(words):
    """So a word with them means one word for certain."""
    for word in words:
        printed = word.replace("-", " ")
        for written in (word.upper(), printed.title(), f" {printed} ", word.replace("-", "_")):
            assert word == word_of(written, words)


@pytest.mark.parametrize("word", ["r", "Ratified", "ratification(s)", ""])
def test_what_is_only_like_a_word_is_no_word(word):
    """An abbreviation or another form of a word is handed on as it is, to be refused."""
    assert word == word_of(word, VOCABULARIES["act"])


@pytest.mark.parametrize("form", [EntryFormat.YAML, EntryFormat.JSON])
def test_what_was_read_as_another_word_is_told(read, form):
    """Capitals and spaces are read, and the entry says that it did so."""
    text = (
        '[{"kind": "Consent deposited", "document": "d", "quote": "q", "instrument": "i",'
        ' "party": "a", "act": "Formal Confirmation", "modality": "actual"}]'
    )
    (entry,) = read(text, form)
    assert "formal-confirmation" == entry.command.development.act.value
    assert [
        "kind: \u201cConsent deposited\u201d was read as consent-deposited",
        "act: \u201cFormal Confirmation\u201d was read as formal-confirmation",
    ] == sorted(entry.notes, reverse=True)


def test_an_import_tells_it_of_what_is_new(desk):
    """The note comes with the recording, and not again with a repeated import."""
    entry = "- {kind: party, id: z, name: Zed, type: State}"
    for notes in [("type: \u201cState\u201d was read as state",), ()]:
        (outcome,) = desk.ledger.import_entries(entry)
        assert notes == outcome.notes


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("22 Apr 2016", "2016-04-22"),
        ("22-Apr-2016", "2016-04-22"),
        ("1 Sept. 2016", "2016-09-01"),
        ("March 3, 2016", "2016-03-03"),
        ("3 de marzo de 2016", "2016-03-03"),
        ("2016년 3월 3일", "2016-03-03"),
        ("22/04/2016", "2016-04-22"),
        ("04-22-2016", "2016-04-22"),
        ("4.4.2016", "2016-04-04"),
        ("2016. 4. 22.", "2016-04-22"),
        ("04/2016", "2016-04"),
    ],
)
def test_a_day_as_tables_print_it_is_that_day(printed, day):
    """Its year whole, and its month in letters or in the only order there is: no other day."""
    assert day == str(date_of(printed))


@pytest.mark.parametrize(
    "printed",
    [
        *("22-Apr-16", "22/04/16", "04/05/2016", "13/13/2016"),
        *("31 Feb 2016", "3 mars 2016", "April 2016", "yesterday"),
    ],
)
def test_what_is_not_certainly_one_day_is_refused_as_before(printed):
    """Two digits of a year, numbers in either order, days that are not there, other words."""
    with pytest.raises(BadDate):
        date_of(printed)


def test_numbers_in_either_order_are_refused_with_both_days():
    """What is wrong is said of the text as it stands, with the two days that it may be."""
    with pytest.raises(BadDate) as refused:
        date_of("04/05/2016")
    assert refused.value.fix == "write year, month, day: 2016-05-04 or 2016-04-05"


@pytest.mark.parametrize("group", ["kind", "act", "modality", "stage", "source_kind", "lineage"])
def test_no_word_of_a_language_means_two_words_of_a_vocabulary(group):
    """So a word in Spanish or Korean is read as one word for certain."""
    written = [
        (spelling, name)
        for language in LANGUAGES
        for name, text in words(group, language).items()
        for spelling in text.split("|")
    ]
    meanings = {
        spelling: {name for other, name in written if other == spelling} for spelling, _ in written
    }
    assert not {spelling for spelling, names in meanings.items() if len(names) > 1}
    for spelling, name in written:
        assert canonical(group, spelling) == name


@pytest.mark.parametrize("language", ["es", "ko"])
@pytest.mark.parametrize(("group", "choices"), CLOSED, ids=lambda each: str(each)[:20])
def test_every_word_of_every_field_is_written_in_every_language(group, choices, language):
    """And each way to write it is read as that word of this field, and as no other."""
    written = words(group, language)
    assert set(choices) <= set(written)
    for choice in choices:
        for spelling in written[choice].split("|"):
            assert word_of(spelling, choices, group) == choice
            assert word_of(f" {spelling.upper()} ", choices, group) == choice


@pytest.mark.parametrize("language", ["es", "ko"])
@pytest.mark.parametrize(("group", "choices"), SELECTED, ids=lambda each: str(each)[:20])
def test_a_word_that_a_page_shows_of_a_field_is_read_as_it(group, choices, language):
    """One who fills in a sheet has the words of the form at hand."""
    shown = {choice: views_words(language).word(choice) for choice in choices}
    assert {choice: word_of(word, choices, group) for choice, word in shown.items()} == {
        choice: choice for choice in choices
    }
