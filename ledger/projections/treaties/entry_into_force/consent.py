"""The consents that a rule counts, and which it does not, each with its reason.

Takes a rule and the consents; gives them as periods, once at their best and once at their
worst: whatever is vague lies between the two. Who comes next: ``progress``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import ConsentAct
from ledger.projections.weighing.answer import Span
from ledger.projections.weighing.spans import between, high, low

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.claims.entry_into_force import EntryIntoForceRule


class ConsentCase(StrEnum):
    """Where a consent that is only counted stands: at best, at worst, or in both."""

    BEST = "best"
    WORST = "worst"
    BOTH = "both"


@attrs.frozen(kw_only=True)
class Consent:
    """One consent to be bound, on the occurred clock; ``party`` is None if only counted.

    Of one that is not ``dated`` sources give the last possible day alone.
    """

    party: str | None
    given: Span
    act: ConsentAct = ConsentAct.UNKNOWN
    withdrawn: Span | None = None
    dated: bool = True
    reading: ConsentCase = ConsentCase.BOTH


class NotCounted(StrEnum):
    """Why a consent did not bring the threshold nearer."""

    ORGANISATION = "organisation"
    ACT = "act"
    DISSOLVED = "dissolved"
    WITHDRAWN = "withdrawn-before"
    SUCCESSOR = "successor"
    DUPLICATE = "duplicate"
    LATER = "later"
    NOT_YET = "not-yet"


@attrs.frozen(kw_only=True)
class Uncounted:
    """A consent that did not count, with the code of its reason."""

    party: str | None
    reason: NotCounted


@attrs.frozen(kw_only=True)
class Held:
    """A consent that stands from a day on, and until the day before another.

    ``key`` is the State whose consent it is: a successor goes on with its predecessor's.
    """

    key: str
    party: str | None
    since: date
    until: date

    def stands(self, day: date) -> bool:
        """Whether it stands at the end of a day."""
        return self.since <= day < self.until


def refusal(consent: Consent, rule: EntryIntoForceRule) -> NotCounted | None:
    """Why a consent can never count under a rule; None if it can."""
    if consent.party in rule.organisations:
        return NotCounted.ORGANISATION
    if rule.acts and consent.act not in (*rule.acts, ConsentAct.UNKNOWN):
        return NotCounted.ACT
    for gone in rule.dissolved:
        if gone.party == consent.party and gone.on and low(consent.given) > gone.on:
            return NotCounted.DISSOLVED
    return None


def lapsed(consent: Consent, rule: EntryIntoForceRule) -> Span | None:
    """When a consent came to its end: withdrawn, or gone with its State."""
    for gone in rule.dissolved:
        if gone.party == consent.party and gone.lapses:
            ends = Span(earliest=gone.on, latest=gone.on)
            return ends if consent.withdrawn is None else _earlier(ends, consent.withdrawn)
    return consent.withdrawn


def _earlier(span: Span, other: Span) -> Span:
    return between(min(low(span), low(other)), min(high(span), high(other)))


def key_of(consent: Consent, rule: EntryIntoForceRule, place: int) -> str:
    """Whose consent it is; one without a name is nobody else's."""
    if consent.party is None:
        return f"?{place}"
    if consent.act is ConsentAct.SUCCESSION:
        return predecessors(rule).get(consent.party, consent.party)
    return consent.party


def predecessors(rule: EntryIntoForceRule) -> dict[str, str]:
    """By successor, the State it succeeded, the first of a line."""
    to: dict[str, str] = {succession.party: succession.to for succession in rule.successions}
    return {party: _first_of_line(party, to) for party in to}


def _first_of_line(party: str, to: dict[str, str]) -> str:
    seen = [party]
    while seen[-1] in to and to[seen[-1]] not in seen:
        seen.append(to[seen[-1]])
    return seen[-1]


def carried_on(consents: Sequence[Consent], rule: EntryIntoForceRule) -> list[Consent]:
    """The consents; that of a predecessor ends with the last of those who went on with it."""
    by_succession = {
        consent.party: consent for consent in consents if consent.act is ConsentAct.SUCCESSION
    }
    heirs: dict[str | None, list[Consent]] = {}
    for succession in rule.successions:
        if succession.party in by_succession:
            heirs.setdefault(succession.to, []).append(by_succession[succession.party])

    def end_of(consent: Consent, line: tuple[str | None, ...]) -> Span | None:
        own = [heir for heir in heirs.get(consent.party, ()) if heir.party not in line]
        if lapsed(consent, rule) is not None or not own:
            return consent.withdrawn
        ends = [end_of(heir, (*line, heir.party)) or lapsed(heir, rule) for heir in own]
        days = [end for end in ends if end is not None]
        if len(days) < len(ends):
            return None
        return between(max(map(low, days)), max(map(high, days)))

    return [
        attrs.evolve(consent, withdrawn=end_of(consent, (consent.party,))) for consent in consents
    ]


def at_best(consents: Iterable[Consent], rule: EntryIntoForceRule) -> list[Held]:
    """Every consent given as early, and withdrawn as late, as is possible."""
    holdings = []
    for place, consent in enumerate(consents):
        if refusal(consent, rule) is None and consent.reading is not ConsentCase.WORST:
            ends = lapsed(consent, rule)
            until = date.max if ends is None else high(ends)
            key = key_of(consent, rule, place)
            holdings.append(
                Held(key=key, party=consent.party, since=low(consent.given), until=until)
            )
    return holdings


def at_worst(consents: Iterable[Consent], rule: EntryIntoForceRule) -> list[Held]:
    """Every consent given as late, and withdrawn as early, as is possible."""
    holdings = []
    for place, consent in enumerate(consents):
        if refusal(consent, rule) is None and consent.reading is not ConsentCase.BEST:
            ends = lapsed(consent, rule)
            until = date.max if ends is None else low(ends)
            key = key_of(consent, rule, place)
            holdings.append(
                Held(key=key, party=consent.party, since=high(consent.given), until=until)
            )
    return holdings


def counted_early(consents: Iterable[Consent], rule: EntryIntoForceRule) -> list[Held]:
    """The worst case, but for those that are only counted: each as early as is possible.

    So it is where whoever may be one of those counted is none of them, and came later.
    """
    return at_worst(
        [
            consent
            if consent.party is not None
            else attrs.evolve(consent, given=Span(earliest=None, latest=low(consent.given)))
            for consent in consents
        ],
        rule,
    )


def sort_out(
    consents: Sequence[Consent], rule: EntryIntoForceRule, *, by: date, valid_at: date
) -> tuple[tuple[Consent, ...], tuple[Uncounted, ...]]:
    """Which consents counted by a day (the threshold's, or ``valid_at``), and which did not."""
    counted: list[Consent] = []
    uncounted: list[Uncounted] = []
    keys: set[str] = set()
    in_order = sorted(consents, key=_order)
    for place, consent in enumerate(in_order):
        key = key_of(consent, rule, place)
        reason = _reason(consent, rule, by=by, valid_at=valid_at)
        if reason is None and key in keys:
            succeeded = consent.party in predecessors(rule) and consent.act is ConsentAct.SUCCESSION
            reason = NotCounted.SUCCESSOR if succeeded else NotCounted.DUPLICATE
        if reason is None:
            keys.add(key)
            counted.append(consent)
        else:
            uncounted.append(Uncounted(party=consent.party, reason=reason))
    again = {consent.party for consent in counted} - {None}
    return tuple(counted), tuple(
        consent
        for consent in uncounted
        if consent.party not in again or consent.reason not in _OF_ANOTHER
    )


_OF_ANOTHER = frozenset({NotCounted.WITHDRAWN, NotCounted.LATER})
"""What is only the history of a party of which another consent counted."""


def _reason(
    consent: Consent, rule: EntryIntoForceRule, *, by: date, valid_at: date
) -> NotCounted | None:
    refused = refusal(consent, rule)
    if refused is not None:
        return refused
    if low(consent.given) > valid_at:
        return NotCounted.NOT_YET
    if low(consent.given) > by:
        return NotCounted.LATER
    if consent.withdrawn is not None and high(consent.withdrawn) <= by:
        return NotCounted.WITHDRAWN
    ends = lapsed(consent, rule)
    return NotCounted.DISSOLVED if ends is not None and high(ends) <= by else None


def _order(consent: Consent) -> tuple[date, date, bool, str, str]:
    return (
        low(consent.given),
        high(consent.given),
        consent.act is ConsentAct.SUCCESSION,
        consent.party or "",
        consent.act,
    )
