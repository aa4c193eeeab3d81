"""Sentences that answers hold: English in data, each pattern in every other language."""

from __future__ import annotations

import ast
import doctest
import json
import tomllib
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from ledger import spoken as module
from ledger.projections.weighing.standing_claims import Fall
from ledger.spoken import Word, either, spoken
from ledger.views.words import LANGUAGES, words

LEDGER = Path(__file__).parents[1] / "ledger"
FILE = LEDGER / "views" / "catalogues" / "spoken.toml"
OTHERS = [language for language in LANGUAGES if language != "en"]


def patterns():
    """The patterns of all sentences in the code; None for one that is not written out there."""
    for path in LEDGER.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        if "from ledger.spoken import" not in code:
            continue
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "spoken":
                yield node.args[0].value if isinstance(node.args[0], ast.Constant) else None


def places(text):
    """The names of its values."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_is_there_in_every_language_and_no_other():
    """A pattern in the code has its table, and a table its pattern."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert set(patterns()) == set(tables)
    assert [] == [pattern for pattern, table in tables.items() if sorted(table) != OTHERS]


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_takes_the_same_values(language):
    """What the English names, the other names."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert {pattern: places(pattern) for pattern in tables} == {
        pattern: places(table[language]) for pattern, table in tables.items()
    }


def test_a_sentence_is_text_for_programs():
    """JSON has its English, and it is equal to plain text."""
    sentence = spoken("a correction by {publishers}", publishers=either(["A", "B", "C"]))
    assert "a correction by A, B or C" == sentence == json.loads(json.dumps(sentence))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no news for 1200 days, the last on 12 June 2024"),
        ("es", "sin noticias desde hace 1200 días, la última el 12 de junio de 2024"),
        ("ko", "1,200일 동안 소식 없음, 마지막 소식 2024년 6월 12일"),
    ],
)
def test_days_and_numbers_are_those_of_the_language(language, text):
    """Values are kept as values, and written by who says the sentence."""
    sentence = spoken(
        "no news for {days} days, the last on {last}", days=1200, last=date(2024, 6, 12)
    )
    assert text == words(language).spoken(sentence)


def test_sentences_and_closed_words_within_a_sentence_are_spoken_too():
    """And what nobody here wrote stays as it is."""
    spanish = words("es")
    inner = spoken("{which} {day}", which=Word("declared"), day=spoken("day unknown"))
    outer = spoken("perhaps {words}", words=inner)
    assert "perhaps declared day unknown" == outer
    assert "quizá declarado día desconocido" == spanish.spoken(outer)
    assert "etapa" not in spanish.spoken("a source's own words")
    fallen = spoken("does not stand, {reason}", reason=Fall.RETRACTED)
    assert f"no vale, {spanish('reason-retracted')}" == spanish.spoken(fallen)


def test_the_examples_run():
    """What the docstring shows is what the code answers."""
    assert 0 == doctest.testmod(module).failed
