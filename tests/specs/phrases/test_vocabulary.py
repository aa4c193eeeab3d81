"""The vocabulary is closed and unambiguous: every phrase, every language, every example."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.entries.languages import LANGUAGES, canonical
from ledger.specs.phrases.parameters import day
from ledger.specs.phrases.speaking import sentence
from ledger.specs.phrases.vocabulary import Vocabulary, examples, meanings, vocabulary
from ledger.specs.refusals import AmbiguousStep, NoSuchDay, UnknownStep
from ledger.specs.steps import STEPS

EXAMPLES = examples()


def test_every_step_is_said_and_done():
    """Each meaning has code, and each code has a meaning: no step without the other."""
    assert set(meanings()) == set(STEPS)


def test_every_step_is_said_in_every_language():
    """No step has an example in one language that it lacks in another."""
    said = {(one.key, one.language) for one in EXAMPLES}
    assert said == {(key, language) for key in meanings() for language in LANGUAGES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.key}-{one.language}")
def test_an_example_is_read_in_one_way_and_in_its_language(example):
    """One phrase matches each example, so none is taken for another step."""
    (spoken,) = vocabulary().matches(example.text)
    assert (example.key, example.language) == (spoken.key, spoken.phrase.language)
    spoken.values()


@pytest.mark.parametrize("key", meanings())
def test_a_step_has_the_same_parameters_in_every_language(key):
    """English, Spanish and Korean take the same values, in whatever order."""
    said = {
        phrase.language: set(phrase.parameters)
        for phrase in vocabulary().phrases
        if phrase.key == key
    }
    assert said["en"] == said["es"] == said["ko"]


def test_an_example_has_a_table_if_its_step_takes_one():
    """Examples with a table and steps that take one are the same set."""
    tabled = {key for key, step in STEPS.items() if step.columns is not None}
    assert tabled == {one.key for one in EXAMPLES if one.table}


@pytest.mark.parametrize("particle", ["은", "는"])
def test_either_particle_is_understood(particle):
    """A Korean writer may use either form after a name: both give the same values."""
    (spoken,) = vocabulary().matches(f'"협약"{particle} 동의 2건이 더 필요하다')
    assert {"instrument": "협약", "count": 2} == spoken.values()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("협약", '"협약"은'),
        ("조약기구", '"조약기구"는'),
        ("alce-convention", '"alce-convention"은'),
        ("korea", '"korea"는'),
        ("p7", '"p7"은'),
        ("p2", '"p2"는'),
    ],
)
def test_a_particle_is_written_as_the_word_before_sounds(name, said):
    """The end of the name decides which form is written, for Latin letters and digits too."""
    assert sentence("{party}은/는", {"party": name}, "ko") == said


@pytest.mark.parametrize("quoted", ['"a"', "“a”", "«a»", "「a」"])
def test_names_stand_in_the_quotes_of_any_language(quoted):
    """Straight, curly, angle and corner quotes all mark the same name."""
    (spoken,) = vocabulary().matches(f"I look at {quoted}")
    assert {"partnership": "a"} == spoken.values()


@pytest.mark.parametrize(
    "written", ["2024-06-12", "12 June 2024", "12 de junio de 2024", "2024년 6월 12일"]
)
def test_a_day_is_read_as_each_language_writes_it(written):
    """ISO, English, Spanish and Korean dates are read as the same day."""
    assert date(2024, 6, 12) == day(written)


@pytest.mark.parametrize(
    "written", ["2024-02-30", "soon", "30 Juno 2024", "2024년 13월 1일", "06/12/2024", ""]
)
def test_what_is_no_day_is_refused(written):
    """No day is guessed from a wrong one, nor from digits whose order is unclear."""
    with pytest.raises(NoSuchDay):
        day(written)


def test_words_are_the_same_in_every_language():
    """A status said in three languages is one value of the answer."""
    for written in (
        "single source",
        "single-source",
        "단일 출처",
        "respaldados por una sola fuente",
    ):
        assert canonical("status", written).replace(" ", "-") == "single-source"


def test_a_step_in_the_singular_and_the_plural():
    """The number decides the form of noun and verb together."""
    phrase = "{count} hurdle(s) is/are outstanding"
    assert sentence(phrase, {"count": 1}, "en") == "1 hurdle is outstanding"
    assert sentence(phrase, {"count": 2}, "en") == "2 hurdles are outstanding"


def test_an_unknown_step_names_the_nearest_of_its_language():
    """A Spanish step with a wrong word is offered the Spanish phrase that is nearest."""
    with pytest.raises(UnknownStep) as caught:
        vocabulary().read('"alce" tiene 9 de 11 ratificaciones', "es")
    assert '"alce-convention" tiene 9 de 11 consentimientos' == caught.value.nearest[0]


def test_a_step_that_two_phrases_match_is_refused():
    """A sentence with two readings is not run, and both phrases are named."""
    one, *_ = vocabulary().phrases
    other = next(phrase for phrase in vocabulary().phrases if phrase.key == "again")
    doubled = Vocabulary((one, type(one)(**{**_fields(other), "pattern": one.pattern})))
    with pytest.raises(AmbiguousStep, match="2 ways") as caught:
        doubled.read("an empty ledger")
    assert one.text in caught.value.fix
    assert other.text in caught.value.fix


def _fields(phrase):
    return {name: getattr(phrase, name) for name in ("key", "language", "text", "parameters")}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('"mexico" no mantiene ninguna reserva a "cedaw"', "reserves-nothing"),
        ('"mexico" no mantiene reservas a "cedaw"', "reserves-nothing"),
        ('"mexico" has no reservations to "cedaw"', "reserves-nothing"),
        ('"멕시코"는 "협약"에 어떤 유보도 두고 있지 않다', "reserves-nothing"),
        ('"멕시코"는 "협약"에 유보가 없다', "reserves-nothing"),
        ('no hay nada que bloquee "pad"', "nothing-blocks"),
        ('"협약"을 막는 것이 없다', "nothing-blocks"),
        ("nada está previsto", "nothing-foreseen"),
        ("예정된 것이 없다", "nothing-foreseen"),
        ('"협약"은 발효 중이 아니다', "not-in-force"),
        ('"협약"은 발효하지 않았다', "not-in-force"),
        ('"acuerdo" aún no se ha concluido', "unconcluded"),
        ('"the deal" is not yet concluded', "unconcluded"),
    ],
)
def test_what_is_not_so_is_said_as_a_writer_of_the_language_says_it(text, key):
    """Both ways of a negation are one step, and none is another's."""
    (spoken,) = vocabulary().matches(text)
    assert key == spoken.key
