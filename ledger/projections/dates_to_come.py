"""The days to come of a partnership: what is foreseen, deadlines, ends of terms, counts gone stale.

Takes a partnership's view; gives ``DateToCome`` values: all that the agenda has a day for, and the
day on which a count becomes stale. Vague days stay vague. Calendars and briefs show them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import targets_of
from ledger.claims.developments import Development
from ledger.claims.names import FOR_PAGES, NAMELESS, Names
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf
from ledger.projections.agenda import DueKind, agenda
from ledger.projections.status import Name, PartnershipView
from ledger.projections.weighing.answer import Status
from ledger.projections.weighing.citations import Citation, cite_all
from ledger.projections.weighing.counts import STALE_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    last = revised(view)
    return in_order((*_of_agenda(view, last), *_going_stale(view, last)))


def in_order(dates: Iterable[DateToCome]) -> tuple[DateToCome, ...]:
    """Days of one or many partnerships, overdue first, then by the last day that is possible."""
    return tuple(sorted(dates, key=_order))


def _of_agenda(view: PartnershipView, last: datetime) -> Iterator[DateToCome]:
    for due in agenda(view):
        if due.when is not None:
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
                revised=last,
                names=view.names,
            )


def _going_stale(view: PartnershipView, last: datetime) -> Iterator[DateToCome]:
    """The day after which each count needs a newer source, unless it is over."""
    for state in view.instruments:
        counted = state.consents.answer
        if counted.as_of is None or counted.status not in _MAY_GO_STALE:
            continue
        turn = counted.as_of + STALE_AFTER + timedelta(1)
        if turn < view.standing.clocks.valid_at:
            continue
        yield DateToCome(
            partnership=view.id,
            partnership_title=view.title,
            kind=DateKind.COUNT_STALE,
            subject=state.id,
            title=state.title,
            development=None,
            modality=None,
            when=Edtf.exactly(turn),
            overdue=False,
            who=(),
            claims=cite_all(view.standing.facts, state.consents.claims),
            revised=last,
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
    while on := [name for name, act in acts.items() if not things.isdisjoint(targets_of(act.act))]:
        things.update(on)
        moments += [acts.pop(name).recorded_at for name in on]
    return max(moments)


def _first(view: PartnershipView, due: Due) -> str:
    """The subject, or of what is foreseen the claim that was recorded first."""
    if due.kind is not DueKind.FORESEEN:
        return due.subject
    claims = view.standing.facts.claims
    return min(due.claims, key=lambda claim: (claims[claim].recorded_at, claim))


def _order(each: DateToCome) -> tuple[bool, date, date, str, str, str]:
    latest = each.when.latest or date.max
    earliest = each.when.earliest or latest
    return not each.overdue, latest, earliest, each.partnership, each.kind, each.subject
