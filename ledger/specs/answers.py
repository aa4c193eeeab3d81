"""The parts of an answer that steps look at, read from the plain data that every driver gives.

Takes what ``--json`` prints; gives typed values. What a step does not look at is left out, so
that an answer may grow without these shapes changing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

import attrs
import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Citation:
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
class Lost:
    """A claim that lost, and why."""

    claim: str
    reason: str


@attrs.frozen(kw_only=True)
class LostCitation:
    """A claim that lost, why, and its words."""

    reason: str
    citation: Citation


@attrs.frozen(kw_only=True)
class Proof:
    """A value and everything that it rests on."""

    subject: str
    field: str
    value: str
    status: str
    won: tuple[Citation, ...]
    lost: tuple[LostCitation, ...]
    roots: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Span:
    """Days that may have been the day; None is open."""

    earliest: date | None
    latest: date | None


@attrs.frozen(kw_only=True)
class When:
    """A date as the claims leave it open."""

    span: Span | None
    claims: tuple[str, ...]
    lost: tuple[Lost, ...]

    def by(self, day: date) -> str:
        """Had it happened by the end of a day: yes, no or maybe."""
        span = self.span
        if span is None or (span.earliest is not None and span.earliest > day):
            return "no"
        return "yes" if span.latest is not None and span.latest <= day else "maybe"


@attrs.frozen(kw_only=True)
class HomeStep:
    """One step of approval at home."""

    step: str
    when: When


@attrs.frozen(kw_only=True)
class Negotiation:
    """How far the negotiation of an instrument is."""

    state: str
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Related:
    """How an instrument stands to another; ``inverse`` where it is the other one's relation."""

    relation: str
    other: str
    inverse: bool
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Term:
    """How long an instrument runs; ``until`` is EDTF text."""

    until: str | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Course:
    """A policy review, a rule or a standing body, with its state."""

    id: str
    state: str
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AuthorityState:
    """Where one of several authorities of a hurdle stands."""

    authority: str
    state: str


@attrs.frozen(kw_only=True)
class Period:
    """One period of a position, with the days on which it may have begun and ended."""

    position: str
    began: When
    since: Span
    until: Span | None

    def may_hold(self, day: date) -> bool:
        """Whether a day may lie in it."""
        last = date.max if self.until is None else self.until.latest or date.max
        return (self.since.earliest or date.min) <= day < last


@attrs.frozen(kw_only=True)
class Participation:
    """One party's acts toward an instrument."""

    party: str
    signature: When
    consent: When
    withdrawn: When
    denounced: When
    ratified: When
    home: tuple[HomeStep, ...] = ()
    history: tuple[Period, ...] = ()

    def stood(self, position: str, day: date) -> str:
        """Whether the party was in a position at the end of a day: yes, no or maybe."""
        stretches = [period for period in self.history if period.position == position]
        began: When | None = getattr(self, position, None)
        if not stretches and began is not None:
            return began.by(day)
        may, may_not = False, True
        for period in stretches:
            may = may or (period.began.span is not None and period.may_hold(day))
            may_not = (may_not and day < (period.since.latest or date.max)) or (
                period.until is not None and (period.until.earliest or date.min) <= day
            )
        return ("maybe" if may_not else "yes") if may else "no"

    def consented(self, day: date) -> str:
        """Whether the party's consent stood at the end of a day: yes, no or maybe."""
        return self.stood("consent", day)

    @property
    def ends(self) -> tuple[str, ...]:
        """The claims of what undid a consent."""
        return (*self.withdrawn.claims, *self.denounced.claims)


@attrs.frozen(kw_only=True)
class Consents:
    """The count of an instrument's consents."""

    count: int | None
    highest: int | None
    required: int | None
    still_required: int | None
    status: str
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Existence:
    """What says that an instrument is still to be concluded."""

    pending: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Mismatch:
    """A declared day that the instrument's own rule does not give."""

    kind: str
    declared: Span
    computed: Span | None


@attrs.frozen(kw_only=True)
class Convention:
    """Where the instrument's rule ends its months."""

    month_end: str


@attrs.frozen(kw_only=True)
class Computed:
    """What the instrument's own rule gives."""

    convention: Convention


@attrs.frozen(kw_only=True)
class InForce:
    """When the instrument enters into force, and whether it is in force: yes, no or maybe."""

    computed: Computed | None
    day: Span | None
    now: str
    mismatch: Mismatch | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Finding:
    """Something that should not be so."""

    check: str
    subject: str
    claims: tuple[str, ...]
    sentence: str


@attrs.frozen(kw_only=True)
class Instrument:
    """One instrument as of the clocks."""

    id: str
    stage: str
    consents: Consents
    participation: tuple[Participation, ...]
    existence: Existence
    in_force: InForce
    negotiation: Negotiation | None = None
    term: Term | None = None
    related: tuple[Related, ...] = ()


@attrs.frozen(kw_only=True)
class Progress:
    """How far a threshold is met."""

    count: int
    required: int


@attrs.frozen(kw_only=True)
class Hurdle:
    """One hurdle as of the clocks."""

    id: str
    state: str
    on: tuple[str, ...]
    blocks: tuple[str, ...]
    progress: Progress | None
    evidence: tuple[Citation, ...]
    authorities: tuple[AuthorityState, ...] = ()


@attrs.frozen(kw_only=True)
class Prospect:
    """Something foreseen, and what became of it."""

    kind: str
    outcome: str
    citation: Citation


@attrs.frozen(kw_only=True)
class Actor:
    """Someone who must act."""

    id: str


@attrs.frozen(kw_only=True)
class Due:
    """Something that is still to come, or still to be obtained."""

    subject: str
    development: dict[str, object] | None
    when: str | None
    overdue: bool
    who: tuple[Actor, ...]
    citation: Citation | None

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
class Contest:
    """Something that claims disagree about."""

    subject: str
    field: str
    reason: str
    holds: tuple[Citation, ...]
    against: tuple[Citation, ...]


@attrs.frozen(kw_only=True)
class Freshness:
    """How recent the news is, and how much stands behind."""

    last_published: date | None
    documents: int
    independent_roots: int


@attrs.frozen(kw_only=True)
class PartyProfile:
    """A party; ``stands`` is the id under which answers name it."""

    id: str
    stands: str


@attrs.frozen(kw_only=True)
class Status:
    """Where a partnership stands."""

    partnership: str
    stage: str
    instruments: tuple[Instrument, ...]
    hurdles: tuple[Hurdle, ...]
    outlook: tuple[Prospect, ...]
    contested: tuple[Contest, ...]
    freshness: Freshness
    reviews: tuple[Course, ...] = ()
    rules: tuple[Course, ...] = ()
    bodies: tuple[Course, ...] = ()


@attrs.frozen(kw_only=True)
class Stated:
    """One claim of the timeline; ``fallen`` says why it does not stand."""

    citation: Citation
    fallen: str | None
    disputed: bool


@attrs.frozen(kw_only=True)
class Moment:
    """Something that happened, with all that was said of it."""

    occurred: str | None
    stated: tuple[Stated, ...]


@attrs.frozen(kw_only=True)
class Hit:
    """A claim that a search found."""

    citation: Citation


@attrs.frozen(kw_only=True)
class ValueChange:
    """A value that is another one now; None: there was, or is, nothing to say."""

    subject: str
    field: str
    before: str | None
    after: str | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class NoLonger:
    """A claim that stood then and does not now, and why."""

    citation: Citation
    reason: str


@attrs.frozen(kw_only=True)
class HurdleChange:
    """A hurdle that is in another state now."""

    hurdle: str


@attrs.frozen(kw_only=True)
class News:
    """A document with the claims on it that are new."""

    claims: tuple[Citation, ...]


@attrs.frozen(kw_only=True)
class Changes:
    """What changed between two looks at a partnership."""

    values: tuple[ValueChange, ...]
    hurdles: tuple[HurdleChange, ...]
    contested: tuple[Contest, ...]
    no_longer_contested: tuple[Contest, ...]
    no_longer: tuple[NoLonger, ...]
    news: tuple[News, ...]


@attrs.frozen(kw_only=True)
class Break:
    """Where the ledger does not hold; ``position`` is None for the log as a whole."""

    position: int | None
    what: str


@attrs.frozen(kw_only=True)
class Verified:
    """What recomputing the ledger found."""

    breaks: tuple[Break, ...]


@attrs.frozen(kw_only=True)
class Quote:
    """Whether the words of a proven claim stand; None where their document was erased."""

    stands: bool | None


@attrs.frozen(kw_only=True)
class Proven:
    """What a proof shows to one without the ledger."""

    quote: Quote | None


@attrs.frozen(kw_only=True)
class Shown:
    """Where in the log something stands."""

    position: int
    recorded_at: datetime
    type: str
    id: str
    event: dict[str, object] | None


def read(answer: object, shape: type[T]) -> T:
    """An answer, or the part of it that a shape names."""
    return msgspec.convert(answer, shape)


def cited(claims: Iterable[str], citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations of some claims, in the order of the claims."""
    by_id = {citation.claim: citation for citation in citations}
    return tuple(by_id[claim] for claim in claims if claim in by_id)
