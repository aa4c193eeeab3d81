"""When what a verb says was, or will be: the date that is its own, and no other of the sentence.

Takes a sentence, a statement and its modality; gives ``DateWords`` or None. Absent: a date that
says when something was said, how long it lasts, or when another verb was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Modality
from ledger.edtf import Tense
from ledger.intake.drafting.dates import date_words

if TYPE_CHECKING:
    from ledger.edtf import Edtf
    from ledger.intake.drafting.dates import DateWords
    from ledger.intake.drafting.matching import Stated
    from ledger.intake.drafting.wording import Wording

_TENSES = {
    Modality.ACTUAL: Tense.PAST,
    Modality.DENIED: Tense.PAST,
    Modality.EXPECTED: Tense.FUTURE,
    Modality.INTENDED: Tense.FUTURE,
}
_GOVERNED = re.compile(r"\s+(?:to|that|que|de)\s")
_LASTING = re.compile(
    r"(?i)(?:for|over|during|por|durante)?\s*(?:the (?:past|last|next) )?(?:more than |over |m[aá]s de )?"
    r"(?!last|next|this|past|earlier|later|coming)(?:\w+|\d+)[ -](?:years?|months?|weeks?|decades?|a[ñn]os|meses|semanas)"
)
_FAR = 110  # characters between a verb and its date
_FRONT = 4  # characters before a date with which a sentence begins


def occurrence(
    wording: Wording, text: str, stated: Stated, modality: Modality, published: Edtf | None
) -> DateWords | None:
    """The date of a verb: the nearest in its clause, else the one that the sentence begins with."""
    return _nearest(wording, text, stated, _TENSES.get(modality), published)


def looking_back(
    wording: Wording, text: str, stated: Stated, published: Edtf | None
) -> DateWords | None:
    """The date of what was expected earlier: no date where it may lie before today or after."""
    ahead, back = (
        _nearest(wording, text, stated, tense, published) for tense in (Tense.FUTURE, Tense.PAST)
    )
    when = ahead or back
    if when is None or (ahead == back and when.date is not None) or ahead is None or back is None:
        return when
    return attrs.evolve(when, date=None, why="it was expected then, before the document or after")


def _nearest(
    wording: Wording, text: str, stated: Stated, tense: Tense | None, published: Edtf | None
) -> DateWords | None:
    every = date_words(text, wording.tag, published, tense)
    own = [date for date in every if stated.clause[0] <= date.start < stated.clause[1]]
    if not own and wording.tag != "ko":
        own = [date for date in every[:1] if date.start < _FRONT]  # "On 29 June, …"
    own = [date for date in own if not _of_speech(wording, text, date, stated.verb)]
    if stated.kind != "relation-established":
        own = [date for date in own if not _LASTING.fullmatch(date.words)]
    fits = [date for date in own if date.date is None or _possible(date.date, tense, published)]
    return min(fits, key=lambda date: _distance(date, stated.verb), default=None)


def _possible(date: Edtf, tense: Tense | None, published: Edtf | None) -> bool:
    """Whether what is told as past did not begin after the publication, and the reverse."""
    if published is None or tense is None:
        return True
    if tense is Tense.PAST:
        begun, day = date.earliest, published.latest
        return begun is None or day is None or begun <= day
    ended, day = date.latest, published.earliest
    return ended is None or day is None or ended >= day


def _of_speech(wording: Wording, text: str, date: DateWords, verb: tuple[int, int]) -> bool:
    """Whether a date is too far from a verb, or says when something was said: "said on Friday"."""
    if _distance(date, verb) > _FAR:
        return True
    if date.end <= verb[0] and _GOVERNED.match(text[date.end : verb[0]]):
        return True  # "agreed on Monday to sign": the day of the agreeing
    if wording.reported is not None:
        if wording.reported.match(text, date.end):
            return True
        if date.start == 0 and wording.speech[0].search(text) and len(text) > 2 * _FAR // 3:
            return True  # "13일 산업부는 …라고 밝혔다": the day on which it was said
    before = text[max(0, date.start - 40) : date.start]
    words = before.split()
    if (
        words
        and words[-1].lower() in wording.forms
        and not verb[0] <= date.start - 2 <= verb[1] + 2
    ):
        return True  # "under a letter signed on Monday": the day of another verb
    spoken = wording.reporting is not None and wording.reporting.search(before) is not None
    return spoken and not verb[0] <= date.start - 12 <= verb[1] + 12


def _distance(date: DateWords, verb: tuple[int, int]) -> int:
    """How far a date is from a verb; one that follows it is nearer."""
    return date.start - verb[1] if date.start >= verb[1] else verb[0] - date.end + 10
