"""The Spanish words for dates, without their accents."""

from __future__ import annotations

from ledger.edtf.languages.language import Language, meaning, named, numbered
from ledger.edtf.vocabulary import MONTH_NAMES, WEEKDAYS

_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_NUMBERS = (
    *("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once"),
    *("doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho"),
    *("diecinueve", "veinte", "veintiuno", "veintidos", "veintitres", "veinticuatro"),
    *("veinticinco", "veintiseis", "veintisiete", "veintiocho", "veintinueve", "treinta"),
    "treinta y uno",
)
_TENS = ("cuarenta", "cincuenta", "sesenta", "setenta")
_CENTURIES = ("xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi")
_QUARTERS = ("primer", "segundo", "tercer", "cuarto")

_SYNONYMS = {
    "by": (
        "a mas tardar el|no despues de|no mas tarde de|no mas tarde del|para|"
        "antes de que termine|antes de que acabe|antes de que finalice|antes de que concluya"
    ),
    "by end": "antes de que termine el|antes de que acabe el|antes de que finalice el",
    "before": "antes de|antes del|previo al|antes de la",
    "after": "despues de|despues del|pasado el|pasada la|tras el",
    "since": "desde|a partir de|a partir del|no antes de|no antes del|desde el",
    "postby": "a mas tardar|como muy tarde|como maximo|como tarde",
    "postsince": "como muy pronto|como pronto|como minimo|en adelante",
    "between": "entre",
    "and": "y|e",
    "or": "o|u",
    "to": "al|hasta",
    "about": (
        "hacia|alrededor de|alrededor del|aproximadamente|cerca de|cerca del|en torno a|"
        "en torno al|sobre|unos|unas|casi|c|ca"
    ),
    "possibly": "posiblemente|quizas|quiza|tal vez",
    "start": "comienzo|inicio",
    "early": (
        "principios|comienzos|inicios|a principios|a comienzos|a inicios|primeros|a primeros|"
        "principio|a principio"
    ),
    "mid": "mediados|a mediados",
    "end": "finales|fines|final|fin|a finales|a fines|a fin|al final|al fin",
    "h1": (
        "primera mitad|primer semestre|1 semestre|1er semestre|primera quincena|1 quincena|"
        "semestre 1"
    ),
    "h2": "segunda mitad|segundo semestre|2 semestre|segunda quincena|2 quincena|semestre 2",
    "spring": "primavera",
    "summer": "verano",
    "autumn": "otono",
    "winter": "invierno",
    "northern": "boreal",
    "southern": "austral",
    "today": "hoy|esta manana|esta tarde|hoy mismo",
    "tonight": "esta noche",
    "yesterday": "ayer",
    "lastnight": "anoche",
    "tomorrow": "manana",
    "daybefore": "anteayer|antes de ayer|antier",
    "dayafter": "pasado manana",
    "morethan": "mas de|al menos|por lo menos",
    "lessthan": "menos de",
    "recent": "pasado|pasada",
    "upcoming": "proximo|proxima|que viene|entrante",
    "beforelast": "antepasado|antepasada",
    "this": (
        "este|esta|este mismo|esta misma|el presente|dentro de este|dentro de esta|"
        "a lo largo de este|en el transcurso de este|en el curso de este"
    ),
    "this year": "ano en curso|ano actual",
    "this month": "mes en curso|mes actual|de los corrientes|del corriente",
    "earlier this year": "lo que va de ano|lo que va del ano",
    "later this year": (
        "lo que resta del ano|lo que resta de ano|lo que queda de ano|lo que queda del ano|"
        "mas adelante este ano|mas tarde este ano"
    ),
    "weekend": "fin de semana",
    "year": "ano|anos",
    "quarter": "trimestre|trimestres",
    "month": "mes|meses",
    "week": "semana|semanas",
    "day": "dia|dias",
    "decade": "decada|decadas",
    "hace": "hace|desde hace",
    "fromnow": "dentro de",
    "1 year": "un ano",
    "6 month": "medio ano",
    "1 month": "un mes",
    # As speakers count them: fifteen days are two weeks, and eight are one.
    "1 week": "una semana|ocho dias|8 dias",
    "2 week": "quince dias|15 dias",
    "1 decade": "una decada",
    "": (
        "por la manana|de la manana|en la manana|la manana del|la manana de|por la tarde|"
        "de la tarde|la tarde del|la tarde de|por la noche|de la noche|la noche del|"
        "la noche de|al mediodia|hora local|en el transcurso de|a lo largo de|en el curso de|"
        "en algun momento de"
    ),
}

SPANISH = Language(
    name="Spanish",
    phrases={
        **{name[:3]: month for name, month in zip(_MONTHS, MONTH_NAMES, strict=True)},
        "sept": "september",
        "setiembre": "september",
        "set": "september",
        **named(_MONTHS),
        **named(_WEEKDAYS, WEEKDAYS),
        # Not "mar" for martes: it is marzo.
        "lun": "monday",
        "mie": "wednesday",
        "jue": "thursday",
        "vie": "friday",
        "sab": "saturday",
        "dom": "sunday",
        **numbered(_NUMBERS),
        **{word: str(10 * value) for value, word in enumerate(_TENS, start=4)},
        "primero": "1",
        **{f"{word} trimestre": f"q{n}" for n, word in enumerate(_QUARTERS, start=1)},
        **{f"{n} trimestre": f"q{n}" for n in range(1, 5)},
        **{f"trimestre {n}": f"q{n}" for n in range(1, 5)},
        **{f"{n}t": f"q{n}" for n in range(1, 5)},
        "tercero trimestre": "q3",
        "primero trimestre": "q1",
        **{f"siglo {word}": f"century {n}" for n, word in enumerate(_CENTURIES, start=15)},
        **meaning(_SYNONYMS),
    },
    fillers=frozenset({"el", "la", "los", "las", "lo", "de", "del", "en", "durante", "por"}),
    before=(
        (r"\banos ([0-9]{3}0)\b", r"\1s"),
        (r"\ba las? [0-9]{1,2}(?: (?:horas|y media))?\b", " "),
        (r"^el ((?:pasado|proximo) )?([0-9]{1,2})$", r"el \1dia \2"),
        (
            r"^(del|desde el|entre el) ([0-9]{1,2}) (al|hasta el|y el) ([0-9]{1,2})$",
            r"dia \2 al \4",
        ),
    ),
    after=(
        (r"\bhace (.+)", r"\1 ago"),
        (r"\bfromnow ([0-9]{1,4} (?:decade|year|month|week|day))\b", r"\1 fromnow"),
    ),
)
