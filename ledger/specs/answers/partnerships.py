"""A partnership as a step looks at it: hurdles, what is foreseen, and who must act."""

from __future__ import annotations

from datetime import date

import attrs

from ledger.specs.answers.evidence import CitationData, ContestData
from ledger.specs.answers.treaties import InstrumentData


@attrs.frozen(kw_only=True)
class CourseData:
    """A policy review, a rule or a standing body, with its state."""

    id: str
    state: str
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AuthorityStateData:
    """Where one of several authorities of a hurdle stands."""

    authority: str
    state: str


@attrs.frozen(kw_only=True)
class ProgressData:
    """How far a threshold is met."""

    count: int
    required: int


@attrs.frozen(kw_only=True)
class HurdleData:
    """One hurdle as of the clocks."""

    id: str
    state: str
    on: tuple[str, ...]
    blocks: tuple[str, ...]
    progress: ProgressData | None
    evidence: tuple[CitationData, ...]
    authorities: tuple[AuthorityStateData, ...] = ()


@attrs.frozen(kw_only=True)
class ProspectData:
    """Something foreseen, and what became of it."""

    kind: str
    outcome: str
    citation: CitationData


@attrs.frozen(kw_only=True)
class ActorData:
    """Someone who must act."""

    id: str


@attrs.frozen(kw_only=True)
class DueData:
    """Something that is still to come, or still to be obtained."""

    subject: str
    development: dict[str, object] | None
    when: str | None
    overdue: bool
    who: tuple[ActorData, ...]
    citation: CitationData | None

    @property
    def name(self) -> str:
        """What a message calls it: the kind of what is foreseen, else its subject."""
        return str(self.development["kind"]) if self.development else self.subject

    def concerns(self, subject: str) -> bool:
        """Whether it is this claim, kind of claim, instrument or hurdle."""
        development = self.development or {}
        named = (development.get(field) for field in ("kind", "instrument", "hurdle"))
        return subject in {self.subject, *named}


@attrs.frozen(kw_only=True)
class FreshnessData:
    """How recent the news is, and how much stands behind."""

    last_published: date | None
    documents: int
    independent_roots: int


@attrs.frozen(kw_only=True)
class PartyProfileData:
    """A party; ``stands`` is the id under which answers name it."""

    id: str
    stands: str


@attrs.frozen(kw_only=True)
class StatusData:
    """Where a partnership stands."""

    partnership: str
    stage: str
    instruments: tuple[InstrumentData, ...]
    hurdles: tuple[HurdleData, ...]
    outlook: tuple[ProspectData, ...]
    contested: tuple[ContestData, ...]
    freshness: FreshnessData
    reviews: tuple[CourseData, ...] = ()
    rules: tuple[CourseData, ...] = ()
    bodies: tuple[CourseData, ...] = ()
