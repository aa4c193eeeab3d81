"""The words that a draft quotes, and what tells them from the same words elsewhere.

Takes a sentence with what is stated in it; gives a place. Absent: words that are not the text's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.errors import ClaimsError
from ledger.sources.quotation.quotes import selector_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.intake.drafting.draft import Draft
    from ledger.intake.drafting.mentions.names import Mention
    from ledger.intake.drafting.sentences.matching import RuleMatch

_SHORT = 300  # characters of a sentence that is quoted whole
_LEAST = 25  # characters of a clause that is quoted alone
_MARKS = " \t\n,;:\u2013\u2014-"


def passage(
    text: str, stated: RuleMatch, actors: Iterable[str], mentions: Sequence[Mention]
) -> tuple[int, int]:
    """The words to quote: the clause where it stands by itself, else the sentence."""
    start, end = stated.clause
    outside = set(actors) - {m.id for m in mentions if start <= m.start < end}
    if outside or end - start < _LEAST or (start < stated.span[1] and stated.span[1] > end):
        start, end = 0, len(text)
    if len(text) <= _SHORT and outside:
        start, end = 0, len(text)
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return _whole_words(text, start, end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without a word cut in two: a Korean verb has what joins two clauses as its end."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def told_apart(text: str, draft: Draft) -> Draft:
    """The draft with words around its quote, where the quote stands in the text twice."""
    if text.find(draft.quote) == text.rfind(draft.quote):
        return draft
    try:
        selector = selector_for(text, draft.start, draft.end)
    except ClaimsError:
        return draft
    return attrs.evolve(draft, prefix=selector.prefix, suffix=selector.suffix)
