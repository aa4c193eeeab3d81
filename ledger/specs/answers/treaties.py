"""A treaty as a step looks at it: who did what, how many, and since when it is in force."""

from __future__ import annotations

from datetime import date

import attrs

from ledger.specs.answers.evidence import LostData


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
