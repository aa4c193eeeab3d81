"""Who there is: each party with all its names, what was judged of it, and whom it is one with.

Takes ``Facts``; gives ``PartyProfile`` values, and ``TakenAsOne`` where an answer rests on
claims that are filed under several ids of one party.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import PartyKind, Verdict
from ledger.projections.weighing.parties.identity import identity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.claims.judgement import Judgement
    from ledger.facts.facts import Facts, RecordedJudgement
    from ledger.projections.weighing.parties.identity import Identity


@attrs.frozen(kw_only=True)
class Judged:
    """The last judgement on two parties. ``id`` is what ``claims show`` takes.

    ``by`` is who judged, else who recorded it; ``recorded_at`` is on the recorded clock.
    """

    id: str
    parties: tuple[str, str]
    verdict: Verdict
    reason: str
    by: str | None
    recorded_at: datetime


@attrs.frozen(kw_only=True)
class PartyProfile:
    """A party as it is described and judged.

    ``stands`` is the id under which answers name it, ``same`` the ids of all others that are
    one with it.
    """

    id: str
    name: str
    type: PartyKind
    code: str | None
    aliases: tuple[str, ...]
    part_of: str | None
    stands: str
    same: tuple[str, ...]
    judgements: tuple[Judged, ...]


@attrs.frozen(kw_only=True)
class TakenAsOne:
    """A party under whose id claims are filed, the one that it is, and the judgements that say so.

    The claims stay as they were filed; answers name the party that it is.
    """

    filed: str
    filed_name: str
    party: str
    name: str
    judgements: tuple[Judged, ...]


def profiles(facts: Facts) -> tuple[PartyProfile, ...]:
    """Every party, by id."""
    identity_ = identity(judgement.judgement for judgement in facts.judgements.values())
    upon: dict[str, list[Judged]] = {}
    for _, recorded in sorted(facts.judgements.items()):
        for party in (recorded.judgement.party, recorded.judgement.other):
            upon.setdefault(party, []).append(judged(recorded))
    return tuple(_profile(facts, name, identity_, upon) for name in sorted(facts.parties))


def judged(recorded: RecordedJudgement) -> Judged:
    """A judgement as a reader needs it."""
    judgement = recorded.judgement
    return Judged(
        id=judgement.pair,
        parties=(judgement.party, judgement.other),
        verdict=judgement.verdict,
        reason=judgement.reason,
        by=recorded.by,
        recorded_at=recorded.recorded_at,
    )


def taken_as_one(facts: Facts, identity: Identity, filed: Iterable[str]) -> tuple[TakenAsOne, ...]:
    """Of the parties under whose ids something is filed, those that are another, by id."""
    return tuple(
        TakenAsOne(
            filed=party_id,
            filed_name=facts.name_of(party_id),
            party=identity.of(party_id),
            name=facts.name_of(identity.of(party_id)),
            judgements=grounds(facts, identity.chain(party_id, identity.of(party_id))),
        )
        for party_id in sorted(set(filed))
        if identity.of(party_id) != party_id
    )


def grounds(facts: Facts, chain: Iterable[Judgement]) -> tuple[Judged, ...]:
    """Judgements with who made them and when, in the order given."""
    return tuple(judged(facts.judgements[judgement.pair]) for judgement in chain)


def _profile(
    facts: Facts, name: str, identity_: Identity, upon: dict[str, list[Judged]]
) -> PartyProfile:
    party = facts.parties[name]
    return PartyProfile(
        id=party.id,
        name=party.name,
        type=party.type,
        code=party.code,
        aliases=party.aliases,
        part_of=party.part_of,
        stands=identity_.of(name),
        same=tuple(party_id for party_id in identity_.all_of(name) if party_id != name),
        judgements=tuple(upon.get(name, ())),
    )
