"""What comes next in a partnership: by when, and who must act.

Takes a partnership's view; gives ``Due`` values: what is foreseen and did not come yet, the day
on which an instrument will be in force, the hurdles that still stand, and the days on which
comments on a rule, a review of policy and an instrument's term are over. What is overdue comes
first, then what has a day, the soonest first, then what has none. Vague days stay vague. Nothing
is due that no claim states or no instrument's own rule gives.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import Contact, Development, EnteredIntoForce
from ledger.claims.subjects import hurdle_of, instrument_of, parties_by_field, parties_of
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf, Tristate
from ledger.projections.hurdles.graph import graph
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.outlook import ProspectOutcome
from ledger.projections.policies import ReviewState, policy_reviews, rules
from ledger.projections.status import Name
from ledger.projections.treaties.terms import TermState
from ledger.projections.weighing.citations import Citation, cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.facts.facts import Facts
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.outlook import Prospect
    from ledger.projections.status import PartnershipView
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.answer import Span


_NO_ACTORS = frozenset({"about", "named"})
"""Roles in which a party is spoken of, and does nothing."""


class DueKind(StrEnum):
    """What sort of thing is due."""

    FORESEEN = "foreseen"
    IN_FORCE = "in-force"
    HURDLE = "hurdle"
    COMMENTS_DUE = "comments-due"
    REVIEW_ENDS = "review-ends"
    TERM_ENDS = "term-ends"


DEADLINES = frozenset({DueKind.COMMENTS_DUE, DueKind.REVIEW_ENDS, DueKind.TERM_ENDS})
"""Days on which something is over: comments on a rule, a review of policy, an instrument's term."""


@attrs.frozen(kw_only=True)
class Due:
    """Something that is still to come, or still to be obtained.

    ``subject`` is the claim that foresees it, the instrument or the hurdle; ``title`` is the
    instrument's or the hurdle's, also of a step that is foreseen on a hurdle. Of what is foreseen
    ``development`` says what it is.
    ``when`` is on the occurred clock, None where nobody gives a day; ``overdue`` says that its
    last day is over. ``who`` are those who must act, empty where no source names them.
    ``waits_for`` are the titles of what must be cleared before. ``claims`` are the words behind
    it, ``citation`` the last of them.
    """

    partnership: str
    partnership_title: str
    kind: DueKind
    subject: str
    title: str | None
    development: Development | None
    modality: Modality | None
    state: HurdleState | None
    when: Edtf | None
    overdue: bool
    who: tuple[Name, ...]
    waits_for: tuple[str, ...]
    claims: tuple[str, ...]
    citation: Citation | None


def agenda(view: PartnershipView) -> tuple[Due, ...]:
    """What is due in one partnership, overdue first, then by its last day, then by subject."""
    return in_order((*_in_force(view), *_foreseen(view), *_hurdles(view), *_deadlines(view)))


def in_order(dues: Iterable[Due]) -> tuple[Due, ...]:
    """What is due in one or many partnerships, in the order of the agenda."""
    return tuple(sorted(dues, key=_order))


def bodies_of(facts: Facts, party: str) -> frozenset[str]:
    """A party and all that are part of it, in any number of steps."""
    bodies = {party}
    while (
        more := {other.id for other in facts.parties.values() if other.part_of in bodies} - bodies
    ):
        bodies |= more
    return frozenset(bodies)


def _foreseen(view: PartnershipView) -> Iterator[Due]:
    """Each thing foreseen for one time once, however many sources foresee it."""
    alike: dict[tuple[object, ...], list[Prospect]] = {}
    for prospect in view.outlook:
        if prospect.outcome not in {
            ProspectOutcome.OPEN,
            ProspectOutcome.OVERDUE,
            ProspectOutcome.POSTPONED,
        }:
            continue
        if not _answered(view, prospect):
            alike.setdefault(_matter(prospect), []).append(prospect)
    for prospects in alike.values():
        newest = max(prospects, key=_published)
        yield Due(
            partnership=view.id,
            partnership_title=view.title,
            kind=DueKind.FORESEEN,
            subject=newest.citation.claim,
            title=_hurdle_title(view, newest.development),
            development=newest.development,
            modality=newest.modality,
            state=None,
            when=newest.due,
            overdue=newest.outcome is ProspectOutcome.OVERDUE,
            who=_names(view, _actors(view, newest.development)),
            waits_for=(),
            claims=tuple(prospect.citation.claim for prospect in prospects),
            citation=newest.citation,
        )


def _matter(prospect: Prospect) -> tuple[object, ...]:
    """What is foreseen, of whom and for when: the same in two articles is one thing due."""
    development = prospect.development
    named = frozenset(parties_of(development))
    alone = isinstance(development, Contact) or instrument_of(development) is not None
    what = None if alone else development
    return development.kind, instrument_of(development), named, what, str(prospect.due)


def _published(prospect: Prospect) -> tuple[date, str]:
    published = prospect.citation.published
    latest = published.latest if published else None
    return latest or date.min, prospect.citation.claim


def _answered(view: PartnershipView, prospect: Prospect) -> bool:
    """Whether an entry into force that is foreseen came, or its day is given by the instrument."""
    if not isinstance(prospect.development, EnteredIntoForce):
        return False
    return any(
        state.id == prospect.development.instrument
        and (
            state.in_force.now is Tristate.YES
            or (
                _ahead(state)
                and (prospect.when is None or prospect.when.overlaps(_days(state.in_force.day)))
            )
        )
        for state in view.instruments
    )


def _in_force(view: PartnershipView) -> Iterator[Due]:
    """The instruments whose day of entry into force is known and is yet to come."""
    for state in view.instruments:
        if _ahead(state):
            matter = _Matter(state.id, state.title, state.in_force.claims)
            yield _on_a_day(view, DueKind.IN_FORCE, matter, _days(state.in_force.day))


def _deadlines(view: PartnershipView) -> Iterator[Due]:
    """The days on which comments, reviews and terms are over, unless they surely are."""
    return (
        due
        for due in _all_deadlines(view)
        if due.when is None
        or due.when.latest is None
        or due.when.latest >= view.standing.clocks.valid_at
    )


def _all_deadlines(view: PartnershipView) -> Iterator[Due]:
    for rule in rules(view.standing, view.claims):
        if rule.comments_due is not None:
            matter = _Matter(rule.id, rule.topic, rule.claims, on=rule.authority)
            yield _on_a_day(view, DueKind.COMMENTS_DUE, matter, rule.comments_due)
    for review in policy_reviews(view.standing, view.claims):
        if review.until is not None and review.state is not ReviewState.ENDED:
            matter = _Matter(review.id, review.topic, review.claims, on=review.by)
            yield _on_a_day(view, DueKind.REVIEW_ENDS, matter, review.until)
    for state in view.instruments:
        term = state.term
        if term is not None and term.until is not None and term.state is TermState.RUNNING:
            matter = _Matter(state.id, state.title, term.claims)
            yield _on_a_day(view, DueKind.TERM_ENDS, matter, term.until)


@attrs.frozen
class _Matter:
    """What a day is of: an instrument, a rule or a review, with the words behind the day."""

    id: str
    title: str
    claims: tuple[str, ...]
    on: str | None = None


def _on_a_day(view: PartnershipView, kind: DueKind, matter: _Matter, when: Edtf) -> Due:
    facts = view.standing.facts
    return Due(
        partnership=view.id,
        partnership_title=view.title,
        kind=kind,
        subject=matter.id,
        title=matter.title,
        development=None,
        modality=None,
        state=None,
        when=when,
        overdue=False,
        who=_names(view, () if matter.on is None else (matter.on,)),
        waits_for=(),
        claims=matter.claims,
        citation=cite(facts, facts.claims[matter.claims[-1]].claim) if matter.claims else None,
    )


def _ahead(state: InstrumentState) -> bool:
    day = state.in_force.day
    dated = day is not None and (day.earliest is not None or day.latest is not None)
    return dated and state.in_force.now is not Tristate.YES


def _days(span: Span | None) -> Edtf:
    """Days as a date; what is open at both ends never comes here."""
    assert span is not None  # noqa: S101 - asked of instruments with a day
    if span.earliest is not None and span.latest is not None:
        return Edtf.between(span.earliest, span.latest)
    return Edtf(f"{span.earliest or '..'}/{span.latest or '..'}")


def _hurdles(view: PartnershipView) -> Iterator[Due]:
    outstanding = {hurdle.id: hurdle for hurdle in view.hurdles if hurdle.outstanding}
    before = _before(view) if outstanding else {}
    for hurdle in outstanding.values():
        deciding = hurdle.deciding or hurdle.evidence
        yield Due(
            partnership=view.id,
            partnership_title=view.title,
            kind=DueKind.HURDLE,
            subject=hurdle.id,
            title=hurdle.title_with(view.names),
            development=None,
            modality=None,
            state=hurdle.state,
            when=None,
            overdue=False,
            who=_names(view, hurdle.on or _still_to_consent(view, hurdle)),
            waits_for=tuple(before.get(hurdle.id, ())),
            claims=tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence)),
            citation=deciding[-1] if deciding else None,
        )


def _before(view: PartnershipView) -> dict[str, list[str]]:
    """By hurdle, the titles of what is not cleared and blocks it."""
    drawn = graph(view)
    nodes = {node.id: node for node in drawn.nodes}
    waits: dict[str, list[str]] = {}
    for edge in drawn.edges:
        source = nodes.get(edge.source)
        if source is not None and not source.cleared:
            waits.setdefault(edge.target, []).append(source.title)
    return waits


def _still_to_consent(view: PartnershipView, hurdle: Hurdle) -> tuple[str, ...]:
    """The sides of a closed instrument that a threshold waits for; of an open one nobody."""
    state = next((state for state in view.instruments if state.id == hurdle.instrument), None)
    if hurdle.progress is None or state is None:
        return ()
    return _without_consent(view, state)


def _without_consent(view: PartnershipView, state: InstrumentState) -> tuple[str, ...]:
    between = view.standing.facts.instruments[state.id].between
    return tuple(party for party in between if party not in state.consents.named)


def _actors(view: PartnershipView, development: Development) -> Sequence[str]:
    """Who would do what is foreseen: whom it names in a role that acts.

    Of a step on a hurdle else those whom the hurdle names, of an instrument's own step its sides
    that have not consented.
    """
    acting: list[str] = []
    for field, value in parties_by_field(development):
        if field not in _NO_ACTORS:
            acting += value if isinstance(value, tuple) else (value,)
    if acting:
        return tuple(dict.fromkeys(acting))
    if (hurdle := _hurdle_of(view, development)) is not None:
        return hurdle.on
    name = instrument_of(development)
    state = next((state for state in view.instruments if state.id == name), None)
    return () if state is None else _without_consent(view, state)


def _hurdle_of(view: PartnershipView, development: Development) -> Hurdle | None:
    name = hurdle_of(development)
    return next((hurdle for hurdle in view.hurdles if hurdle.id == name), None)


def _hurdle_title(view: PartnershipView, development: Development) -> str | None:
    """The title of the hurdle that a step is foreseen on; of each party's own, the whole's."""
    name = hurdle_of(development)
    for hurdle in view.hurdles:
        if name is not None and hurdle.id.partition("/")[0] == name.partition("/")[0]:
            return hurdle.title
    return None


def _names(view: PartnershipView, parties: Sequence[str]) -> tuple[Name, ...]:
    return tuple(Name(id=party, name=view.standing.facts.name_of(party)) for party in parties)


_TURN = {DueKind.IN_FORCE: 0, DueKind.FORESEEN: 1, DueKind.HURDLE: 2}
_TURN |= dict.fromkeys(DEADLINES, 1)


def _order(due: Due) -> tuple[bool, bool, date, date, bool, int, str, str]:
    latest = (due.when.latest if due.when else None) or date.max
    earliest = (due.when.earliest if due.when else None) or latest
    undated = due.when is None
    possible = due.state is HurdleState.POSSIBLE
    turn = _TURN[due.kind]
    return (
        not due.overdue,
        undated,
        latest,
        earliest,
        possible,
        turn,
        due.partnership,
        due.subject,
    )
