"""A date in each language, as vague as its source."""

from __future__ import annotations

import pytest

from ledger.edtf import parse
from ledger.views.words import words


@pytest.mark.parametrize(
    ("when", "spanish", "korean"),
    [
        ("2024-06-12", "12 de junio de 2024", "2024년 6월 12일"),
        ("2024-06", "junio de 2024", "2024년 6월"),
        ("2024", "2024", "2024년"),
        ("2024-35", "3.º trimestre de 2024", "2024년 3분기"),
        ("2024-10-26~", "hacia el 26 de octubre de 2024", "2024년 10월 26일경"),
        ("2024-06?", "posiblemente junio de 2024", "아마 2024년 6월"),
        ("../2030", "a más tardar el 31 de diciembre de 2030", "늦어도 2030년 12월 31일"),
        ("2029/..", "2029 o más tarde", "2029년 또는 그 이후"),
        (
            "2024-05-01/2024-05-12",
            "entre el 1 de mayo de 2024 y el 12 de mayo de 2024",
            "2024년 5월 1일에서 2024년 5월 12일 사이",
        ),
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
            "a más tardar el 31 de diciembre de 2031 (inicio desconocido)",
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
