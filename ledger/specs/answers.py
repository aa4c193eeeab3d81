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
class ArrivedData:
    """What came to the inbox."""

    title: str | None
    publisher: str | None


@attrs.frozen(kw_only=True)
class ItemData:
    """An item of the inbox."""

    id: str
    state: str
    arrival: ArrivedData


@attrs.frozen(kw_only=True)
class SuggestionData:
    """How an item seems to derive."""

    root: str
    lineage: str
    share: int


@attrs.frozen(kw_only=True)
class WaitingData:
    """An item with what the inbox says of it."""

    item: ItemData
    suggestion: SuggestionData | None


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
class SpanData:
    """Days that may have been the day; None is open."""

    earliest: date | None
    latest: date | None


@attrs.frozen(kw_only=True)
class WhenData:
    """A date as the claims leave it open."""

    span: SpanData | None
    claims: tuple[str, ...]
    lost: tuple[LostData, ...]

    def by(self, day: date) -> str:
        """Had it happened by the end of a day: yes, no or maybe."""
        span = self.span
        if span is None or (span.earliest is not None and span.earliest > day):
            return "no"
        return "yes" if span.latest is not None and span.latest <= day else "maybe"


@attrs.frozen(kw_only=True)
class HomeStepData:
    """One step of approval at home."""

    step: str
    when: WhenData


@attrs.frozen(kw_only=True)
class NegotiationData:
    """How far the negotiation of an instrument is."""

    state: str
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class RelatedData:
    """How an instrument stands to another; ``inverse`` where it is the other one's relation."""

    relation: str
    other: str
    inverse: bool
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class TermData:
    """How long an instrument runs; ``until`` is EDTF text."""

    until: str | None
    claims: tuple[str, ...]


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
class PeriodData:
    """One period of a position, with the days on which it may have begun and ended."""

    position: str
    began: WhenData
    since: SpanData
    until: SpanData | None
    ends: dict[str, WhenData] = attrs.Factory(dict)

    def may_hold(self, day: date) -> bool:
        """Whether a day may lie in it."""
        last = date.max if self.until is None else self.until.latest or date.max
        return (self.since.earliest or date.min) <= day < last

    def holds(self, day: date) -> bool:
        """Whether a day certainly lies in it."""
        first = self.since.latest or date.max
        over = self.until is not None and (self.until.earliest or date.min) <= day
        return self.began.span is not None and first <= day and not over


@attrs.frozen(kw_only=True)
class ParticipationData:
    """One party's acts toward an instrument."""

    party: str
    signature: WhenData
    consent: WhenData
    withdrawn: WhenData
    denounced: WhenData
    ratified: WhenData
    home: tuple[HomeStepData, ...] = ()
    history: tuple[PeriodData, ...] = ()

    def stood(self, position: str, day: date) -> str:
        """Whether the party was in a position at the end of a day: yes, no or maybe."""
        stretches = [period for period in self.history if period.position == position]
        began: WhenData | None = getattr(self, position, None)
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
class ConsentsData:
    """The count of an instrument's consents."""

    count: int | None
    highest: int | None
    required: int | None
    still_required: int | None
    status: str
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class ExistenceData:
    """What says that an instrument is still to be concluded."""

    pending: tuple[str, ...]


@attrs.frozen(kw_only=True)
class MismatchData:
    """A declared day that the instrument's own rule does not give."""

    kind: str
    declared: SpanData
    computed: SpanData | None


@attrs.frozen(kw_only=True)
class ConventionData:
    """Where the instrument's rule ends its months."""

    month_end: str


@attrs.frozen(kw_only=True)
class ComputedData:
    """What the instrument's own rule gives."""

    convention: ConventionData


@attrs.frozen(kw_only=True)
class InForceData:
    """WhenData the instrument enters into force, and whether it is in force: yes, no or maybe."""

    computed: ComputedData | None
    day: SpanData | None
    now: str
    mismatch: MismatchData | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class FindingData:
    """Something that should not be so."""

    check: str
    subject: str
    claims: tuple[str, ...]
    sentence: str


@attrs.frozen(kw_only=True)
class InstrumentData:
    """One instrument as of the clocks."""

    id: str
    stage: str
    consents: ConsentsData
    participation: tuple[ParticipationData, ...]
    existence: ExistenceData
    in_force: InForceData
    negotiation: NegotiationData | None = None
    term: TermData | None = None
    related: tuple[RelatedData, ...] = ()
    history: tuple[PeriodData, ...] = ()


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
class ContestData:
    """Something that claims disagree about."""

    subject: str
    field: str
    reason: str
    holds: tuple[CitationData, ...]
    against: tuple[CitationData, ...]


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


@attrs.frozen(kw_only=True)
class ValueChangeData:
    """A value that is another one now; None: there was, or is, nothing to say."""

    subject: str
    field: str
    before: str | None
    after: str | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class NoLongerData:
    """A claim that stood then and does not now, and why."""

    citation: CitationData
    reason: str


@attrs.frozen(kw_only=True)
class HurdleChangeData:
    """A hurdle that is in another state now."""

    hurdle: str


@attrs.frozen(kw_only=True)
class NewsData:
    """A document with the claims on it that are new."""

    claims: tuple[CitationData, ...]


@attrs.frozen(kw_only=True)
class ChangesData:
    """What changed between two looks at a partnership."""

    values: tuple[ValueChangeData, ...]
    hurdles: tuple[HurdleChangeData, ...]
    contested: tuple[ContestData, ...]
    no_longer_contested: tuple[ContestData, ...]
    no_longer: tuple[NoLongerData, ...]
    news: tuple[NewsData, ...]


@attrs.frozen(kw_only=True)
class ChangesOfData:
    """What changed in one partnership of all."""

    partnership: str
    news: tuple[NewsData, ...]


@attrs.frozen(kw_only=True)
class AllChangesData:
    """What changed over all partnerships."""

    changes: tuple[ChangesOfData, ...]


@attrs.frozen(kw_only=True)
class VerifyBreakData:
    """Where the ledger does not hold; ``position`` is None for the log as a whole."""

    position: int | None
    what: str


@attrs.frozen(kw_only=True)
class VerifiedData:
    """What recomputing the ledger found."""

    breaks: tuple[VerifyBreakData, ...]


@attrs.frozen(kw_only=True)
class QuoteData:
    """Whether the words of a proven claim stand; None where their document was erased."""

    stands: bool | None


@attrs.frozen(kw_only=True)
class ProvenData:
    """What a proof shows to one without the ledger."""

    quote: QuoteData | None


@attrs.frozen(kw_only=True)
class ShownData:
    """Where in the log something stands."""

    position: int
    recorded_at: datetime
    type: str
    id: str
    event: dict[str, object] | None


def read(answer: object, shape: type[T]) -> T:
    """An answer, or the part of it that a shape names."""
    return msgspec.convert(answer, shape)


def cited(claims: Iterable[str], citations: Iterable[CitationData]) -> tuple[CitationData, ...]:
    """The citations of some claims, in the order of the claims."""
    by_id = {citation.claim: citation for citation in citations}
    return tuple(by_id[claim] for claim in claims if claim in by_id)
