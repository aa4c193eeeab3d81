"""The rules of drafts, one table for each language: English, Spanish, Korean.

Takes a language's tag or a sentence; gives ``WORDINGS`` by tag, and which of them it is read by. A
further language is one more table, next to its words for dates (``ledger.edtf.languages``).
Absent: anything that only one article says.
"""

from __future__ import annotations

import re

from ledger.intake.drafting.languages.english import ENGLISH
from ledger.intake.drafting.languages.korean import KOREAN
from ledger.intake.drafting.languages.spanish import SPANISH

WORDINGS = {wording.tag: wording for wording in (ENGLISH, SPANISH, KOREAN)}
"""The tables by the tag of their language."""

_HANGUL = re.compile("[가-힣]")
_SPANISH = re.compile(
    r"(?i)\b(?:el|la|los|las|del|una?|que|por|para|con|entre|según|sobre|fue|más|también|y|en)\b|[ñáéíóú¿¡]"
)
_ENGLISH = re.compile(
    r"(?i)\b(?:the|of|and|to|with|for|by|was|were|has|have|on|that|which|from|its)\b"
)


def language_of(sentence: str, tag: str | None) -> str:
    """The tag by which a sentence is read: the document's, unless its letters say otherwise."""
    if len(_HANGUL.findall(sentence)) * 5 > len(sentence):
        return "ko"
    if tag in {"en", "es"}:
        return tag
    return "es" if len(_SPANISH.findall(sentence)) > len(_ENGLISH.findall(sentence)) else "en"
