"""The forms of verbs, from their base: for tables of English and Spanish.

Takes a base form; gives each of its forms and what the form says. Irregular verbs are written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.intake.drafting.wording import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

_VOWELS = "aeiou"
_ACCENTS = str.maketrans("áéíóú", "aeiou")


def english(
    base: str, past: str = "", participle: str = "", *, double: str = ""
) -> dict[str, Form]:
    """The forms of an English verb; its past stands first where it is its base too.

    >>> list(english("ratify"))
    ['ratified', 'ratifies', 'ratify', 'ratifying']
    """
    verb, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = verb + double
    if verb.endswith("e"):
        ed, ing = f"{verb}d", f"{verb[:-1]}ing"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        ed, ing = f"{verb[:-1]}ied", f"{verb}ing"
    else:
        ed, ing = f"{stem}ed", f"{stem}ing"
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        third = f"{verb[:-1]}ies"
    forms = {
        past or ed: Form.PAST,
        participle or past or ed: Form.PAST,
        third: Form.PRESENT,
        verb: Form.BASE,
        ing: Form.GERUND,
    }
    return {form + tail: says for form, says in forms.items()}


def spanish(
    infinitive: str, stem: str = "", past: str = "", participle: str = ""
) -> dict[str, Form]:
    """The forms of a Spanish verb in the third person, its infinitive, participles and gerund.

    ``stem`` is of the present where it changes (``defiend``), and of -ir verbs gives the preterite
    too (``invirtió``); ``past`` is of the preterite (``propus``), ``participle`` where it is not
    regular (``suscrito``).

    >>> [form for form, says in spanish("firmar").items() if says is Form.FUTURE]
    ['firmará', 'firmarán']
    """
    root, ending = infinitive[:-2], infinitive[-2:].translate(_ACCENTS)
    stem = stem or root
    if ending == "ar":
        present, subjunctive = (f"{stem}a", f"{stem}an"), _subjunctive_ar(stem)
        preterite = (f"{past}o", f"{past}ieron") if past else (f"{root}ó", f"{root}aron")
        imperfect = (f"{root}aba", f"{root}aban")
        done, gerund = participle or f"{root}ado", f"{root}ando"
        past_subjunctive = (f"{past or root}{'iera' if past else 'ara'}",)
    else:
        present = (f"{stem}e", f"{stem}en")
        subjunctive = _subjunctive_er(stem)
        low = _closed(stem) if ending == "ir" else root
        short = past.endswith("j") or low.endswith("y")
        i = "" if low.endswith("y") else "i"
        preterite = (
            (f"{past}o", f"{past}{'eron' if short else 'ieron'}")
            if past
            else (f"{low}{i}ó", f"{low}{i}eron")
        )
        imperfect = (f"{root}ía", f"{root}ían")
        done, gerund = participle or f"{root}ido", f"{low}{i}endo"
        past_subjunctive = (f"{past or low}{'era' if short else 'iera'}",)
    future = infinitive.translate(_ACCENTS)
    forms: dict[str, Form] = {}
    forms |= dict.fromkeys(preterite, Form.PAST)
    forms |= dict.fromkeys((done[:-1] + end for end in ("o", "a", "os", "as")), Form.PAST)
    forms |= dict.fromkeys(present, Form.PRESENT)
    forms |= dict.fromkeys(imperfect, Form.PAST)
    forms |= dict.fromkeys((f"{future}á", f"{future}án"), Form.FUTURE)
    forms |= dict.fromkeys((f"{future}ía", f"{future}ían"), Form.CONDITIONAL)
    forms |= {form: forms.get(form, Form.SUBJUNCTIVE) for form in subjunctive}
    forms |= dict.fromkeys((*past_subjunctive, f"{past_subjunctive[0]}n"), Form.SUBJUNCTIVE)
    forms |= dict.fromkeys((infinitive + end for end in ("", *_PRONOUNS)), Form.BASE)
    return forms | {gerund: Form.GERUND}


_PRONOUNS = ("se", "lo", "la", "los", "las")  # that an infinitive may carry: ratificarlo


def _closed(stem: str) -> str:
    """The stem of -ir verbs where its vowel closes: inviert- gives invirt-, concluy- stays."""
    return stem.replace("ie", "i").translate(_ACCENTS)


def _subjunctive_ar(stem: str) -> tuple[str, str]:
    if stem.endswith("z"):
        soft = f"{stem[:-1]}c"
    elif stem.endswith("c"):
        soft = f"{stem[:-1]}qu"
    elif stem.endswith("g"):
        soft = f"{stem}u"
    else:
        soft = stem
    return f"{soft}e", f"{soft}en"


def _subjunctive_er(stem: str) -> tuple[str, str]:
    if stem.endswith("c"):
        soft = f"{stem[:-1]}zc"
    elif stem.endswith("gu"):
        soft = stem[:-1]
    elif stem.endswith("g"):
        soft = f"{stem[:-1]}j"
    else:
        soft = stem
    return f"{soft}a", f"{soft}an"


def all_forms(verbs: Mapping[str, Mapping[str, Form]]) -> dict[str, Form]:
    """Every form of all verbs, and what it says; where two verbs share one, the first decides."""
    forms: dict[str, Form] = {}
    for verb in verbs.values():
        for form, says in verb.items():
            forms.setdefault(form, says)
    return forms
