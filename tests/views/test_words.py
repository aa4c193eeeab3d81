"""Values and closed words of answers, as each language says them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.claims.developments.fields import Figure
from ledger.claims.vocabulary import Comparator, Modality, Stage
from ledger.projections.weighing.answer import Status
from ledger.views.words import LANGUAGES, preferred, words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [*Modality, *Status], ids=str)
def test_closed_words_are_spoken(language, code):
    """A modality and a status of an answer have their word in each language."""
    assert f"word-{code}" in words(language).texts


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("ko-KR,ko;q=0.9", "ko"), ("de, es;q=0.5", "es"), ("*", "en"), ("x;q=?, ;", "en"), ("", "en")],
)
def test_the_browsers_language(accepted, language):
    """The first of ours that a reader accepts; English where there is none."""
    assert language == preferred(accepted)


@pytest.mark.parametrize(
    ("figure", "english", "spanish", "korean"),
    [
        ("15 years", "15 years", "15 años", "15년"),
        ("15 women", "15 women", "15 women", "15 women"),
        ("more-than 2.5 MW", "more than 2.5 MW", "más de 2,5 MW", "2.5 MW 초과"),
        ("about 800000000 AUD", "about 800 million AUD", "unos 800 millones de AUD", "약 8억 AUD"),
        (
            "at-least 1000000 USD",
            "at least 1 million USD",
            "al menos 1 millón de USD",
            "100만 USD 이상",
        ),
    ],
)
def test_numbers_of_every_language(figure, english, spanish, korean):
    """Large ones by the units of the language; what is counted as the source has it."""
    *how, value, unit = figure.split()
    comparator = Comparator(how[0]) if how else Comparator.EXACTLY
    made = Figure(value=Decimal(value), unit=unit, comparator=comparator)
    assert [english, spanish, korean] == [words(language).figure(made) for language in LANGUAGES]
    assert english == str(made)


@pytest.mark.parametrize("stage", Stage)
def test_stages_are_spoken(stage):
    """Each has its word in each language."""
    for language in LANGUAGES:
        assert f"word-{stage}" in words(language).texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_alone_is_singular(language):
    """The verdict on a ledger of one document has no plural."""
    spoken = words(language)
    for key in ("verify-documents", "verify-quotes", "verify-answers", "consents"):
        assert spoken(f"{key}-one", count=1).startswith(("1", "동의 1", "파트너십 1"))
    assert "1 tiene el hash con que se capturó" == words("es")("verify-documents-one", count=1)
