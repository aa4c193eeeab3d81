"""How a sentence puts what it states: how certain, who says so, on what it depends.

Takes a sentence and the place of its verb; gives a modality, an asserter and a condition, each
with the words that it rests on. Absent: an opinion whether it is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Modality
from ledger.intake.drafting.wording import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake.drafting.names import Mention
    from ledger.intake.drafting.wording import Wording

_REACH = 90  # characters before a verb in which its auxiliaries stand
_BEHIND = 40


@attrs.frozen
class Certainty:
    """A modality and the words that say it; no words where the form of the verb does."""

    modality: Modality
    words: str | None = None


@attrs.frozen(kw_only=True)
class Speaker:
    """Who says it: a party of the ledger, words that name someone else, or somebody unnamed."""

    id: str | None = None
    words: str | None = None
    anonymous: bool = False
    candidates: tuple[str, ...] = ()


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
    """The form of a verb, by its first word: "takes effect" is of the present."""
    low = verb.lower()
    return wording.forms.get(low) or wording.forms.get(low.partition(" ")[0]) or Form.NOUN


def clauses(wording: Wording, sentence: str) -> list[tuple[int, int]]:
    """The clauses of a sentence by their places, without the words that join them."""
    start, spans = 0, []
    for cut in wording.clause.finditer(sentence):
        if cut.start() - start >= 12 and len(sentence) - cut.end() >= 12:  # noqa: PLR2004
            spans.append((start, cut.start()))
            start = cut.end()
    return [*spans, (start, len(sentence))]


def speaker(wording: Wording, sentence: str, mentions: Sequence[Mention]) -> Speaker | None:
    """Who is quoted or reported as saying it, if the sentence says."""
    for pattern in wording.speech:
        speeches = (each for each in pattern.finditer(sentence) if _is_name(wording, each["who"]))
        match = next(speeches, None)
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
                return Speaker(id=named[0].id, words=match["who"])
        words = match["who"].strip(" ,.")
        candidates = tuple(dict.fromkeys(id_ for m in within for id_ in m.ids))
        return Speaker(words=words, candidates=candidates)
    if match := wording.unnamed.search(sentence):
        return Speaker(words=match[0].strip(), anonymous=True)
    return None


def _is_name(wording: Wording, words: str) -> bool:
    """Whether words can be a name or a role: those with a finite verb are a sentence."""
    return wording.finite is None or wording.finite.search(words) is None


def condition(wording: Wording, sentence: str) -> str | None:
    """What the sentence makes it depend on, in its own words."""
    match = wording.condition.search(sentence)
    return None if match is None else match["condition"].strip(" ,")
