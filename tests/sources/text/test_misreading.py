# ruff: noqa: RUF001, E501  the letters and marks of many languages are what is tested
"""Text in a wrong encoding is refused, and right text of the same languages never is."""

from __future__ import annotations

import pytest

from ledger.sources.capture import capture
from ledger.sources.text.decoding import MisreadText
from ledger.sources.text.misreading import misread

POLISH = "Minister poinformował, że dziewięć państw ratyfikowało umowę i są następne zgłoszenia."
TURKISH = "Dışişleri Bakanlığı, anlaşmanın onaylandığını ve yürürlüğe girdiğini açıkladı."
SPANISH = "México informó que nueve países depositaron su ratificación según el año pasado."
GERMAN = "Neun Länder können das Übereinkommen für ungültig erklären, sagte der Außenminister."

WRONG = [
    (SPANISH, "mac_roman"),
    (GERMAN, "mac_roman"),
    (POLISH, "iso8859_2"),
    (POLISH, "cp1250"),
    (TURKISH, "cp1254"),
    (TURKISH, "iso8859_9"),
]

RIGHT = {
    "es": "¿Qué dijo México? «Nueve países», informó: la ratificación del año, según el canciller.",
    "es, with dashes": "El año –dijo– será así: el convenio—según México—entra en vigor en 10–12 días.",
    "pt": "A ratificação não é obrigatória; são nove países, às vezes três, em São Tomé e Príncipe.",
    "fr": "L’œuvre où « neuf États » ont déjà ratifié : le traité, signé à Nîmes, coûte 5 € l’unité.",
    "de": "Neun Länder können das Übereinkommen für ungültig erklären, sagte der Außenminister.",
    "en": "The naïve café’s façade—“nine of eleven”—cost £5 or ½ of €10; it isn’t Žižek’s, he said‡.",
    "is": "Þrír ráðherrar sögðu að níu ríki hefðu staðfest samninginn; það er góð þýðing, sagði hún.",
    "fo": "Føroyar hava ikki góðkent sáttmálan, segði løgmaðurin; tað er týðandi fyri øll.",
    "cs names": "Novotný, Černý and Veselý met Bartoš; Pokorný and Malý did not.",
    "is names": "Guðrún, Sigurður and Þórdís met at Þingvellir.",
    "ca": "La col·lecció d’il·lustracions és única; això és l’anunci de l’estació.",
    "nl": "De coördinatie van één beëindigde overeenkomst; daarna vijf ideeën.",
    "sv": "Nio länder har godkänt avtalet, säger utrikesministern på Åland.",
    "units": "The tank has 30 m³ ± 2 m³, 5 µm, 20 °C; ©2024 Müller® and Peña™, ¼ of it.",
}


@pytest.mark.parametrize(("text", "codec"), WRONG)
def test_text_that_is_declared_as_windows_1252_and_is_not_is_refused(text: str, codec: str) -> None:
    """A single-byte encoding reads any bytes: the words tell that it is the wrong one."""
    with pytest.raises(MisreadText):
        capture(text.encode(codec), charset="windows-1252")


@pytest.mark.parametrize(("text", "codec"), WRONG)
def test_it_is_refused_as_well_after_it_was_saved(text: str, codec: str) -> None:
    """Mojibake that somebody saved as UTF-8 is no better."""
    assert misread(text.encode(codec).decode("cp1252"))


@pytest.mark.parametrize("text", [POLISH, TURKISH, SPANISH, GERMAN])
def test_the_same_text_in_its_own_encoding_is_read(text: str) -> None:
    """The signs are of the wrong encoding, not of the language."""
    assert capture(text.encode()).text == text


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right_words_are_never_refused(text: str) -> None:
    """Accents, dashes, units and names of many languages are words, also said often."""
    assert misread(text) is None
    assert misread(text * 50) is None
    data = text.encode("cp1252", "ignore")
    assert capture(data, charset="windows-1252").text == data.decode("cp1252")
