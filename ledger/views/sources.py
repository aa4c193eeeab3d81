"""How many sources speak, in words: outlets, voices, and which claims are one source and why."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ledger.views.sentences import listed

if TYPE_CHECKING:
    from ledger.projections.weighing.independence import Sources

TIES = MappingProxyType(
    {
        "root": "both come from one document",
        "address": "both stand at one address",
        "text": "both have the same words",
        "publisher": "both are of one publisher",
        "voice": "both quote the same party",
        "unknown-root": "what it retells is not known, and may be the other",
    }
)
"""Why two claims are no two sources: codes of ``Tie``."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "2 outlets"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def outlets_and_voices(sources: Sources) -> str:
    """Who speaks where, if claims fell together: "2 outlets, 1 voice: the Minister"; else none."""
    if not sources.together:
        return ""
    outlets, voices = len(sources.outlets), len(sources.voices)
    who = f": {listed(sources.voices)}" if voices == 1 else ""
    return f"{counted(outlets, 'outlet')}, {counted(voices, 'voice')}{who}"


def independent(sources: Sources) -> str:
    """How many sources speak: "1 independent source (2 outlets, 1 voice: the Minister)"."""
    words = counted(sources.independent, "independent source")
    behind = outlets_and_voices(sources)
    return f"{words} ({behind})" if behind else words
