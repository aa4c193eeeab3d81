"""Where the rules of a language fit a sentence: firm ones first, a soft one where there is no other.

Takes a sentence; gives ``RuleMatch`` values, a place each. Absent: who, when and how certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ledger.intake.drafting.sentences.counting import count_in
from ledger.intake.drafting.sentences.statement import clauses, form_of
from ledger.intake.drafting.wording import Form, Needs, WordingRule, group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.intake.drafting.mentions.names import Mention
    from ledger.intake.drafting.sentences.dates import DateWords
    from ledger.intake.drafting.sentences.sentence import Sentence
    from ledger.intake.drafting.sentences.statement import DraftSpeaker
    from ledger.intake.drafting.wording import Wording


@attrs.frozen(kw_only=True)
class RuleMatch:
    """A place at which a rule fits."""

    kind: str
    rule: WordingRule | None
    match: re.Match[str] | None
    span: tuple[int, int]
    verb: tuple[int, int]
    clause: tuple[int, int]
    fields: dict[str, object] = attrs.Factory(dict)


_TALKS = ("negotiation-opened", "negotiation-suspended", "negotiation-resumed")
_QUOTED = {"interest-expressed", "opinion-stated", "intent-stated"}
"""Soft kinds that words in quotation marks can state; what else they say is someone's opinion."""


def stated_in(wording: Wording, sentence: Sentence) -> Iterator[RuleMatch]:
    """Where rules fit a sentence: firm ones first, a soft one where a clause has no other."""
    text = sentence.text
    flat = text.lower()
    spans = [(0, len(text))] if sentence.list else clauses(wording, text)
    rules = [rule for rule in wording.rules if any(cue in flat for cue in rule.cues)]
    quoted = [match.span(1) for match in wording.quoting.finditer(text)]
    for clause in spans:
        taken: list[tuple[int, int]] = []
        talks: list[
            tuple[str, tuple[int, int]]
        ] = []  # one clause tells of talks that began, broke down
        if (count := count_in(wording, text, clause)) is not None:
            taken.append(count.span)
            if count.fields:
                yield RuleMatch(
                    kind="consents-counted", rule=None, match=None, span=count.span,
                    verb=count.verb, clause=clause, fields=count.fields,
                )  # fmt: skip
        for rule in rules:
            if rule.soft and taken:
                break
            for match in rule.pattern.finditer(text, *clause):
                verb = group(match, "verb") or match.span()
                if any(verb[0] < end and start < verb[1] for start, end in taken) and not (
                    _goes_on(wording, text, rule.kind, verb, talks)
                ):
                    continue
                if (
                    rule.soft
                    and rule.kind not in _QUOTED
                    and any(a < verb[0] < b for a, b in quoted)
                ):
                    continue
                if rule.unless is not None and rule.unless.search(text, *clause):
                    continue
                taken.append(match.span())
                if rule.kind.startswith(_TALKS):
                    talks.append((rule.kind, verb))
                yield RuleMatch(
                    kind=rule.kind, rule=rule, match=match, span=match.span(), verb=verb,
                    clause=clause,
                )  # fmt: skip
                break


def _goes_on(
    wording: Wording,
    text: str,
    kind: str,
    verb: tuple[int, int],
    talks: Sequence[tuple[str, tuple[int, int]]],
) -> bool:
    """Whether a further verb of one subject says what became of talks: "began and broke down"."""
    return (
        kind.startswith(_TALKS)
        and bool(talks)
        and all(kind != other and (e <= verb[0] or verb[1] <= s) for other, (s, e) in talks)
        and form_of(wording, text[slice(*verb)]) in {Form.PAST, Form.PRESENT}
        and (wording.bare is None or wording.bare.search(text[: verb[0]]) is None)
    )


def opinion_in(wording: Wording, text: str, said_by: DraftSpeaker | None) -> RuleMatch | None:
    """Words in quotation marks of someone who is named, where they state nothing else."""
    match = wording.quoting.search(text)
    if (
        match is None
        or said_by is None
        or said_by.anonymous
        or len(match[1].split()) < wording.spoken_words
    ):
        return None
    return RuleMatch(
        kind="opinion-stated", rule=None, match=None, span=match.span(1), verb=match.span(1),
        clause=(0, len(text)),
    )  # fmt: skip


def is_passive(wording: Wording, text: str, stated: RuleMatch) -> bool:
    """Whether the subject of a verb does nothing: "the treaty was ratified"."""
    if stated.rule is None or stated.rule.passive:
        return stated.rule is not None
    start, end = stated.verb
    participle = form_of(wording, text[start:end]) is Form.PAST
    return participle and wording.voice is not None and bool(wording.voice.search(text[:start]))


def has(needs: Needs, mentions: Sequence[Mention], when: DateWords | None) -> bool:
    """Whether a sentence has what a rule needs besides its words."""
    parties = {m.ids for m in mentions if m.kind == "party"}
    match needs:
        case Needs.NOTHING:
            return True
        case Needs.PARTY:
            return bool(parties)
        case Needs.PARTIES:
            return len(parties) > 1
        case Needs.NAME:
            return any(m.kind in {"party", "instrument"} for m in mentions)
        case Needs.DATE:
            return when is not None
