"""What a ledger names, with one id for each party that is filed under several.

Takes ``Facts`` as filed; gives ``AsOne``: the facts as the judgements have them, and what was
judged. The claims of the log stay as they are: their words, their places and their ids are in
both. Who comes next: ``standing``, and with it every answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.entry_into_force import BadRule
from ledger.claims.renaming import each_once, rule_as_one, with_parties
from ledger.claims.subjects import parties_of
from ledger.facts.facts import Facts, RecordedClaim
from ledger.projections.weighing.parties.identity import Identity, identity

if TYPE_CHECKING:
    from ledger.claims.claim import Claim
    from ledger.claims.entities import Instrument


@attrs.frozen(kw_only=True)
class AsOne:
    """Facts as judged. ``unfit`` are the rules that cannot name the parties as one, and why.

    Such a rule, by the id of its instrument, goes on naming its parties as it is filed.
    """

    facts: Facts
    identity: Identity
    unfit: dict[str, BadRule] = attrs.Factory(dict)


def as_one(filed: Facts) -> AsOne:
    """The facts by the ids that stand for their parties; without judgements, the facts."""
    identity_ = identity(judgement.judgement for judgement in filed.judgements.values())
    if not identity_:
        return AsOne(facts=filed, identity=identity_)
    unfit: dict[str, BadRule] = {}
    facts = attrs.evolve(
        filed,
        partnerships={
            name: attrs.evolve(partnership, parties=each_once(partnership.parties, identity_.of))
            for name, partnership in filed.partnerships.items()
        },
        instruments={
            name: _instrument(instrument, identity_, unfit)
            for name, instrument in filed.instruments.items()
        },
        claims={name: _claim(claim, identity_) for name, claim in filed.claims.items()},
    )
    return AsOne(facts=facts, identity=identity_, unfit=unfit)


def _claim(recorded_claim: RecordedClaim, identity: Identity) -> RecordedClaim:
    """A claim by the ids that stand for its parties; its words and its id are as filed."""
    claim, by = recorded_claim.claim, recorded_claim.claim.asserted_by
    asserted_by = None if by is None else type(by)(identity.of(by))
    development = with_parties(claim.development, identity.of)
    quoted_by = each_once(claim.quoted_by, identity.of)
    if (asserted_by, quoted_by, development) == (by, claim.quoted_by, claim.development):
        return recorded_claim
    claim = attrs.evolve(
        claim, development=development, asserted_by=asserted_by, quoted_by=quoted_by
    )
    return attrs.evolve(recorded_claim, claim=claim)


def parties_filed(claim: Claim) -> frozenset[str]:
    """Every party that a claim names, in what it states and as who states it."""
    by = claim.asserted_by
    speaking = claim.quoted_by if by is None else (by, *claim.quoted_by)
    return parties_of(claim.development).union(speaking)


def parties_described(instrument: Instrument) -> frozenset[str]:
    """Every party that an instrument's description names, its rule included."""
    rule, depositary = instrument.entry_into_force, instrument.depositary
    ruled = frozenset() if rule is None else rule.parties
    return ruled | set(instrument.between) | (set() if depositary is None else {depositary})


def _instrument(filed: Instrument, identity_: Identity, unfit: dict[str, BadRule]) -> Instrument:
    rule, depositary = filed.entry_into_force, filed.depositary
    if rule is not None:
        try:
            rule = rule_as_one(rule, identity_.of)
        except BadRule as error:
            unfit[filed.id] = error
    return attrs.evolve(
        filed,
        between=each_once(filed.between, identity_.of),
        depositary=None if depositary is None else type(depositary)(identity_.of(depositary)),
        entry_into_force=rule,
    )
