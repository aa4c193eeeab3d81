"""The catalogues: complete, of one shape, and used."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from ledger.claims.vocabulary import Modality, Stage
from ledger.edtf import parse
from ledger.projections.weighing.answer import Status
from ledger.views.words import LANGUAGES, preferred, words

LEDGER = Path(__file__).parents[2] / "ledger"
USED = re.compile(r"""\bwords\(\s*['"]([a-z0-9-]+)['"]""")


def places(text: str) -> set[str]:
    """The names of the values that a text takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalogue_lacks_a_word(language):
    """Every key of one is a key of all, in the same order, and none is empty."""
    english, other = words("en").texts, words(language).texts
    assert list(english) == list(other)
    assert [] == [
        key for key, text in other.items() if not text.strip(" ") and key != "sentence-join"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_takes_the_same_values(language):
    """A count or a day that a sentence names in one language it names in all."""
    english, other = words("en").texts, words(language).texts
    assert {key: places(text) for key, text in english.items()} == {
        key: places(text) for key, text in other.items()
    }


def test_every_word_that_a_page_asks_for_is_there():
    """No page fails for a key that no catalogue has."""
    asked = set()
    for file in [*LEDGER.rglob("markup/*.py"), *LEDGER.rglob("web/**/*.*")]:
        if file.suffix not in {".py", ".html"}:
            continue
        asked |= set(USED.findall(file.read_text(encoding="utf-8")))
    assert 60 < len(asked)
    assert set() == asked - set(words("en").texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [*Modality, *Status], ids=str)
def test_closed_words_are_spoken(language, code):
    """A modality and a status of an answer have their word in each language."""
    assert f"word-{code}" in words(language).texts


def test_days_of_every_language():
    """A day is written as its readers write it, and never as a number alone."""
    day = date(2024, 6, 1)
    assert ["1 June 2024", "1 de junio de 2024", "2024년 6월 1일"] == [
        words(language).day(day) for language in LANGUAGES
    ]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("ko-KR,ko;q=0.9", "ko"), ("de, es;q=0.5", "es"), ("*", "en"), ("x;q=?, ;", "en"), ("", "en")],
)
def test_the_browsers_language(accepted, language):
    """The first of ours that a reader accepts; English where there is none."""
    assert language == preferred(accepted)


@pytest.mark.parametrize(
    ("when", "spanish", "korean"),
    [
        ("2024-06-12", "12 de junio de 2024", "2024년 6월 12일"),
        ("2024-06", "junio de 2024", "2024년 6월"),
        ("2024", "2024", "2024년"),
        ("2024-35", "3.º trimestre de 2024", "2024년 3분기"),
        ("2024-10-26~", "hacia 26 de octubre de 2024", "2024년 10월 26일경"),
        ("2024-06?", "posiblemente junio de 2024", "아마 2024년 6월"),
        ("../2030", "a más tardar 31 de diciembre de 2030", "늦어도 2030년 12월 31일"),
        ("2029/..", "2029 o más tarde", "2029년 또는 그 이후"),
        ("2024/2025", "entre 2024 y 2025", "2024년에서 2025년 사이"),
        ("2028-21", "spring 2028", "spring 2028"),
        ("202X", "the 2020s", "the 2020s"),
        ("/2031", "by the end of 2031 (start unknown)", "by the end of 2031 (start unknown)"),
    ],
)
def test_a_date_is_spoken_as_vague_as_it_is(when, spanish, korean):
    """In each language; what one has no words for stays in English, and is never made firmer."""
    date = parse(when)
    assert (words("es").when(date), words("ko").when(date)) == (spanish, korean)
    assert words("en").when(date) == date.display


@pytest.mark.parametrize("stage", Stage)
def test_stages_are_spoken(stage):
    """Each has its word in each language."""
    for language in LANGUAGES:
        assert f"word-{stage}" in words(language).texts
