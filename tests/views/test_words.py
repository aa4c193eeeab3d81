"""The catalogues: complete, of one shape, and used."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from ledger.claims.developments.fields import Figure
from ledger.claims.vocabulary import Comparator, Modality, Stage
from ledger.edtf import parse
from ledger.projections.weighing.answer import Status
from ledger.views.language.patterns import filled, particle
from ledger.views.words import LANGUAGES, preferred, words

LEDGER = Path(__file__).parents[2] / "ledger"
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
        ("2028-21", "primavera de 2028", "2028년 봄"),
        ("2028-29", "primavera de 2028 (hemisferio sur)", "2028년 봄 (남반구)"),
        ("2028-38", "segundo cuatrimestre de 2028", "2028년 가운데 넉 달"),
        ("2028-41", "segunda mitad de 2028", "2028년 하반기"),
        ("202X", "década de 2020", "2020년대"),
        ("20XX", "algún año entre 2000 y 2099", "2000년에서 2099년 사이의 어느 해"),
        ("2024-XX", "algún mes de 2024", "2024년의 어느 달"),
        ("2024-05-XX", "algún día de mayo de 2024", "2024년 5월의 어느 날"),
        (
            "/2031",
            "a más tardar 31 de diciembre de 2031 (inicio desconocido)",
            "늦어도 2031년 12월 31일 (시작 모름)",
        ),
        ("2031/", "2031 o más tarde (fin desconocido)", "2031년 또는 그 이후 (끝 모름)"),
    ],
)
def test_a_date_is_spoken_as_vague_as_it_is(when, spanish, korean):
    """In each language, and never made firmer."""
    date = parse(when)
    assert (words("es").when(date), words("ko").when(date)) == (spanish, korean)
    assert words("en").when(date) == date.display


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


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("한국", "한국이 한국을 한국은 한국으로"),
        ("멕시코", "멕시코가 멕시코를 멕시코는 멕시코로"),
        ("서울", "서울이 서울을 서울은 서울로"),
        ("Japan", "Japan이 Japan을 Japan은 Japan으로"),
        ("ALCE", "ALCE가 ALCE를 ALCE는 ALCE로"),
        ("《조약(2021)》", "《조약(2021)》이 《조약(2021)》을 《조약(2021)》은 《조약(2021)》로"),
        ("TPP12", "TPP12가 TPP12를 TPP12는 TPP12로"),
    ],
)
def test_a_particle_follows_the_last_letter(word, written):
    """No page says 을(를): names of any script take the particle of their reading in Korean."""
    pairs = (("이", "가"), ("을", "를"), ("은", "는"), ("으로", "로"))
    assert written == " ".join(word + particle(word, *pair) for pair in pairs)


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


@pytest.mark.parametrize("stage", Stage)
def test_stages_are_spoken(stage):
    """Each has its word in each language."""
    for language in LANGUAGES:
        assert f"word-{stage}" in words(language).texts


def test_spanish_draws_de_and_an_article_together():
    """The article of a name is no such article; o becomes u before its own sound."""
    assert "el día del depósito" == filled("el día {event:de}", {"event": "el depósito"})
    assert "el día de la firma" == filled("el día {event:de}", {"event": "la firma"})
    assert "de El Salvador" == filled("{event:de}", {"event": "El Salvador"})
    assert "Perú u Honduras" == words("es").either(["Perú", "Honduras"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_alone_is_singular(language):
    """The verdict on a ledger of one document has no plural."""
    spoken = words(language)
    for key in ("verify-documents", "verify-quotes", "verify-answers", "consents"):
        assert spoken(f"{key}-one", count=1).startswith(("1", "동의 1", "파트너십 1"))
    assert "1 tiene el hash con que se capturó" == words("es")("verify-documents-one", count=1)
