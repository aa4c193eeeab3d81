"""How a sentence puts what it states: how certain, who says so, on what it depends.

Takes a sentence and the place of its verb; gives a modality, an asserter and a condition, each
with the words that it rests on. Absent: an opinion whether it is true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Modality
from ledger.intake.drafting.wording import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake.drafting.mentions.names import Mention
    from ledger.intake.drafting.wording import Wording

_REACH = 90  # characters before a verb in which its auxiliaries stand
_BEHIND = 40
_TRIES = 12  # places of a sentence at which a speaker is looked for
_QUOTED = re.compile(r"[\u201c\"\u00ab][^\u201c\u201d\"\u00ab\u00bb]*[\u201d\"\u00bb]")


@attrs.frozen
class Certainty:
    """A modality and the words that say it; no words where the form of the verb does."""

    modality: Modality
    words: str | None = None


@attrs.frozen(kw_only=True)
class DraftSpeaker:
    """Who says it: a party of the ledger, words that name someone else, or somebody unnamed.

    ``span`` is where the words stand.
    """

    id: str | None = None
    words: str | None = None
    anonymous: bool = False
    candidates: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)


def certainty(
    wording: Wording, sentence: str, verb: tuple[int, int], clause: tuple[int, int]
) -> Certainty:
    """How certain a verb is said to be."""
    start, end = verb
    if (words := _refuted(wording, sentence, start, clause)) is not None:
        return Certainty(Modality.DENIED, words)
    after = sentence[end : end + _BEHIND]
    if wording.chained is not None and wording.chained.match(after):
        tail = sentence[max(end, len(sentence) - _BEHIND // 2) :]
        for mood in wording.foreseen:
            if match := mood.pattern.search(tail):
                return Certainty(mood.modality, match[0].strip())
    for mood in wording.after:
        if match := mood.pattern.match(after):
            return Certainty(mood.modality, (sentence[start:end] + match[0]).strip())
    form = form_of(wording, sentence[start:end])
    if form is Form.NOUN:
        for mood in wording.of_nouns:
            if match := mood.pattern.match(sentence, end, clause[1]):
                return Certainty(mood.modality, match[0].strip())
    left = max(0, clause[0] - 30, start - _REACH)
    before = sentence[left:start]
    for mood in wording.before:
        if match := mood.pattern.search(before):
            return Certainty(mood.modality, match[0].strip())
    return Certainty(wording.meaning[form])


def _refuted(wording: Wording, sentence: str, verb: int, clause: tuple[int, int]) -> str | None:
    """The words of a clause that deny what a verb behind their beginning reports."""
    match = None if wording.refuted is None else wording.refuted.search(sentence, *clause)
    return None if match is None or match.start() > verb else match[0].strip()


def form_of(wording: Wording, verb: str) -> Form:
    """The form of a verb, by its first words: "takes effect" is of the present, "se reunirá" not."""
    low = verb.lower()
    for word in (low, *low.split()[:2]):
        if (form := wording.forms.get(word)) is not None:
            return form
    return Form.NOUN


def clauses(wording: Wording, sentence: str) -> list[tuple[int, int]]:
    """The clauses of a sentence by their places, without the words that join them."""
    start, spans, open_ = 0, [], False
    least = 12 if wording.relative is not None else 7  # Korean says a clause in fewer letters
    for cut in wording.clause.finditer(sentence):
        if wording.relative is not None and cut["back"] and not open_:
            continue  # no relative clause ends here: "the committee, set up in 2029, will"
        open_ = wording.relative is not None and wording.relative.search(cut[0]) is not None
        if cut.start() - start >= least and len(sentence) - cut.end() >= least:
            spans.append((start, cut.start()))
            start = cut.end()
    return [*spans, (start, len(sentence))]


def speaker(wording: Wording, sentence: str, mentions: Sequence[Mention]) -> DraftSpeaker | None:
    """Who is quoted or reported as saying it, if the sentence says."""
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for pattern in wording.speech:
        match = _speech(wording, pattern, sentence, quoted)
        if match is None:
            continue
        start, end = match.span("who")
        within = [m for m in mentions if m.kind == "party" and start <= m.start and m.end <= end]
        named = [m for m in within if not m.adjective]
        if len(named) > 1 and not wording.joined.match(sentence[named[-2].end : named[-1].start]):
            named = named[-1:]  # "KARI's President Lee": the last that is named speaks
        if len(named) == 1 and named[0].id:
            rest = sentence[named[0].end : end].strip(" ,'’s")
            if len(rest.split()) <= 1:
                return DraftSpeaker(id=named[0].id, words=match["who"], span=match.span("who"))
        words = match["who"].strip(" ,.")
        candidates = tuple(dict.fromkeys(id_ for m in within for id_ in m.ids))
        return DraftSpeaker(words=words, candidates=candidates, span=match.span("who"))
    if match := wording.unnamed.search(sentence):
        return DraftSpeaker(words=match[0].strip(), anonymous=True)
    return None


def _speech(
    wording: Wording, pattern: re.Pattern[str], sentence: str, quoted: Sequence[tuple[int, int]]
) -> re.Match[str] | None:
    """The first place where words outside quotation marks, which can be a name, speak."""
    at = 0
    for _ in range(_TRIES):
        match = pattern.search(sentence, at)
        if match is None:
            return None
        who = match.start("who")
        inside = any(start < who < end for start, end in quoted)
        if not inside and _is_name(wording, match["who"]):
            return match
        at = who + 1
    return None


def _is_name(wording: Wording, words: str) -> bool:
    """Whether words can be a name or a role: those with a finite verb are a sentence."""
    return wording.finite is None or wording.finite.search(words) is None


def condition(wording: Wording, sentence: str) -> str | None:
    """What the sentence makes it depend on, in its own words."""
    match = wording.condition.search(sentence)
    return None if match is None else match["condition"].strip(" ,")
