"""When what a verb says was, or will be: the date that is its own, and no other of the sentence.

Takes a sentence, a statement and its modality; gives ``DateWords`` or None. Absent: a date that
says when something was said, how long it lasts, or when another verb was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf, Tense
from ledger.intake.drafting.sentences.dates import date_words
from ledger.intake.drafting.sentences.statement import form_of
from ledger.intake.drafting.wording import Form, group

if TYPE_CHECKING:
    from ledger.intake.drafting.sentences.dates import DateWords
    from ledger.intake.drafting.sentences.matching import RuleMatch
    from ledger.intake.drafting.wording import Wording

_TENSES = {
    Modality.ACTUAL: Tense.PAST,
    Modality.DENIED: Tense.PAST,
    Modality.EXPECTED: Tense.FUTURE,
    Modality.INTENDED: Tense.FUTURE,
}
_TOLD = re.compile(r"\s+(?:that|que)\s")
_GOVERNED = re.compile(r"\s+(?:to|de)\s")
_MET = frozenset({"meeting-held", "workshop-held", "visit-made", "capability-presented"})
_FOR = re.compile(
    r"(?i)\b(?:for|to|until|by|beyond|towards?|para|hasta|hacia)\s+(?:the |el |la )?$"
)
_LASTING = re.compile(
    r"(?i)(?:for|over|during|por|durante)?\s*(?:the (?:past|last|next) )?(?:more than |over |m[aá]s de )?"
    r"(?!last|next|this|past|earlier|later|coming)(?:\w+|\d+)[ -](?:years?|months?|weeks?|decades?|a[ñn]os|meses|semanas)"
)
_ARTICLES = frozenset(
    {"a", "an", "the", "its", "their", "his", "her", "this"}
    | {"el", "la", "los", "las", "un", "una", "su", "sus", "del", "al"}
)
_KOREAN_ACT = re.compile(r"^\s?(?:[^\s,.]+\s)?(?:서명|체결|합의|채택|타결)(?:한|된|했던|됐던)\s")
_FAR = 110  # characters between a verb and its date
_FRONT = 4  # characters before a date with which a sentence begins


def occurrence(
    wording: Wording, text: str, stated: RuleMatch, modality: Modality, published: Edtf | None
) -> DateWords | None:
    """The date of a verb: the nearest in its clause, else the one that the sentence begins with."""
    telling = _Telling(tense=_TENSES.get(modality), published=published, modality=modality)
    return _nearest(wording, text, stated, telling)


def looking_back(
    wording: Wording, text: str, stated: RuleMatch, published: Edtf | None
) -> DateWords | None:
    """The date of what was expected earlier: no date where it may lie before today or after."""
    ahead, back = (
        _nearest(
            wording,
            text,
            stated,
            _Telling(tense=tense, published=published, modality=Modality.EXPECTED),
        )
        for tense in (Tense.FUTURE, Tense.PAST)
    )
    when = ahead or back
    if when is None or (ahead == back and when.date is not None) or ahead is None or back is None:
        return when
    return attrs.evolve(when, date=None, why="it was expected then, before the document or after")


@attrs.frozen(kw_only=True)
class _Telling:
    """How a verb puts it: as past or to come, how certain, in a text of which day."""

    tense: Tense | None
    published: Edtf | None
    modality: Modality

    def allows(self, date: Edtf) -> bool:
        """Whether what is told as past did not begin after the publication, and the reverse."""
        if self.published is None or self.tense is None:
            return True
        if self.tense is Tense.PAST:
            begun, day = date.earliest, self.published.latest
            return begun is None or day is None or begun <= day
        ended, day = date.latest, self.published.earliest
        return ended is None or day is None or ended >= day


def _nearest(wording: Wording, text: str, stated: RuleMatch, telling: _Telling) -> DateWords | None:
    every = date_words(text, wording.tag, telling.published, telling.tense)
    own = [date for date in every if stated.clause[0] <= date.start < stated.clause[1]]
    if not own and wording.tag != "ko":
        own = [date for date in every[:1] if date.start < _FRONT]  # "On 29 June, …"
    own = [
        date
        for date in own
        if not _of_speech(wording, text, date, stated.verb)
        and not _of_another(wording, text, date, stated, telling.modality)
        and not _of_a_noun(wording, text, date, stated)
    ]
    if stated.kind != "relation-established":
        own = [date for date in own if not _LASTING.fullmatch(date.words)]
    fits = [date for date in own if date.date is None or telling.allows(date.date)]
    return min(fits, key=lambda date: _distance(date, stated.verb), default=None)


def _of_speech(wording: Wording, text: str, date: DateWords, verb: tuple[int, int]) -> bool:
    """Whether a date is too far from a verb, or says when something was said: "said on Friday"."""
    if _distance(date, verb) > _FAR:
        return True
    if date.end <= verb[0] and _TOLD.match(text[date.end : verb[0]]):
        return True  # "said on Monday that": the day of the saying
    if wording.reported is not None:
        if wording.reported.match(text, date.end):
            return True
        if date.start == 0 and wording.speech[0].search(text) and len(text) > 2 * _FAR // 3:
            return True  # "13일 산업부는 …라고 밝혔다": the day on which it was said
    if wording.tag == "ko" and _KOREAN_ACT.search(text[date.end : verb[0]]):
        return True  # "지난해 9월 서명한 협정은": the day of another verb
    before = text[max(0, date.start - 40) : date.start]
    words = before.split()
    if (
        words
        and words[-1].lower() in wording.forms
        and (len(words) == 1 or words[-2].lower() not in _ARTICLES)
        and not verb[0] <= date.start - 2 <= verb[1] + 2
    ):
        return True  # "under a letter signed on Monday": the day of another verb
    spoken = wording.reporting is not None and wording.reporting.search(before) is not None
    return spoken and not verb[0] <= date.start - 12 <= verb[1] + 12


def _of_another(
    wording: Wording, text: str, date: DateWords, stated: RuleMatch, modality: Modality
) -> bool:
    """Whether a date is of the verb that governs this one, or of what it is done for."""
    verb = stated.verb
    if date.end <= verb[0]:
        governed = _GOVERNED.match(text[date.end : verb[0]]) and modality is not Modality.ACTUAL
        if _of_apposition(wording, text, date, verb):
            return True
        # "agreed on Monday to sign", "on Monday they decided to sign": the day of the agreeing
        base = form_of(wording, text[slice(*verb)]) is Form.BASE
        if governed or (base and modality is Modality.INTENDED):
            return True
    if stated.kind not in _MET or date.start < verb[1]:
        return stated.kind == "opinion-stated" and _is_meant(date, stated)
    between = text[verb[1] : date.start]
    purpose = wording.purpose is not None and wording.purpose.search(between) is not None
    return purpose or _FOR.search(between) is not None


def _of_apposition(wording: Wording, text: str, date: DateWords, verb: tuple[int, int]) -> bool:
    """Whether a date stands with a participle between commas: "the pact, signed in May, has"."""
    comma = text.rfind(", ", 0, date.start)
    if wording.relative is None or comma < 0 or "," not in text[date.end : verb[0]]:
        return False
    word = text[comma + 2 :].split(maxsplit=1)[0]
    return form_of(wording, word) is Form.PAST


def _is_meant(date: DateWords, stated: RuleMatch) -> bool:
    """Whether a date stands in the words of an opinion."""
    topic = stated.verb if stated.match is None else group(stated.match, "topic")
    return topic is not None and topic[0] <= date.start < topic[1]


def _of_a_noun(wording: Wording, text: str, date: DateWords, stated: RuleMatch) -> bool:
    """Whether a date says which of several is meant: "a 1987 declaration", "el convenio de 1971"."""
    before = text[max(0, date.start - 40) : date.start]
    if stated.verb[0] <= date.start - 6 <= stated.verb[1]:  # "signing of 3 May"
        return False
    if wording.attribute is not None and wording.attribute.search(before):
        return True
    if wording.attributed is None or " of " in date.words or 0 <= stated.verb[0] - date.end <= 1:
        return False
    front, behind = wording.attributed
    article = date.words.partition(" ")[0] + " "  # it may have come along: "the 1987"
    return bool(front.search(before) or front.fullmatch(article)) and bool(
        behind.match(text, date.end)
    )


def _distance(date: DateWords, verb: tuple[int, int]) -> int:
    """How far a date is from a verb; one that follows it is nearer."""
    return date.start - verb[1] if date.start >= verb[1] else verb[0] - date.end + 10
