"""A phrase that was put better is still understood as it was: nobody's specs break."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ledger.entries.languages import canonical
from ledger.specs.phrases.vocabulary import vocabulary

FORMER = [
    (key, language, pair["before"], pair["now"])
    for key, languages in tomllib.loads(
        Path(__file__).with_name("former-phrases.toml").read_text(encoding="utf-8")
    ).items()
    for language, pair in languages.items()
]


@pytest.mark.parametrize(("key", "language", "before", "now"), FORMER)
def test_a_former_phrase_means_what_it_meant(key, language, before, now):
    """The old sentence and the new one have the same step and the same values."""
    old, new = (vocabulary().read(text, language) for text in (before, now))
    assert before != now
    assert (key, key) == (old.key, new.key)
    assert old.values() == new.values()


@pytest.mark.parametrize(
    ("group", "former", "word"),
    [
        ("column", "문서 이름", "instrument"),
        ("column", "걸림돌", "hurdle"),
        ("column", "막는 것", "blocks"),
        ("kind", "동의 집계", "consents-counted"),
        ("kind", "비준 집계", "consents-counted"),
        ("kind", "동의 철회", "consent-withdrawn"),
        ("status", "오래된", "stale"),
    ],
)
def test_a_former_word_of_a_table_means_what_it_meant(group, former, word):
    """A table that was written before is read as it was."""
    assert word == canonical(group, former)


@pytest.mark.parametrize(
    "text",
    [
        'I look at the instrument "alce-convention"',
        'consulto el instrumento "alce-convention"',
        '조약 "alce-convention"을 조회한다',
    ],
)
def test_an_instrument_can_be_looked_at(told, text):
    """What follows is asked of the partnership that follows it; another name is refused."""
    told.scenario(
        f"When {text}",
        "And I ask as of 12 June 2024",
        'Then "alce-convention" has 9 of 11 consents',
        name="a.feature",
    )
    told.scenario(f"When {text.replace('alce', 'other')}", name="b.feature")
    right, wrong = told.run().scenarios
    assert right.failure is None
    assert "no such instrument here: other-convention" in wrong.failure
