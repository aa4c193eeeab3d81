"""The catalogues: complete, of one shape, and used."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from ledger.views.words import LANGUAGES, words

LEDGER = Path(__file__).parents[3] / "ledger"
CATALOGUES = LEDGER / "views" / "catalogues"
USED = re.compile(r"""\bwords\(\s*['"]([a-z0-9-]+)['"]""")


def places(text: str) -> set[str]:
    """The names of the values that a text takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def optional(text: str) -> set[frozenset[str]]:
    """The places that can be left out, together with others or alone."""
    return {frozenset(places(part)) for part in re.findall(r"\[([^\[\]]*)\]", text)}


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_leaves_out_the_same_parts(language):
    """What may be missing in one language may be missing in all."""
    english, other = words("en").texts, words(language).texts
    assert {key: optional(text) for key, text in english.items()} == {
        key: optional(text) for key, text in other.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_toml(language):
    """What is read line by line is what a reader of TOML reads, in its order, each key once."""
    text = (CATALOGUES / f"{language}.toml").read_text(encoding="utf-8")
    assert list(tomllib.loads(text).items()) == list(words(language).texts.items())


def test_every_word_that_a_page_asks_for_is_there():
    """No page fails for a key that no catalogue has."""
    asked = set()
    for file in [*LEDGER.rglob("markup/*.py"), *LEDGER.rglob("web/**/*.*")]:
        if file.suffix not in {".py", ".html"}:
            continue
        asked |= set(USED.findall(file.read_text(encoding="utf-8")))
    assert 60 < len(asked)
    assert set() == asked - set(words("en").texts)


def test_no_korean_sentence_leaves_its_particle_open():
    """No 을(를), and no particle that stands fixed behind the place of a name."""
    texts = words("ko").texts
    assert [] == [
        key for key, text in texts.items() if re.search(r"\([이가을를은는와과로]\)", text)
    ]
    assert [] == [
        key
        for key, text in texts.items()
        if re.search(r"\}(이|가|을|를|은|는|와|과|로)[ ,.]", text)
    ]


def test_days_of_every_language():
    """A day is written as its readers write it, and never as a number alone."""
    day = date(2024, 6, 1)
    assert ["1 June 2024", "1 de junio de 2024", "2024년 6월 1일"] == [
        words(language).day(day) for language in LANGUAGES
    ]
