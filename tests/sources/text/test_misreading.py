# ruff: noqa: RUF001, E501  the letters and marks of many languages are what is tested
"""Text in a wrong encoding is refused, and right text of the same languages never is."""

from __future__ import annotations

import pytest

from ledger.sources.capture import CaptureTerms, capture
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

RUSSIAN = "Министерство сообщило, что девять из одиннадцати стран сдали грамоты о ратификации."
POLISH_SIGNS = "Żądanie złożyła Rzeczpospolita Polska w środę, późnym wieczorem; przyjęto żądanie."

ELSEWHERE = [
    (RUSSIAN, "cp1251", "koi8-r", "windows-1251"),
    (RUSSIAN, "koi8_r", "windows-1251", "koi8-r"),
    (RUSSIAN, "iso8859_5", "windows-1251", "iso-8859-5"),
    (RUSSIAN, "cp1251", "ibm866", "windows-1251"),
    (POLISH_SIGNS, "iso8859_2", "windows-1250", "iso-8859-2"),
    (POLISH_SIGNS, "cp1250", "iso-8859-2", "windows-1250"),
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
        capture(text.encode(codec), CaptureTerms(charset="windows-1252"))


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
    assert capture(data, CaptureTerms(charset="windows-1252")).text == data.decode("cp1252")


@pytest.mark.parametrize(("text", "codec", "declared", "label"), ELSEWHERE)
def test_text_that_is_declared_as_another_encoding_of_its_language_is_refused(
    text: str, codec: str, declared: str, label: str
) -> None:
    """Inverted capitals, rare letters, control characters: the encoding that fits is named."""
    with pytest.raises(MisreadText) as refused:
        capture(text.encode(codec), CaptureTerms(charset=declared))
    assert f"--charset {label} reads" in refused.value.fix
    assert capture(text.encode(codec), CaptureTerms(charset=label)).text == text


@pytest.mark.parametrize(
    "text",
    [
        RUSSIAN,
        RUSSIAN.upper(),
        "Міністерство України повідомило, що дев'ять із одинадцяти країн здали грамоти; ґанок.",
        "Министарство Србије саопштило је да је девет држава потврдило; њега, љуби, ћуприја.",
        "Министерството на външните работи съобщи, че девет държави са я ратифицирали.",
    ],
)
def test_cyrillic_in_its_own_encoding_is_read(text: str) -> None:
    """Capitals throughout, and the letters of Ukraine, Serbia and Bulgaria, are words."""
    assert misread(text) is None
    assert capture(text.encode("cp1251"), CaptureTerms(charset="windows-1251")).text == text


def test_cyrillic_that_was_read_in_windows_1251_and_saved_is_refused() -> None:
    """Every letter became two, and the words cannot be mended here."""
    with pytest.raises(MisreadText):
        capture(RUSSIAN.encode().decode("cp1251", "ignore").encode())
