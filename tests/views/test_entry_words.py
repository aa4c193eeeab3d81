"""Fields and kinds in the language of who records."""

from __future__ import annotations

import doctest
import tomllib
from pathlib import Path

import pytest

from ledger.app.desk.format import KIND_NAMES, kind_spec, written_specs
from ledger.entries import languages
from ledger.views import entry_words as module
from ledger.views.entry_words import closed_word, field_help, field_name, kind_summary
from ledger.views.words import words

CATALOGUE = tomllib.loads(
    (Path(module.__file__).with_name("catalogues") / "entries.toml").read_text(encoding="utf-8")
)
SPECS = [spec for kind in sorted(KIND_NAMES) for spec in written_specs(kind)]


@pytest.mark.parametrize("language", ["es", "ko"])
def test_every_field_and_kind_has_its_words(language):
    """None is missing, and none stands for a field that is no more."""
    assert {spec.name for spec in SPECS} == set(languages.words("field", language))
    assert {spec.help for spec in SPECS} == set(CATALOGUE["help"][language])
    assert set(KIND_NAMES) == set(CATALOGUE["kind"][language])


@pytest.mark.parametrize("language", ["es", "ko"])
def test_no_choice_of_the_form_is_left_in_english(language):
    """Each kind and each closed word of a field has a word of the language, and not its code."""
    spoken = words(language)
    choices = {("kind", kind) for kind in KIND_NAMES}
    choices |= {(spec.name, str(choice)) for spec in SPECS for choice in spec.choices or ()}
    codes = {code.replace("-", " ") for _, code in choices}
    same = {(group, code) for group, code in choices if closed_word(group, code, spoken) in codes}
    assert {code for _, code in same} <= {"original", "simple", "compatible", "incompatible"}
    assert len(choices) > 200, "negative control"


def test_english_is_what_the_format_says():
    """In English nothing is looked up."""
    english = words("en")
    assert "occurred words" == field_name("occurred_words", english)
    assert "who decides" == field_help("who decides", english)
    summary = kind_spec("signed").summary
    assert summary == kind_summary("signed", summary, english)


def test_what_has_no_word_stays_as_it_is():
    """A field of a later version is named, not lost."""
    spanish = words("es")
    assert ("new field", "x") == (field_name("new_field", spanish), field_help("x", spanish))


def test_the_examples_run():
    """What the docstring shows is what the code answers."""
    assert 0 == doctest.testmod(module).failed
