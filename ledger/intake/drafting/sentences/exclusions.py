"""Where the words of a rule stand and state nothing: asked for, depended on, done by "several".

Takes a sentence and the place at which a rule fits; gives yes or no. Absent: who, when and how
certain; and words of its own, which each language has in its table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.intake.drafting.sentences.counting import count_in
from ledger.intake.drafting.sentences.statement import form_of
from ledger.intake.drafting.wording import Form

if TYPE_CHECKING:
    from ledger.intake.drafting.sentences.matching import RuleMatch
    from ledger.intake.drafting.wording import Wording

_BEFORE = 90  # characters in which the days stand that are counted from a noun

_ACTS = {"signed", "ratification-reported", "consent-deposited", "party-notified", "denounced"}


def is_excluded(wording: Wording, text: str, stated: RuleMatch) -> bool:
    """Whether something only depends on it, or someone is only asked for it."""
    return (
        _depends(wording, text, stated.verb)
        or _counted_from(wording, text, stated.verb)
        or _is_asked(wording, text, stated)
    )


def _depends(wording: Wording, text: str, verb: tuple[int, int]) -> bool:
    """Whether a verb stands in the words on which something else depends."""
    match = wording.condition.search(text)
    return match is not None and match.start("condition") <= verb[0] < match.end("condition") - 1


def _counted_from(wording: Wording, text: str, verb: tuple[int, int]) -> bool:
    """Whether days are counted from what a noun says: it may still be to come."""
    word = text[verb[0] :].split(maxsplit=1)[0].strip(".,;:")  # a rule may fit its stem alone
    noun = form_of(wording, word) is Form.NOUN
    return (
        noun
        and wording.counted is not None
        and wording.counted.search(text[max(0, verb[0] - _BEFORE) : verb[0]]) is not None
    )


def _is_asked(wording: Wording, text: str, stated: RuleMatch) -> bool:
    """Whether someone is asked for it, or thanked for it: that it was done is not said."""
    start, end = stated.verb
    left = max(stated.clause[0], start - _BEFORE)
    return (wording.asked is not None and bool(wording.asked.search(text[left:start]))) or (
        wording.asks is not None and wording.asks.match(text, end) is not None
    )


def continues(stated: RuleMatch) -> bool:
    """Whether a meeting stands in a clause that goes on from another."""
    return stated.kind in {"meeting-held", "visit-made"} and stated.clause[0] > 0


def of_a_quantity(wording: Wording, text: str, stated: RuleMatch) -> bool:
    """Whether a number of parties does it, of which none is named: "ratified by seven States"."""
    if stated.kind not in _ACTS:
        return False
    if wording.quantity is not None and wording.quantity.search(
        text[stated.clause[0] : stated.verb[0]]
    ):
        return True
    count = count_in(wording, text, stated.clause)
    between = "" if count is None else text[stated.verb[1] : count.span[0]]
    return between.strip().lower() in {"by", "por"}
