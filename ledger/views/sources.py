"""How many sources speak, in words: outlets, voices, and which claims are one source and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from ledger.projections.weighing.independence import Sources
    from ledger.views.words import Words


def outlets_and_voices(sources: Sources, words: Words = ENGLISH) -> str:
    """Who speaks where, if claims fell together: "2 outlets, 1 voice: the Minister"; else none."""
    if not sources.together:
        return ""
    voices = len(sources.voices)
    who = f": {words.listed(sources.voices)}" if voices == 1 else ""
    outlets = words.counted("outlet", len(sources.outlets))
    return f"{outlets}, {words.counted('voice', voices)}{who}"


def independent(sources: Sources, words: Words = ENGLISH) -> str:
    """How many sources speak: "1 independent source (2 outlets, 1 voice: the Minister)"."""
    counted = words.counted("source", sources.independent)
    behind = outlets_and_voices(sources, words)
    return f"{counted} ({behind})" if behind else counted
