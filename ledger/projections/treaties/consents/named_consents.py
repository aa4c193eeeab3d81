"""The consents that are known by name, as a rule takes them: one for each period.

Takes the parties' positions; gives ``Consent`` values. Who comes next: ``roster``, ``in_force``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.entry_into_force import ConsentMeans
from ledger.claims.vocabulary import ConsentAct
from ledger.projections.treaties.entry_into_force.consent import Consent, carried_on
from ledger.projections.treaties.periods import Position
from ledger.projections.weighing.spans import between, high, low

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.claims.entry_into_force import EntryIntoForceRule
    from ledger.projections.treaties.participation import Participation
    from ledger.projections.weighing.answer import Span


def named_consents(
    rule: EntryIntoForceRule | None, opened: date | None, parties: Sequence[Participation]
) -> list[Consent]:
    """The parties' consents as the rule takes them; none before it was opened for signature."""
    signed = rule is not None and rule.by is ConsentMeans.SIGNATURE
    consents = []
    for party in parties:
        consented = party.periods(Position.CONSENT)
        by_signature = signed and not any(period.began.span for period in consented)
        ends = [period.until for period in consented if period.until is not None]
        for period in party.periods(Position.SIGNATURE) if by_signature else consented:
            if period.began.span is not None:
                bound = [end for end in ends if by_signature and low(period.since) <= high(end)]
                consents.append(
                    Consent(
                        party=party.party,
                        given=_not_before(period.since, opened),
                        act=ConsentAct.DEFINITIVE_SIGNATURE
                        if by_signature
                        else ConsentAct(period.act),
                        withdrawn=_first([period.until, *bound]),
                        dated=period.began.span.earliest is not None,
                    )
                )
    return consents if rule is None else carried_on(consents, rule)


def signatures(opened: date | None, parties: Sequence[Participation]) -> list[Consent]:
    """The parties' signatures, for what begins with them: they bind nobody yet."""
    return [
        Consent(
            party=party.party,
            given=_not_before(period.since, opened),
            withdrawn=period.until,
        )
        for party in parties
        for period in party.periods(Position.SIGNATURE)
        if period.began.span is not None
    ]


def _not_before(span: Span, opened: date | None) -> Span:
    if opened is None or high(span) < opened:
        return span
    return between(max(low(span), opened), high(span))


def _first(ends: Sequence[Span | None]) -> Span | None:
    """The first of several vague days."""
    spans = [span for span in ends if span is not None]
    return between(min(map(low, spans)), min(map(high, spans))) if spans else None
