"""The words behind a value, what lost to them, and what a value rests on."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class CitationData:
    """The words behind a value: who published them, when, in which document."""

    claim: str
    kind: str
    quote: str
    document: str
    publisher: str | None = None
    published: str | None = None
    source_kind: str = "unknown"
    translation: str | None = None
    url: str | None = None


@attrs.frozen(kw_only=True)
class LostData:
    """A claim that lost, and why."""

    claim: str
    reason: str


@attrs.frozen(kw_only=True)
class LostCitationData:
    """A claim that lost, why, and its words."""

    reason: str
    citation: CitationData


@attrs.frozen(kw_only=True)
class ProofData:
    """A value and everything that it rests on."""

    subject: str
    field: str
    value: str
    status: str
    won: tuple[CitationData, ...]
    lost: tuple[LostCitationData, ...]
    roots: tuple[str, ...]


@attrs.frozen(kw_only=True)
class FindingData:
    """Something that should not be so."""

    check: str
    subject: str
    claims: tuple[str, ...]
    sentence: str


@attrs.frozen(kw_only=True)
class ContestData:
    """Something that claims disagree about."""

    subject: str
    field: str
    reason: str
    holds: tuple[CitationData, ...]
    against: tuple[CitationData, ...]


@attrs.frozen(kw_only=True)
class StatedData:
    """One claim of the timeline; ``fallen`` says why it does not stand."""

    citation: CitationData
    fallen: str | None
    disputed: bool


@attrs.frozen(kw_only=True)
class MomentData:
    """Something that happened, with all that was said of it."""

    occurred: str | None
    stated: tuple[StatedData, ...]


@attrs.frozen(kw_only=True)
class HitData:
    """A claim that a search found."""

    citation: CitationData
