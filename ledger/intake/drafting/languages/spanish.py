"""The Spanish words of drafts: how certain, who says it, where a clause begins, what is counted.

Gives ``SPANISH``. The rules stand in ``spanish_rules``.
"""

from __future__ import annotations

import re

from ledger.claims.vocabulary import Modality
from ledger.edtf.languages.spanish import SPANISH as DATES
from ledger.intake.drafting.languages.spanish_rules import RULES, VERBS
from ledger.intake.drafting.languages.verbs import all_forms
from ledger.intake.drafting.wording import Form, Mood, Wording, counting, with_numbers

_SKIP = (
    r"(?:(?:\w+mente|ya|tambi[eé]n|hoy|ayer|luego|pronto|nuevamente|se|lo|la|los|las|le|ser|sido|haber|"
    r"haya|hayan|ha|han|hab[ií]a|hab[ií]an|fue|fueron|ser[aá]n?|sea|sean|este \w+) )*"
)

_NAMES = r"[^\s,;:.]+(?: [^\s,;:.]+){0,7}"


def _mood(words: str, modality: Modality) -> Mood:
    return Mood(
        pattern=re.compile(rf"(?<!\w)(?:{words})\s+{_SKIP}$", re.IGNORECASE), modality=modality
    )


_BEFORE = (
    _mood(r"se convirti(?:[oó]|eron) en (?:el|la|uno|una) [\w ]{0,50}en", Modality.ACTUAL),
    _mood(r"vot(?:[oó]|aron)(?: \w+){0,4}? (?:a favor de|por)", Modality.ACTUAL),
    _mood(rf"(?:no|sin) (?:se )?descart\w+(?: que)?(?: {_NAMES})?", Modality.POSSIBLE),
    _mood(
        r"(?:no (?:hay|existen?|tienen?)|sin) (?:planes?|intenci[oó]n|previsto)(?: (?:de|para))?|no (?:se )?(?:puede|pueden|podr[aá]n?|podr[ií]an?|pudo|pudieron)|no (?:se )?(?:logr|consigui|consegu|alcanz)\w+(?: a)?|no|nunca|jam[aá]s|tampoco|ni|sin(?: haber| que)?|a[uú]n no|todav[ií]a no|neg[oó] (?:que|haber)|se neg[oó] a|rechaz[oó]|ning[uú]n \w+"
        rf"|(?:ni {_NAMES} ni|ning[uú]n[oa]?(?: de)?) {_NAMES}|nadie|se (?:niegan?|negaron) a|negaron (?:que|haber)|nieg(?:a|an) (?:que|haber)"
        rf"|(?:falso|no es cierto|no es verdad) que {_NAMES}",
        Modality.DENIED,
    ),
    _mood(
        r"deben?|deber[aá]n?|tienen? que|tendr[aá]n? que|ha de|han de|habr[aá] que|requieren? que|exigen? que|falta que",
        Modality.REQUIRED,
    ),
    _mood(
        r"(?:estudia|eval[uú]a|considera|analiza|baraja|contempla|sopesa)n?|amenaz(?:[oó]|aron|an?) con|pueden?|podr[ií]an?|podr[aá]n?|quiz[aá]s?|tal vez|posiblemente|es posible que|cabe la posibilidad de que",
        Modality.POSSIBLE,
    ),
    _mood(r"deber[ií]an?|ser[ií]an?|habr[ií]an?", Modality.CONDITIONAL),
    _mood(
        r"acord(?:aron|[oó])|plane(?:a|an|aba|aban)|pretenden?|buscan?|buscar[aá]n?|quieren?|esperan|tienen? (?:la )?intenci[oó]n de|se propone[n]?|"
        r"aspiran? a|desean?|decidi(?:[oó]|eron)|se comprometi(?:[oó]|eron) a|prometi(?:[oó]|eron)|dispuest[oa]s? a|con el (?:fin|objetivo|prop[oó]sito) de|compromiso de|voluntad de|interesad[oa]s? en|inter[eé]s en",
        Modality.INTENDED,
    ),
    _mood(
        rf"(?:se espera|se prev[eé]|est[aá] previsto|esperan?|prev[eé]n?|conf[ií]an? en) que {_NAMES}"
        r"|se espera que|se prev[eé](?: que)?|prev[eé]n?(?: que)?|est[aá]n? previst[oa]s?(?: que)?|est[aá]n? por|van? a|a punto de|antes de|antes de la|previo a la|pendientes? de|"
        r"a la espera de(?: la)?|pr[oó]xim[oa]|hasta(?: la| que)?|cerca de(?: la)?|ser[aá]n?|estar[aá]n?|se encamina a|esperad[oa]",
        Modality.EXPECTED,
    ),
    _mood(
        r"si|cuando|una vez que|tan pronto como|en cuanto|siempre que|apenas|a menos que|salvo que",
        Modality.CONDITIONAL,
    ),
    _mood(r"sean?|fueran?", Modality.INTENDED),
    _mood(r"para|a fin de|a|de|que", Modality.INTENDED),
)
_PERSON = r"(?:[A-ZÁÉÍÓÚÑ][\w.'-]*(?:[ ,]+(?:de|del|la|las|los|y|[A-ZÁÉÍÓÚÑ][\w.'-]*)){0,9})"
_TITLES = r"(?:(?:el|la|los|las|un|una) )?(?:(?:\w+ ){0,5}?)"
_SAY = (
    r"(?:dijo|dijeron|afirm[oó]|afirmaron|se[ñn]al[oó]|se[ñn]alaron|inform[oó]|informaron|anunci[oó]|anunciaron|declar[oó]|declararon|indic[oó]|indicaron|explic[oó]|"
    r"precis[oó]|sostuvo|asegur[oó]|aseguraron|destac[oó]|destacaron|subray[oó]|coment[oó]|agreg[oó]|a[ñn]adi[oó]|expres[oó]|manifest[oó]|report[oó]|confirm[oó]|confirmaron|apunt[oó]|advirti[oó])"
)
_ROLE = (
    r"(?:(?:vice)?ministr[oa]|canciller|(?:vice)?president[ea]|(?:sub)?secretari[oa]|embajador[a]?|portavoz|"
    r"vocer[oa]|funcionari[oa]|mandatari[oa]|director[a]?|gobernador[a]?|senador[a]?|diputad[oa]|"
    r"negociador[a]?|ministerio|gobierno|canciller[ií]a)"
)
NUMBERS = {
    word: value
    for word, value in DATES.phrases.items()
    if value.isdigit() and word.isalpha() and word not in {"primero", "un"}
} | {"dieciséis": "16", "veintidós": "22", "veintitrés": "23"}  # fmt: skip

_NOT_TO = r"(?<!\bal )(?<!\ba la )(?<!\ba su )"
"""Before a body that decides: one to which a bill only goes has not approved it."""

SPANISH = Wording(
    tag="es",
    name="Spanish",
    rules=RULES,
    before=_BEFORE[:-1],
    after=(),
    forms=all_forms(VERBS)
    | dict.fromkeys(
        ("entrada en vigor", "entrada en vigencia", "tratado", "tratados", "acuerdo"), Form.NOUN
    ),
    meaning={
        Form.PAST: Modality.ACTUAL,
        Form.PRESENT: Modality.ACTUAL,
        Form.GERUND: Modality.ACTUAL,
        Form.NOUN: Modality.ACTUAL,
        Form.BASE: Modality.INTENDED,
        Form.FUTURE: Modality.EXPECTED,
        Form.CONDITIONAL: Modality.CONDITIONAL,
        Form.SUBJUNCTIVE: Modality.INTENDED,
    },
    clause=re.compile(
        r";\s*|:\s+(?=\w{3,})|\s[\u2013\u2014]\s|,?\s+(?:mientras(?: que)?|pero|aunque|sino que)\s+"
        r"|(?P<back>,\s+)(?=(?:(?:a[uú]n|todav[ií]a|ya|no|tambi[eé]n|luego|despu[eé]s) )*(?:ha|han|es|son|fue|fueron|ser[aá]n?|est[aá]n?|\w{3,}(?:[oó]|aron|ieron))\s)"
        r"|,\s+(?:que|quien|quienes|lo que|la cual|el cual|los cuales|donde|cuando|tras|luego de|despu[eé]s de|antes de|y(?=\s+(?:se|no|ha|han|el|la|los|las|\w+(?:[oó]|aron|ieron|r[aá]n?))\b)|en tanto|as[ií] como)\s+",
        re.IGNORECASE,
    ),
    speech=(
        re.compile(rf"[,.!?]?[\u201d\"\u00bb\u2019']?[,.]?\s+{_SAY}\s+(?P<who>{_TITLES}{_PERSON})"),
        re.compile(
            rf"\b(?:[Ss]eg[uú]n|[Dd]e acuerdo con|[Aa] decir de)\s+(?P<who>{_TITLES}{_PERSON})"
        ),
        re.compile(
            rf"(?P<who>{_PERSON})(?:,[^,]{{2,80}},)? (?:ya |tambi[eé]n )?{_SAY}\b(?= que\b| en\b| este\b| el\b| la\b|:|,|\.)"
        ),
        re.compile(rf"(?P<who>{_PERSON}),? en un (?:comunicado|bolet[ií]n)"),
        re.compile(rf"[,\u201d\"\u00bb]\s+(?:seg[uú]n )?{_SAY}\s+(?P<who>(?:el|la) {_ROLE})\b"),
        re.compile(rf"(?P<who>\b(?:[EeÉé]l|[Ll]a) {_ROLE})(?: (?:tambi[eé]n|ya))? {_SAY}\b"),
    ),
    finite=re.compile(
        r"\b(?:ha|han|hab[ií]an?|hay|es|son|fue|fueron|era|eran|ser[aá]n?|est[aá]n?|podr[ií]?an?"
        r"|puede|pueden|debe|deben|que|cual|cuales)\b| (?:y|de|del|la|las|los)$"
    ),
    counted=re.compile(
        r"(?i)\b(?:d[ií]as?|semanas?|mes(?:es)?|años?) (?:despu[eé]s|a partir|tras|siguientes?"
        r"|desde|contados?) (?:[\w-]+ ){0,6}$"
    ),
    unnamed=re.compile(
        r"(?i)\b(?:seg[uú]n (?:fuentes|funcionarios|diplom[aá]ticos)[\w ]{0,40}|fuentes (?:\w+ )?(?:dijeron|se[ñn]alaron|indicaron|informaron|consultadas)|una fuente (?:dijo|se[ñn]al[oó])|de forma an[oó]nima|bajo condici[oó]n de anonimato|trascendi[oó] que)\b"
    ),
    condition=re.compile(
        r"(?i)(?:^|[\s,;(\"'\u201c\u2018\u00ab])(?P<condition>(?-i:De) (?:no )?\w+[aei]r(?:se|lo|la)?(?=,)|(?:(?-i:De) (?:no )?\w+[aei]r(?:se)?|si|siempre que|tan pronto como|una vez(?: que)?|cuando (?=(?:\w+ ){0,5}?\w+(?:en?|an?)\b)|en caso de que|a condici[oó]n de que|en cuanto|salvo que|a menos que)\s[^;.!?]{3,160}?)(?=,\s|[;.!?]|$)"
    ),
    sides=re.compile(
        r"(?i)\b(?:ambos (?:pa[ií]ses|gobiernos|estados|mandatarios|l[ií]deres)|ambas (?:naciones|partes|delegaciones|canciller[ií]as)|los dos (?:pa[ií]ses|gobiernos)|las dos (?:naciones|partes))\b"
    ),
    location=re.compile(
        r"(?i)\b(?:en|desde|hacia|cerca de)\s+(?:el\s+|la\s+|los\s+)?(?:\w+ de )?$"
    ),
    company=re.compile(
        r"(?i)\b(?:con|entre|junto (?:a|con)|con su hom[oó]log[oa] de)\s+(?:[\w'-]+\s+){0,6}?$"
    ),
    agent=re.compile(r"(?i)\bpor\s+(?:[\w'-]+\s+){0,5}?$"),
    actor=re.compile(
        r"(?i)\b(?:gobierno|delegaci[oó]n|funcionarios?|autoridad(?:es)?|president[ea]|ministr[oa]|canciller|parlamento|congreso|senado|asamblea|c[aá]mara|corte|tribunal|empresas?|embajador[a]?|homólog[oa]|cancillería|secretari[oa]|empresarios|mandatario)\s+(?:\w+\s+)?$"
    ),
    joined=re.compile(
        r"(?i)^(?:\s*\([^)]{1,30}\))?\s*(?:,|y|e|/|-|as[ií] como|junto con)?\s*(?:y|e)?\s*(?:(?:el|la|los|las|de|del|rep[uú]blica|gobierno|ministro|presidente|estados|pa[ií]ses) ){0,6}$"
    ),
    topic=re.compile(
        r"(?i)\b(?!en (?-i:[A-ZÁÉÍÓÚ]))(?:en materia de|sobre|acerca de|para|en|de|relativ[oa] a|en torno a)\s+(?P<topic>(?!(?:19|20)\d\d\b|el \d)[^,;:.!?\u201d\"]{3,160})"
    ),
    quoting=re.compile(r"[\u201c\"\u00ab]([^\u201c\u201d\"\u00ab\u00bb]{25,1000})[\u201d\"\u00bb]"),
    roughly=re.compile(
        r"(?i)\b(?:unos|unas|cerca de|alrededor de|aproximadamente|casi|hasta|m[aá]s de|menos de|al menos unos) (?:los |las )?$"
    ),
    refuted=re.compile(
        r"(?i)\b(?:desmint(?:i[oó]|ieron)|desmient(?:e|en)|neg(?:[oó]|aron)|nieg(?:a|an)|rechaz(?:[oó]|aron)) (?:que|(?:las|los|unas|unos) (?:informaciones|rumores|versiones|noticias|acusaciones))\b"
        r"|\b(?:informaciones|versiones|rumores|noticias) (?:de|sobre|seg[uú]n)\b(?=.*?\b(?:son|es|eran) (?:fals[oa]s?|inexact[oa]s?|infundad[oa]s?)\b)"
    ),
    past=re.compile(r"(?i)(?:iba|iban|deb[ií]an?|estaba|estaban|se esperaba|se prev[eé][ií]a)\b"),
    meant=re.compile(
        r"\b(?:(?P<it>[Ll]o)(?= (?:ratific|firm|aprob|suscrib|deposit|denunci))|(?:[Ee]l|[Ee]ste|[Dd]icho|[Dd]el|[Aa]l) (?:acuerdo|tratado|convenio|protocolo|pacto)|[Ll]a (?:convenci[oó]n))\b(?! (?:de|sobre|entre|marco)\b)"
    ),
    another=re.compile(
        r"(?i)\b(?:un|otro|nuevo|segundo|anterior|antiguo) (?:\w+ ){0,2}(?:acuerdo|tratado|convenio|protocolo|pacto)\b"
    ),
    hosting=re.compile(
        r"(?i)(?:celebr|realiz|organiz|recib|acog|alberg|convoc|encabez|presid|llev)"
    ),
    numbers=NUMBERS,
    counts=counting(
        NUMBERS,
        r"(?i)\b(?P<count><n>)(?: (?:pa[ií]ses|estados|miembros|naciones))?(?: \w+)? (?:de (?:las|los|sus)?|de) ?(?P<required><n>)(?P<what> (?:ratificaciones|instrumentos|firmas|pa[ií]ses|estados|miembros|signatarios|necesari\w+|requerid\w+)[\w ]{0,40})",
        r"(?i)\b(?P<count><n>) de (?:los|las|sus) (?P<required><n>)\b(?P<what>[\w ]{0,40})",
        r"(?i)\b(?:faltan?|se necesitan|se requieren)(?: a[uú]n| todav[ií]a)? (?P<needed><n>)(?P<what> (?:ratificaciones|instrumentos|firmas|pa[ií]ses|estados))",
        r"(?i)\b(?P<what>ratificado|firmado|aprobado|suscrito) por (?P<count><n>) (?:de (?:los|sus) (?P<members><n>) )?(?:pa[ií]ses|estados|miembros|naciones)",
        r"(?i)\b(?P<count><n>) (?:pa[ií]ses|estados|miembros|naciones)[\w ]{0,30}? (?:han|ya han|hab[ií]an)(?: ya)? (?P<what>ratificado|firmado|depositado|aprobado|suscrito)",
        r"(?i)\b(?:s[oó]lo|solamente|apenas|ya) (?P<count><n>)(?: de ellos)? (?:lo |la |los )?(?:han|ha|hab[ií]an)(?: ya)? (?P<what>ratificado|firmado|depositado|aprobado|suscrito)",
        r"(?i)\b(?:requiere|necesita|se requieren|se necesitan|exige)(?: al menos| un m[ií]nimo de)? (?P<required><n>)(?P<what> (?:ratificaciones|instrumentos|pa[ií]ses|estados))",
    ),
    votes=with_numbers(
        NUMBERS,
        r"(?i)(?P<for>\d{1,4}|<n>) votos(?: a favor)?,?(?: contra| y| por)? (?P<against>\d{1,4}|<n>)(?: votos)?(?: en contra)?(?:,? (?:y|con)? ?(?P<abstained>\d{1,4}|<n>) abstenci[oó]n(?:es)?)?",
    ),
    steps=(
        (re.compile(_NOT_TO + r"\bcomisi[oó]n(?:es)?\b", re.IGNORECASE), "committee"),
        (re.compile(_NOT_TO + r"\b(?:senado|c[aá]mara)", re.IGNORECASE), "chamber"),
        (
            re.compile(_NOT_TO + r"\b(?:parlamento|congreso|asamblea|legisl)", re.IGNORECASE),
            "parliament",
        ),
        (re.compile(r"(?i)\b(?:gabinete|consejo de ministros|gobierno)\b"), "cabinet"),
        (re.compile(r"(?i)\bconsejo\b"), "council"),
        (re.compile(r"(?i)\brefer[eé]ndum\b"), "referendum"),
        (re.compile(r"(?i)\b(?:tribunal|corte)\b"), "court"),
        (re.compile(r"(?i)\b(?:president[ea]|rey|reina|jefe de estado)\b"), "head-of-state"),
    ),
    of_nouns=(
        Mood(
            pattern=re.compile(
                r"[^.;,]{0,80}?\b(?:est[aá]n? previst[oa]s?|se prev[eé]|se espera|previst[oa] para|ser[aá]|se realizar[aá]|tendr[aá] lugar|se producir[aá])\b",
                re.IGNORECASE,
            ),
            modality=Modality.EXPECTED,
        ),
    ),
    asked=re.compile(
        r"(?i)\b(?:pid(?:i[oó]|ieron|en?)|inst(?:[oó]|aron|an?)|exhort(?:[oó]|aron|an?)|llam(?:[oó]|aron|an?)|urgi(?:[oó]|eron)|exig(?:i[oó]|ieron|en?)|solicit(?:[oó]|aron|an?)|invit(?:[oó]|aron|an?)|reclam(?:[oó]|aron|an?)|acus(?:[oó]|aron|an?)|agradeci(?:[oó]|eron)|felicit(?:[oó]|aron))\s"
        r"(?:[\w'-]+ ){0,8}?$"
        r"|\b(?:plazo|fecha l[ií]mite|procesos?|tr[aá]mites?|procedimientos?|condici[oó]n(?:es)?|requisitos?|campa[ñn]a|presi[oó]n) (?:para|de) $"
        r"|\b(?:no|sin) (?:precis|dij|decir|aclar|inform|revel|detall)\w* (?:cu[aá]ndo|si|d[oó]nde|c[oó]mo)\s(?:[\w'-]+ ){0,7}?$"
        r"|\b(?:sobre|decid\w+|determin\w+|pregunt\w+|evaluar|analiz\w+|resolver|saber|estudiar?|aclarar) si\s(?:[\w'-]+ ){0,8}?$"
    ),
    voice=re.compile(
        r"(?i)\b(?:es|son|fue|fueron|era|eran|ser|ser[aá]n?|ser[ií]an?|sido|sean?|siendo|qued[oó]|quedaron)\s+(?:(?:\w+mente|ya|tambi[eé]n|a[uú]n|luego)\s+)*$"
    ),
    relative=re.compile(r"\b(?:que|quien(?:es)?|cual(?:es)?|donde)\b"),
    embedded=re.compile(
        r",\s+(?:que|quien(?:es)?|(?:el|la|los|las) cual(?:es)?|cuy[oa]s?)\b[^,;:]*(?:,[^,;:]*){0,4}?,(?=\s+(?:(?:a[uú]n|todav[ií]a|ya|no|tambi[eé]n|luego|despu[eé]s|se) )*"
        r"(?:ha|han|hab[ií]an?|es|son|fue|fueron|ser[aá]n?|est[aá]n?|\w{3,}(?:[oó]|aron|ieron|ar[aá]n?|er[aá]n?|ir[aá]n?))\s)"
    ),
    bare=re.compile(r"\b(?:para|no|a|de|por)\s+$"),
    leading=re.compile(r"(?:Tras|Luego de|Despu[eé]s de|Antes de|Al|Habiendo)\b"),
    subject=re.compile(
        r"(?<!\w)(?:(?:[Ee]l|[Ll]as?|[Ll]os|[Uu]n[ao]?s?|[Ss]us?|[Ee]st[ea]s?|[Aa]lgun[oa]s|[Vv]ari[oa]s)\s+[\w-]{4,}|[A-ZÁÉÍÓÚÑ][\w-]{3,}\s)"
    ),
    quantity=re.compile(
        r"(?i)\b(?:vari[oa]s|algun[oa]s|much[oa]s|poc[oa]s|otr[oa]s|la mayor[ií]a de|la mitad de|m[aá]s|menos|\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b"
        r"(?: (?:de|los|las|ellos|sus|pa[ií]ses|estados|miembros|partes|naciones|signatarios)){0,4} (?:(?:lo|la|los|han|ha|hab[ií]an|ya|a[uú]n|todav[ií]a|no|se) ){0,4}$"
    ),
    attribute=re.compile(
        r"(?i)\b(?!(?:partir|antes|despu[eé]s|finales|principios|mediados|fines|fin|inicios|comienzos|dentro|largo|semana|d[ií]a|noche|tarde|ma[ñn]ana|madrugada|mes|a[ñn]o|ma[ñn]anas|desde)\b)\w+ del? $"
    ),
    purpose=re.compile(
        r"\b(?:para|a fin de|con el fin de|con miras a) (?!el\b|la\b|los\b|las\b)\w+r\b"
    ),
    reporting=re.compile(rf"(?i){_SAY}(?: \w+){{0,2}}?\s+(?:(?:el|este)\s+)?$"),
    figures=re.compile(
        r"(?P<figure>(?:US|A|C|MX|R)?[$€£]\s?\d[\d,.]*(?:\s?(?:million|millones|mil millones))?|(?<!mil )\b\d[\d,.]*(?: (?:mil millones|millones|mil|bill[oó]n(?:es)?))?(?: de)? (?:d[oó]lares|euros|pesos|soles|reales|libras|yenes|wones|francos|coronas|bolivianos|quetzales|colones|guaran[ií]es)\b|\b\d[\d,.]*\s?%|\b\d[\d,.]* (?:mujeres|personas|estudiantes|pa[ií]ses|empleos|empresas|toneladas|sat[eé]lites|becas|proyectos|a[ñn]os)\b)",
        re.IGNORECASE,
    ),
)
