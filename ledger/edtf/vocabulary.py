"""The words for dates in English and Spanish, folded into one small vocabulary.

Takes the words of a source; gives the same in canonical words (`29 june 2022`, `end
september 2024`, `last month`, `by 12 june 2024`). The phrase table comes next. A language
is data here: a third one is more entries.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ledger.edtf.gregorian import MONTHS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SPANISH_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_SPANISH_WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
# Not "ago" for agosto: in English it is another word.
_SHORT_MONTHS = {"ene": "january", "abr": "april", "dic": "december"}
_ENGLISH_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_SPANISH_NUMBERS = (
    *("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once"),
    *("doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho"),
    *("diecinueve", "veinte"),
)
_ENGLISH_TENS = ("thirty", "forty", "fifty", "sixty", "seventy")
_SPANISH_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta")

# Canonical word: the words and phrases that mean it. Longer ones are matched first.
_SYNONYMS = {
    "by": "on or before|no later than|not later than|a mas tardar el|a mas tardar|no despues de",
    "before": "prior to|earlier than|antes de|antes del",
    "after": "later than|despues de|despues del",
    "since": "on or after|not before|no earlier than|desde",
    "between": "entre",
    "and": "y|e",
    "or": "o|u",
    "to": "until|through|al|hasta",
    "about": "around|circa|approximately|roughly|c|ca|hacia|alrededor de|aproximadamente|cerca de",
    "possibly": "perhaps|maybe|posiblemente|quizas|quiza|tal vez",
    "start": "beginning|comienzo|inicio",
    "early": "principios|comienzos|inicios|a principios|a comienzos|a inicios",
    "mid": "middle|mediados|a mediados",
    "end": "finales|fines|final|fin|a finales|a fines",
    "h1": "first half|1 half|primera mitad|primer semestre|1 semestre",
    "h2": "second half|2 half|segunda mitad|segundo semestre|2 semestre",
    "q1": "first quarter|1 quarter|1 trimestre|primer trimestre",
    "q2": "second quarter|2 quarter|2 trimestre|segundo trimestre",
    "q3": "third quarter|3 quarter|3 trimestre|tercer trimestre",
    "q4": "fourth quarter|4 quarter|4 trimestre|last quarter of|cuarto trimestre",
    "spring": "primavera",
    "summer": "verano",
    "autumn": "fall|otono",
    "winter": "invierno",
    "northern": "boreal|northern hemisphere",
    "southern": "austral|southern hemisphere",
    "today": "hoy",
    "yesterday": "ayer",
    "tomorrow": "manana",
    "morethan": "more than|over|at least|longer than|mas de|al menos|por lo menos",
    "lessthan": "less than|under|menos de",
    "last": "pasado|pasada",
    "next": "proximo|proxima|que viene",
    "coming": "this coming",
    "this": "este|esta|current",
    "year": "years|ano|anos",
    "quarter": "quarters|trimestre|trimestres",
    "month": "months|mes|meses",
    "week": "weeks|semana|semanas",
    "day": "days|dia|dias",
    "decade": "decades|decada|decadas",
    "hace": "desde hace|since hace",
    "1 year": "a year|un ano",
    "1 month": "a month|un mes",
    "1 week": "a week|una semana",
    "1 decade": "a decade|una decada",
}
# Words that carry no date, left out once the phrases above have been found.
_FILLERS = frozenset(
    {
        *("the", "of", "in", "on", "at", "for", "during"),
        *("el", "la", "los", "las", "de", "del", "en", "durante", "por"),
    }
)

_WORD_HYPHEN = re.compile(rf"\b(mid|early|late|twenty|{'|'.join(_ENGLISH_TENS)})-")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_ORDINAL = re.compile(r"\b([0-9]{1,2})\.?(?:st|nd|rd|th|er|o|a)\b")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_COMPOUND = re.compile(r"\b([2-7])0 (?:and )?([1-9])(?= (?:decade|year|month|week|day)\b)")
_HACE = re.compile(r"\bhace (.+)")


@cache
def _meanings() -> dict[str, str]:
    """Every word and phrase that is known, with its canonical one."""
    found = {name.lower()[:3]: name.lower() for name in MONTHS}
    found |= {"sept": "september", "setiembre": "september"} | _SHORT_MONTHS
    english = [name.lower() for name in MONTHS]
    found |= dict(zip(_SPANISH_MONTHS, english, strict=True))
    found |= dict(zip(_SPANISH_WEEKDAYS, WEEKDAYS, strict=True))
    for numbers in (_ENGLISH_NUMBERS, _SPANISH_NUMBERS):
        found |= {word: str(value) for value, word in enumerate(numbers, start=1)}
    for tens in (_ENGLISH_TENS, _SPANISH_TENS):
        found |= {word: str(value) for value, word in zip(range(30, 80, 10), tens, strict=True)}
    for canonical, phrases in _SYNONYMS.items():
        found |= dict.fromkeys(phrases.split("|"), canonical)
    return found


@cache
def _phrase() -> re.Pattern[str]:
    longest_first = sorted(_meanings(), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _plain(words: str) -> str:
    """Lower case, without accents: `miercoles`, `ano`."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fold(words: str) -> str:
    """The words in the canonical vocabulary, single spaces between them; unknown ones stay.

    >>> fold("a finales de septiembre de 2024"), fold("June 29th, 2022")
    ('end september 2024', 'june 29 2022')
    """
    plain = _DASH.sub(" to ", _WORD_HYPHEN.sub(r"\1 ", _plain(words)))
    plain = " ".join(_PUNCTUATION.sub(" ", _ORDINAL.sub(r"\1", plain)).split())
    canonical = _phrase().sub(lambda found: _meanings()[found[0]], plain)
    kept = " ".join(word for word in canonical.split() if word not in _FILLERS)
    return _HACE.sub(r"\1 ago", _COMPOUND.sub(r"\1\2", kept))
