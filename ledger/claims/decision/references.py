"""What a claim points at: its partnership, instrument, hurdle, and whatever its kind names.

Takes a command and ``Register``; gives the partnership that the claim belongs to, and notes every
name that is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.decision.refusals import BadName, NothingToDo, NotKnown, Refusals
from ledger.claims.developments import (
    CourtReferral,
    ExpectationDevelopment,
    HurdleStep,
    InstrumentsRelated,
    RequirementStated,
)
from ledger.claims.subjects import hurdle_of, instrument_of
from ledger.ids import PartnershipId, is_slug

if TYPE_CHECKING:
    from ledger.claims.claim import Claim
    from ledger.claims.commands import RecordClaim
    from ledger.claims.decision.register import Register
    from ledger.claims.developments import Development


def partnership_of(
    command: RecordClaim, register: Register, refusals: Refusals
) -> PartnershipId | None:
    """The partnership of a claim: its own, or that of the hurdle it takes a step on."""
    development = command.development
    if command.partnership is not None:
        _require(refusals, register, "partnership", (command.partnership,), "partnership")
        return command.partnership
    if isinstance(development, HurdleStep):
        stated = register.hurdle(development.hurdle)
        return stated.partnership if stated else None
    if isinstance(development, ExpectationDevelopment):
        foreseen = register.claim(development.expectation)
        return None if foreseen is None else _home_of(foreseen, register)
    if instrument_of(development) is None:
        error = NothingToDo(
            "the claim belongs to no partnership and no instrument, so no status could show it",
            fix="name the partnership it belongs to",
        )
        refusals.add(error, "partnership")
    return None


def _home_of(claim: Claim, register: Register) -> PartnershipId | None:
    """The partnership of a claim, or the first that follows its instrument."""
    named = instrument_of(claim.development)
    instrument = None if named is None else register.instrument(named)
    followed = () if instrument is None else instrument.partnerships
    return claim.partnership or next(iter(followed), None)


def check_references(command: RecordClaim, register: Register, refusals: Refusals) -> None:
    """Note every name of a claim that is not known, and its own id where it can serve as none."""
    development = command.development
    if command.id is not None and not is_slug(command.id):
        refusals.add(BadName(command.id), "id")
    instrument = instrument_of(development)
    if instrument is not None:
        _require(refusals, register, "instrument", (instrument,), "instrument")
    hurdle = hurdle_of(development)
    _check_others(development, register, refusals)
    if isinstance(development, RequirementStated | CourtReferral):
        if not is_slug(development.hurdle):
            refusals.add(BadName(development.hurdle), "hurdle")
    elif (
        hurdle is not None
        and register.hurdle(hurdle) is None
        and f"hurdle:{hurdle}" not in register.gaps
    ):
        refusals.add(NotKnown("hurdle", hurdle, register.near("hurdle", hurdle)), "hurdle")


def _check_others(development: Development, register: Register, refusals: Refusals) -> None:
    """What a development points at, next to its own subject, must be known."""
    match development:
        case InstrumentsRelated(instrument=instrument, to=to):
            _require(refusals, register, "instrument", to, "to")
            if instrument in to:
                fix = "name the other instrument"
                refusals.add(NothingToDo(f"{instrument} is not related to itself", fix=fix), "to")
        case ExpectationDevelopment(expectation=claim) if (
            register.claim(claim) is None and f"claim:{claim}" not in register.gaps
        ):
            refusals.add(NotKnown("claim", claim, ()), "expectation")


def _require(
    refusals: Refusals,
    register: Register,
    kind: str,
    names: tuple[str, ...] | list[str],
    field: str = "",
) -> None:
    """Every name must be known; ``field`` is looked up by value where it is left out."""
    holds = {
        "party": register.party,
        "partnership": register.partnership,
        "instrument": register.instrument,
    }[kind]
    for name in names:
        if holds(name) is None and f"{kind}:{name}" not in register.gaps:
            refusals.add(NotKnown(kind, name, register.near(kind, name)), field or name)
