"""The days to come of a partnership: what is foreseen, deadlines, ends of terms, counts gone stale.

Takes a partnership's view; gives ``DateToCome`` values: what the agenda has a day for, until when
a rule takes comments or a review of policy runs, the end of an instrument's term, and the day on
which a count becomes stale. Vague days stay vague. Who comes next: calendars and briefs.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import Correction, Dispute, Retraction
from ledger.claims.developments import Development
from ledger.claims.names import FOR_PAGES, NAMELESS, Names
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf
from ledger.projections.agenda import DueKind, agenda
from ledger.projections.policies import PolicyReview, ReviewState, Rule
from ledger.projections.status import Name, PartnershipView
from ledger.projections.treaties.instruments import InstrumentState
from ledger.projections.treaties.terms import TermState
from ledger.projections.weighing.answer import Status
from ledger.projections.weighing.citations import Citation, cite_all
from ledger.projections.weighing.counts import STALE_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.claim import Act
    from ledger.projections.agenda import Due

_MAY_GO_STALE = frozenset({Status.SINGLE_SOURCE, Status.CORROBORATED})


class DateKind(StrEnum):
    """What sort of day it is."""

    FORESEEN = "foreseen"
    IN_FORCE = "in-force"
    COMMENTS_DUE = "comments-due"
    REVIEW_ENDS = "review-ends"
    TERM_ENDS = "term-ends"
    COUNT_STALE = "count-stale"


@attrs.frozen(kw_only=True)
class DateToCome:
    """A day, or days one of which it may be, on which something is due or turns.

    ``when`` is on the occurred clock. ``subject`` is the claim that foresaw it first, else the
    instrument, rule or review; it stays while other sources repeat it. ``title`` is what readers
    call the instrument, rule, review or hurdle, ``development`` what is foreseen. ``claims`` are
    the words behind it, ``revised`` is when anything of the partnership was recorded last.
    """

    partnership: str
    partnership_title: str
    kind: DateKind
    subject: str
    title: str | None
    development: Development | None
    modality: Modality | None
    when: Edtf
    overdue: bool
    who: tuple[Name, ...]
    claims: tuple[Citation, ...]
    revised: datetime
    names: Names = attrs.field(default=NAMELESS, eq=False, metadata=FOR_PAGES)


def dates_to_come(view: PartnershipView) -> tuple[DateToCome, ...]:
    """The days of one partnership, overdue first, then by the last day on which it may be."""
    if not view.standing.in_partnership(view.id):
        return ()
    day = _Days(view, revised(view))
    return in_order((*_of_agenda(day), *_of_policies(day), *_of_instruments(day)))


def in_order(dates: Iterable[DateToCome]) -> tuple[DateToCome, ...]:
    """Days of one or many partnerships, overdue first, then by the last day that is possible."""
    return tuple(sorted(dates, key=_order))


def _of_agenda(day: _Days) -> Iterator[DateToCome]:
    view = day.view
    for due in agenda(view):
        if due.when is not None and due.kind in {DueKind.FORESEEN, DueKind.IN_FORCE}:
            yield DateToCome(
                partnership=view.id,
                partnership_title=view.title,
                kind=DateKind(due.kind),
                subject=_first(view, due),
                title=due.title,
                development=due.development,
                modality=due.modality,
                when=due.when,
                overdue=due.overdue,
                who=due.who,
                claims=cite_all(view.standing.facts, due.claims),
                revised=day.revised,
                names=view.names,
            )


def revised(view: PartnershipView) -> datetime:
    """When anything of a partnership was recorded last: a claim, or an act.

    An act counts that is on a claim of it, on a document that they stand in or retell, or on such
    an act. What lies elsewhere does not, whatever was read together with the partnership.
    """
    standing = view.standing
    own = standing.in_partnership(view.id)
    documents = {claim.claim.evidence.document for claim in own}
    things = {str(claim.claim.id) for claim in own}
    things |= {str(each.document.id) for name in documents for each in standing.line(name)}
    acts, moments = dict(standing.facts.acts), [claim.recorded_at for claim in own]
    while on := [name for name, act in acts.items() if not things.isdisjoint(_things_of(act.act))]:
        things.update(on)
        moments += [acts.pop(name).recorded_at for name in on]
    return max(moments)


def _things_of(act: Act) -> tuple[str, ...]:
    """What an act is on, and what it puts in its place."""
    match act:
        case Correction():
            return act.claim, act.replacement
        case Retraction():
            return (act.target,)
        case Dispute():
            return (act.claim,)


def _first(view: PartnershipView, due: Due) -> str:
    """The instrument, or of what is foreseen the claim that was recorded first."""
    if due.kind is not DueKind.FORESEEN:
        return due.subject
    claims = view.standing.facts.claims
    return min(due.claims, key=lambda claim: (claims[claim].recorded_at, claim))


def _of_policies(day: _Days) -> Iterator[DateToCome]:
    view = day.view
    for rule in view.status.rules:
        if rule.comments_due is not None:
            on = () if rule.authority is None else (rule.authority,)
            yield from day.of(DateKind.COMMENTS_DUE, rule, rule.comments_due, on=on)
    for review in view.status.reviews:
        if review.until is not None and review.state is not ReviewState.ENDED:
            on = () if review.by is None else (review.by,)
            yield from day.of(DateKind.REVIEW_ENDS, review, review.until, on=on)


def _of_instruments(day: _Days) -> Iterator[DateToCome]:
    for state in day.view.instruments:
        term, counted = state.term, state.consents
        if term is not None and term.until is not None and term.state is TermState.RUNNING:
            yield from day.of(DateKind.TERM_ENDS, state, term.until, claims=term.claims)
        as_of = counted.answer.as_of
        if as_of is not None and counted.answer.status in _MAY_GO_STALE:
            turn = Edtf.exactly(as_of + STALE_AFTER + timedelta(1))
            yield from day.of(DateKind.COUNT_STALE, state, turn, claims=counted.claims)


@attrs.frozen
class _Days:
    """Days of what is no claim: a rule, a review, an instrument."""

    view: PartnershipView
    revised: datetime

    def of(
        self,
        kind: DateKind,
        subject: Rule | PolicyReview | InstrumentState,
        when: Edtf,
        *,
        on: tuple[str, ...] = (),
        claims: tuple[str, ...] | None = None,
    ) -> Iterator[DateToCome]:
        """A day, unless it is surely over."""
        view = self.view
        if when.latest is not None and when.latest < view.standing.clocks.valid_at:
            return
        facts = view.standing.facts
        if isinstance(subject, InstrumentState):
            title, behind = subject.title, claims or ()
        else:
            title, behind = subject.topic, subject.claims
        yield DateToCome(
            partnership=view.id,
            partnership_title=view.title,
            kind=kind,
            subject=subject.id,
            title=title,
            development=None,
            modality=None,
            when=when,
            overdue=False,
            who=tuple(Name(id=party, name=facts.name_of(party)) for party in on),
            claims=cite_all(facts, behind),
            revised=self.revised,
            names=view.names,
        )


def _order(each: DateToCome) -> tuple[bool, date, date, str, str, str]:
    latest = each.when.latest or date.max
    earliest = each.when.earliest or latest
    return not each.overdue, latest, earliest, each.partnership, each.kind, each.subject
