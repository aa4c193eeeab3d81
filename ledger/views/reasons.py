"""Why a claim did not win, in a reader's words: one line for each reason code."""

from __future__ import annotations

from types import MappingProxyType

REASONS = MappingProxyType(
    {
        "history": "an earlier day",
        "perhaps-earlier": "may be of an earlier day, and then both are true",
        "regressive": "a lower count as of a later day, from no better source",
        "overcount": "more than a better source counts later",
        "outranked": "a weightier source says otherwise of the same day",
        "contradicted": "contradicted by a statement that weighs more",
        "derivative": "retells another document, which says otherwise",
        "repeats": "retells another document, and adds no voice",
        "outnumbered": "more parties than that are known by name",
        "not-yet": "may lie after the day that was asked for",
        "other-stage": "tells of another step than the one that counts here",
        "not-all-sides": "it takes the act of every side",
        "not-done": "denied, foreseen, required or possible: not told as done",
        "retracted": "taken back by its source",
        "corrected": "corrected",
        "document-retracted": "its document was taken back",
        "root-retracted": "the document that it retells was taken back",
        "root-corrected": "the claim that it retells was corrected",
    }
)
"""Reason code -> words; codes of ``Reason`` and of ``Fall``."""
