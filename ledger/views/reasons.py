"""Why a claim did not win, in a reader's words: one line for each reason code."""

from __future__ import annotations

from types import MappingProxyType

REASONS = MappingProxyType(
    {
        "history": "an earlier day",
        "perhaps-earlier": "may be of an earlier day, and then both are true",
        "regressive": "a lower count as of a later day, from no better source",
        "overcount": "more than a better source counts later",
        "outranked": "another claim of the same day comes before it",
        "contradicted": "another claim that says otherwise comes before it",
        "derivative": "retells another document, which says otherwise",
        "repeats": "retells another document, and adds no voice",
        "restated": "the same source says otherwise later",
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
        "correction-retracted": "the correction that put it in its place was taken back",
    }
)
"""Reason code -> words; codes of ``Reason`` and of ``Fall``."""

CRITERIA = MappingProxyType(
    {
        "tier": "of a better tier",
        "as-of": "of a later day",
        "sources": "more independent sources say so",
        "span": "it is more exact",
        "published": "it was published later",
        "id": "nothing else tells them apart but the id",
    }
)
"""What ordered the other claim before it, in words: codes of ``Criterion``."""
