"""What a claim is about, as the tags that the log is read by.

``partnership:…``, ``instrument:…``, ``hurdle:…``, ``party:…`` name subjects; ``document:…``,
``claim:…`` and ``text:…`` name evidence. The tags of a fact are all that a condition or a
projection needs to find it again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

import attrs

from ledger.claims.claim import targets_of
from ledger.claims.developments import KINDS, InstrumentsRelated
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    DomainEvent,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.claim import Act, Claim
    from ledger.claims.developments import Development

_PARTY = re.compile(r"\bPartyId\b")
PARTY_FIELDS = frozenset(
    field.name
    for kind in KINDS.values()
    for field in attrs.fields(kind)
    if _PARTY.search(str(field.type))
)
"""The fields that name parties, in whichever kind: their types say so."""

_NAMING = {
    kind: tuple(field.name for field in attrs.fields(kind) if field.name in PARTY_FIELDS)
    for kind in KINDS.values()
}
"""Of each kind of development, the fields that name parties: asked for very often."""


def parties_of(development: Development) -> frozenset[str]:
    """Every party that a development names, in whatever role."""
    named: set[str] = set()
    for field in _NAMING[type(development)]:
        value = getattr(development, field)
        if isinstance(value, str):
            named.add(value)
        elif value is not None:
            named.update(value)
    return frozenset(named)


def parties_by_field(development: Development) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """The fields of a development that name parties, with the ids they hold."""
    for field in _NAMING[type(development)]:
        value = getattr(development, field)
        if value is not None:
            yield field, value


def instrument_of(development: Development) -> str | None:
    """The instrument that a development speaks of, if it does."""
    return getattr(development, "instrument", None)


def hurdle_of(development: Development) -> str | None:
    """The hurdle that a development speaks of, if it does."""
    return getattr(development, "hurdle", None)


def subjects_of(claim: Claim) -> frozenset[str]:
    """The subject tags of a claim."""
    development = claim.development
    parties = {*parties_of(development), *claim.quoted_by}
    if claim.asserted_by is not None:
        parties.add(claim.asserted_by)
    tags = [f"party:{party}" for party in parties]
    if claim.partnership is not None:
        tags.append(f"partnership:{claim.partnership}")
    if (instrument := instrument_of(development)) is not None:
        tags.append(f"instrument:{instrument}")
    if (hurdle := hurdle_of(development)) is not None:
        tags.append(f"hurdle:{hurdle}")
    if isinstance(development, InstrumentsRelated):
        tags += [f"instrument:{other}" for other in development.to]
    return frozenset(tags)


def subjects_upon(claim: Claim) -> frozenset[str]:
    """The subject tags of an act on a claim: with its document, whose retellings it touches."""
    return subjects_of(claim) | {f"document:{claim.evidence.document}"}


IMPORT = "import:"
"""How the tag begins of all that came with one import."""


def tags_of(event: DomainEvent) -> frozenset[str]:
    """Every tag that the log keeps of an event."""
    tags = _tags(event)
    return tags if event.import_id is None else tags | {IMPORT + event.import_id}


def _tags(event: DomainEvent) -> frozenset[str]:
    match event:
        case ClaimRecorded(claim=claim):  # most are
            evidence = {f"claim:{claim.id}", f"document:{claim.evidence.document}"}
            return subjects_of(claim) | evidence
        case PartyDescribed(party=party):
            return frozenset({f"party:{party.id}"})
        case PartnershipDescribed(partnership=partnership):
            return frozenset({f"partnership:{partnership.id}"})
        case InstrumentDescribed(instrument=instrument):
            follows = {f"partnership:{partnership}" for partnership in instrument.partnerships}
            return frozenset({f"instrument:{instrument.id}"} | follows)
        case PartiesJudged(judgement=judgement):
            return frozenset({f"party:{judgement.party}", f"party:{judgement.other}"})
        case DocumentCaptured(document=document):
            tags = {f"document:{document.id}", f"text:{document.sha256}"}
            return frozenset(tags | ({f"document:{document.root}"} if document.root else set()))
        case ClaimCorrected(correction=act) | ClaimRetracted(retraction=act):
            return _act_tags(act, event.subjects)
        case ClaimDisputed(dispute=act):
            return _act_tags(act, event.subjects)
    assert_never(event)


def _act_tags(act: Act, subjects: tuple[str, ...]) -> frozenset[str]:
    tags = set(subjects) | {f"target:{target}" for target in targets_of(act)}
    return frozenset(tags | ({f"document:{act.document}"} if act.document else set()))
