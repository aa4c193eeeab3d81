"""Why a claim did not win, in a reader's words: one line for each reason code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from ledger.views.words import Words


def reason_words(code: str, words: Words = ENGLISH) -> str:
    """A code of ``Reason`` or of ``Fall`` in words; one that is none stands as it is."""
    return words.texts.get(f"reason-{code}", code)


def criterion_words(code: str | None, words: Words = ENGLISH) -> str:
    """What ordered the other claim before it: a code of ``Criterion``, or nothing."""
    return words(f"criterion-{code}") if code else ""
