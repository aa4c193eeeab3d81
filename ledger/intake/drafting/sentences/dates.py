"""The words for dates in a sentence, where they stand and what days they allow.

Takes a sentence, the day of publication and the tense of its verb; gives ``DateWords``. The words
are those of ``edtf``: what is not read there is no date here, and none is more precise than its
words. Absent: a second table of dates.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import BadDate, Edtf, Tense, from_words
from ledger.edtf.languages.english import ENGLISH
from ledger.edtf.languages.korean import KOREAN
from ledger.edtf.languages.spanish import SPANISH
from ledger.intake.drafting.mentions.names import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.edtf.languages.language import Language

_TABLES = {"en": ENGLISH, "es": SPANISH, "ko": KOREAN}
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th|s)?\b|\d+|[^\W\d_]+(?:-[^\W\d_]+)*|[^\s]")
_PUNCTUATION = {",", "/", "-", "\u2013", "~", ".", "'", "\u2019"}
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th|s)?")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_JOINTS = frozenset("/.,-\u2013")
_JOINED_IN_FRONT = re.compile(r"\d[/.\u2013-]$")
_JOINED_BEHIND = re.compile(r"[/.\u2013-]\d|[^\W\d_\uac00-\ud7a3]")
_DAY_IN_FRONT = re.compile(r"(?<![\d.,/])\d{1,2}(?:st|nd|rd|th)?\s+(?:(?:of|de)\s+)?$")
_DAY_BEHIND = re.compile(r"\s(?:\d{1,2}(?:st|nd|rd|th)?|(?:1[6-9]|20)\d\d)\b")
_LONGEST = 14  # tokens of one phrase

# What makes a run of such words a date, and what may stand at its ends and says nothing.
_ANCHORS = {
    "en": re.compile(
        r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
        r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|"
        r"tomorrow|tonight|(?:last|next|this|past|earlier this|later this|coming) (?:\w+ )?(?:year|month|week|quarter|spring|summer|autumn|fall|winter|morning|afternoon|evening)|"
        r"ago|(?:1[6-9]|20)\d\ds?|century|years?|months?|weeks?|decades?)\b"
    ),
    "es": re.compile(
        r"\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|"
        r"lunes|martes|miercoles|jueves|viernes|sabado|domingo|ayer|hoy|manana|anteayer|"
        r"(?:ano|mes|semana|trimestre|semestre) (?:pasad|proxim|que viene)\w*|(?:pasad|proxim|este|esta)\w* (?:ano|mes|semana|trimestre|semestre|dia)|"
        r"(?:pasado|proximo)|hace|(?:1[6-9]|20)\d\d|siglo|dia \d)\b"
    ),
}  # fmt: skip
_ENDS = {
    "en": {"in", "on", "of", "the", "for", "and", "to", "at", "during", "or", ",", "-", "about", "from", "between", ".", "'", "\u2019", "/", "over", "a", "an"},
    "es": {"en", "el", "la", "los", "las", "de", "del", "y", "a", "al", "durante", "por", "o", ",", "-", "entre", ".", "unos", "unas", "lo", "/", "e", "u", "un", "una", "sobre"},
}  # fmt: skip
_KEPT_IN_FRONT = {"in", "on", "at", "during", "for", "from", "between", "about", "over", "the", "en", "el", "durante", "entre", "la", "del", "a", "al"}  # fmt: skip
_STORY = re.compile(
    r"\b(?:that (?:same )?(?:day|week|month|year)|the (?:same|following|next|previous) day|days? (?:later|earlier|before)|"
    r"weeks? later|months? later|years? later|ese (?:mismo )?dia|ese (?:mismo )?(?:ano|mes)|el mismo dia|"
    r"al dia siguiente|dias despues|un dia antes)\b"
)
_BARE_YEAR = {
    "en": re.compile(r"(?:\b(?:in|since|by|until|during|from|before|after|through|of late|early|late|mid|end of|beginning of|for|around|about|to)|[(\u2013-]|^)\s*$", re.IGNORECASE),
    "es": re.compile(r"(?:\b(?:en|desde|hasta|para|durante|a partir de|antes de|despues de|hacia|finales de|principios de|mediados de|fines de)|[(\u2013-]|^)\s*$", re.IGNORECASE),
}  # fmt: skip
_KOREAN_UNIT = (
    r"(?:(?:19|20)\d\d년대?|\d{1,2}월|\d{1,2}(?:[~∼-]\d{1,2})?일(?=[^가-힣]|까지|부터|에|자|\s|$|께|경|과|오|정|현|간의)|올해|올\s?(?:상반기|하반기|봄|여름|가을|겨울|연말|초|해)|지난해|작년|재작년|내년|후년|"
    r"지난달|이달|다음\s?달|내달|이번\s?달|지난주|이번\s?주|다음\s?주|어제|오늘|내일|그제|모레|지난|오는|"
    r"상반기|하반기|[1-4]분기|연말|연초|연내|말|초|중순|초순|하순|월요일|화요일|수요일|목요일|금요일|토요일|일요일|"
    r"\([월화수목금토일]\)|\d+(?:년|개월|주|일)\s?(?:전|후|뒤|만에)|이르면|늦어도|(?:19|20)\d\d\.\s?\d{1,2}\.\s?\d{1,2}\.?|\d{1,2}\.\s?\d{1,2}\.)"
)
_KOREAN = re.compile(
    rf"(?<![가-힣\d.]){_KOREAN_UNIT}(?:(?:\s|[~∼-]|부터\s|에서\s|과\s|와\s)?{_KOREAN_UNIT})*(?:까지|부터|께|경|쯤|무렵|이후|이전)?"
)
_KOREAN_STORY = re.compile(
    r"(?:이날|그날|당일|전날|이튿날|다음날|같은\s?날|당시|이듬해|같은\s?해)(?:부터|까지)?\s*$"
)
_KOREAN_ALONE = re.compile(r"(?:지난|오는|말|초|올)")


@attrs.frozen(kw_only=True)
class DateWords:
    """Words of a sentence that say when: their place, and the days that they allow.

    ``date`` is None where the words are no date by themselves; ``why`` says why.
    """

    start: int
    end: int
    words: str
    date: Edtf | None
    why: str | None = None


@cache
def _words_of(tag: str) -> frozenset[str]:
    """Every single word of a language's phrases for dates."""
    table: Language = _TABLES[tag]
    phrases = " ".join(table.phrases)
    return frozenset(phrases.split()) | table.fillers | {"last", "past"}


def date_words(
    sentence: str, tag: str, published: Edtf | None, tense: Tense | None
) -> tuple[DateWords, ...]:
    """The dates that a sentence names, in its order."""
    spans = _korean(sentence) if tag == "ko" else _runs(sentence, tag)
    return tuple(
        date
        for start, end in spans
        if (date := _read(sentence, (start, end), tag, published, tense)) is not None
    )


def _korean(sentence: str) -> Iterator[tuple[int, int]]:
    for match in _KOREAN.finditer(sentence):
        before = sentence[max(0, match.start() - 8) : match.start()]
        if _KOREAN_STORY.search(before) or _KOREAN_ALONE.fullmatch(match[0]):
            continue
        yield match.start(), match.end()


def _runs(sentence: str, tag: str) -> Iterator[tuple[int, int]]:
    """Stretches of words that dates are made of, with something in them that is a date."""
    words, flat = _words_of(tag), plain_text(sentence)
    run: list[re.Match[str]] = []
    for token in (*_TOKEN.finditer(flat), None):
        fits = token is not None and (
            token[0] in words
            or token[0] in _PUNCTUATION
            or _ORDINAL.fullmatch(token[0]) is not None
            or (token[0].partition("-")[0] in words and token[0].partition("-")[2] in words)
        )
        if fits and token is not None and len(run) < _LONGEST:
            run.append(token)
            continue
        yield from _within(flat, run, tag)
        run = [token] if fits and token is not None else []


def _within(flat: str, run: list[re.Match[str]], tag: str) -> Iterator[tuple[int, int]]:
    """The stretch between its ends that say nothing, if it has an anchor."""
    ends = _ENDS[tag]
    run = _to_the_comma(flat, run, tag)
    while run and run[-1][0] in ends:
        run = run[:-1]
    while run and run[0][0] in ends and run[0][0] not in _KEPT_IN_FRONT:
        run = run[1:]
    if not run:
        return
    start, end = run[0].start(), run[-1].end()
    if _ANCHORS[tag].search(flat, start, end) is None:
        return
    if _STORY.search(flat, max(0, start - 20), min(len(flat), end + 20)):
        return
    yield start, end


def _to_the_comma(flat: str, run: list[re.Match[str]], tag: str) -> list[re.Match[str]]:
    """The words up to the last comma with a date behind it: "in January, the two ministries"."""
    commas = [place for place, token in enumerate(run) if token[0] == ","]
    for place in reversed(commas):
        behind = run[place + 1 :]
        if behind and _ANCHORS[tag].search(flat, behind[0].start(), behind[-1].end()) is not None:
            break
        run = run[:place]
    return run


def _read(
    sentence: str, span: tuple[int, int], tag: str, published: Edtf | None, tense: Tense | None
) -> DateWords | None:
    """The longest date in a stretch: words at its ends are left out until it can be read."""
    start, end = span
    tokens = [
        (token.start() + start, token.end() + start)
        for token in _TOKEN.finditer(sentence[start:end])
    ]
    if tag == "ko":
        tokens = [(start, end)]
    why: tuple[int, int, str] | None = None
    for length in range(len(tokens), 0, -1):
        for first in range(len(tokens) - length + 1):
            begin, stop = tokens[first][0], tokens[first + length - 1][1]
            words = sentence[begin:stop]
            if (
                tag != "ko"
                and plain_text(sentence[slice(*tokens[first + length - 1])]) in _ENDS[tag]
            ):
                continue
            if not _may_be_a_date(words, sentence[:begin], tag):
                continue
            if _is_cut(sentence, begin, stop, tag):
                continue
            try:
                date = from_words(words, published, tense)
            except (BadDate, ValueError, OverflowError) as refusal:
                if why is None and isinstance(refusal, BadDate) and "relative" in refusal.reason:
                    why = (begin, stop, refusal.reason)
                continue
            return DateWords(start=begin, end=stop, words=words, date=date)
        if len(tokens) - length > 6:  # noqa: PLR2004 - a date has no more words that say nothing
            break
    if why is None:
        return None
    return DateWords(
        start=why[0], end=why[1], words=sentence[why[0] : why[1]], date=None, why=why[2]
    )


def _is_cut(sentence: str, begin: int, stop: int, tag: str) -> bool:
    """Whether words are a part of a longer date that cannot be read: alone they say another day.

    Such are "martes" of "martes 25", "6/2024" of "5/6/2024", "1990" of "1990s", "June" of
    "June 31, 2019".
    """
    before, after = sentence[max(0, begin - 8) : begin], sentence[stop : stop + 8]
    if sentence[begin] in _JOINTS or _JOINED_IN_FRONT.search(before) or _JOINED_BEHIND.match(after):
        return True
    return tag != "ko" and bool(_DAY_IN_FRONT.search(before) or _DAY_BEHIND.match(after))


def _may_be_a_date(words: str, before: str, tag: str) -> bool:
    """Whether words can be a date at all: neither a lone number nor the year of a name."""
    if tag == "ko":
        return True
    flat = plain_text(words)
    if _ANCHORS[tag].search(flat) is None:
        return False
    if flat in {
        "may",
        "mar",
        "years",
        "year",
        "month",
        "months",
        "week",
        "weeks",
        "decades",
        "today",
        "hoy",
    }:
        return flat in {"today", "hoy"}
    bare = flat.removeprefix("in ").removeprefix("en ").removeprefix("the ").removeprefix("el ")
    if _YEAR.fullmatch(bare):
        return bare != flat or _BARE_YEAR[tag].search(plain_text(before)) is not None
    front, comma, behind = flat.rpartition(",")
    return not comma or bool(_ANCHORS[tag].search(behind)) or not _ANCHORS[tag].search(front)
