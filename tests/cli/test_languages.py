"""Pages in the reader's language; data, errors and quotes as they are."""

from __future__ import annotations

import pytest

QUOTE = "9 of 11 required ratifications"
NEWS = f"""
- {{kind: party, id: mexico, name: Mexico, type: state}}
- {{kind: party, id: korea, name: 한국, type: state}}
- {{kind: partnership, id: p, title: Space, parties: [mexico, korea]}}
- {{kind: instrument, id: i, title: ALCE, partnerships: [p]}}
- {{kind: document, id: d, title: T, publisher: Wire, source_kind: news, language: en,
   published: 2024-06-12, excerpts: ["{QUOTE}", "Korea signed"]}}
- {{kind: consents-counted, id: counted, document: d, instrument: i, partnership: p, count: 9,
   required: 11, stage: deposited, quote: "{QUOTE}"}}
- {{kind: signed, document: d, instrument: i, partnership: p, party: korea, quote: Korea signed}}
"""


@pytest.fixture
def news(claims, tmp_path):
    """A ledger with a count and a signature."""
    (tmp_path / "news.yaml").write_text(NEWS, encoding="utf-8")
    claims("init")
    claims("import", "news.yaml")
    return claims


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("es", ("9 de 11 consentimientos, faltan 2", "al 13 de junio de 2024")),
        ("ko", ("동의 11 중 9, 2건 더 필요", "2024년 6월 13일 기준")),
    ],
)
def test_a_page_is_in_the_language_that_was_asked_for(news, monkeypatch, language, sentences):
    """By the option before or after the command, or by the environment."""
    page = news("status", "p", "--lang", language).out
    assert all(sentence in page for sentence in sentences)
    assert page == news("--lang", language, "status", "p").out
    monkeypatch.setenv("CLAIMS_LANG", language)
    assert page == news("status", "p").out


def test_a_korean_particle_follows_the_name(news):
    """한국 ends in a consonant, ALCE is read with a vowel."""
    assert "한국이 ALCE를 서명" in news("timeline", "p", "--lang", "ko").out


@pytest.mark.parametrize("words", [("status", "p"), ("why", "i.consents"), ("timeline", "p")])
def test_data_and_quotes_do_not_change_with_it(news, words):
    """--json is the same to the byte, and a page has the words of its source."""
    assert news(*words, "--json").out == news(*words, "--lang", "ko", "--json").out
    if words[0] != "status":
        assert QUOTE in " ".join(news(*words, "--lang", "ko").out.split())


def test_a_language_that_no_page_is_in(news, monkeypatch):
    """It is refused by name, with those that there are."""
    assert 2 == news("status", "p", "--lang", "fr").code
    monkeypatch.setenv("CLAIMS_LANG", "fr")
    assert "no-such-language" == news("status", "p", "--json").error["code"]
    refused = news("status", "p")
    assert 2 == refused.code
    assert "set it to one of: en, es, ko" in refused.err


@pytest.mark.parametrize(
    ("language", "threshold", "reason"),
    [
        ("es", "consentimientos para ALCE: faltan 2", "alguien lo niega"),
        ("ko", "ALCE 동의 2건 더", "이의 있음"),
    ],
)
def test_how_many_are_missing_and_why_it_is_contested_are_spoken(news, language, threshold, reason):
    """A threshold keeps its number, and a dispute is no word of English."""
    news("dispute", "counted", "--by", "A reader", "--reason", "so nicht")
    page = " ".join(news("status", "p", "--lang", language).out.split())
    assert threshold in page
    assert reason in page
    assert "disputed" not in page
    assert threshold in " ".join(news("next", "--lang", language).out.split())
