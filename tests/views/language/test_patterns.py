"""A sentence of a catalogue with its values: particles and articles follow them."""

from __future__ import annotations

import pytest

from ledger.views.language.patterns import filled, particle
from ledger.views.words import words


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


def test_spanish_draws_de_and_an_article_together():
    """The article of a name is no such article; o becomes u before its own sound."""
    assert "el día del depósito" == filled("el día {event:de}", {"event": "el depósito"})
    assert "el día de la firma" == filled("el día {event:de}", {"event": "la firma"})
    assert "de El Salvador" == filled("{event:de}", {"event": "El Salvador"})
    assert "Perú u Honduras" == words("es").either(["Perú", "Honduras"])


def test_what_is_missing_agrees_with_its_number_in_spanish():
    """It says "falta" before 1, and "faltan" before every other number, 11 and 21 too."""
    spanish = words("es")
    assert "10 de 11 consentimientos, falta 1" == spanish(
        "counted-of", count="10", required=11, missing=1
    )
    for number in (2, 10, 11, 21):
        assert f"consentimientos para X: faltan {number}" == spanish(
            "threshold-title", needed=number, instrument="X"
        )
