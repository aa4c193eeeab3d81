"""Consents: how many, of how many, how sure, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers import Citation, Consents, cited
from ledger.specs.steps.registry import step

if TYPE_CHECKING:
    from ledger.specs.world import Differs, World


@step("count-of")
def count_of(world: World, *, instrument: str, count: int, required: int) -> tuple[Citation, ...]:
    """So many have consented, of so many that are required."""
    held = world.instrument(instrument).consents
    if (held.count, held.required) != (count, required):
        raise _differs(world, instrument, held)
    return _words(world, instrument)


@step("count")
def count(world: World, *, instrument: str, count: int) -> tuple[Citation, ...]:
    """So many have consented, and no more may have."""
    held = world.instrument(instrument).consents
    if (held.count, held.highest) != (count, count):
        raise _differs(world, instrument, held)
    return _words(world, instrument)


@step("count-between")
def count_between(
    world: World, *, instrument: str, lowest: int, highest: int
) -> tuple[Citation, ...]:
    """At least so many have consented, and at most so many may have."""
    held = world.instrument(instrument).consents
    if (held.count, held.highest) != (lowest, highest):
        raise _differs(world, instrument, held)
    return _words(world, instrument)


@step("uncounted")
def uncounted(world: World, *, instrument: str) -> None:
    """No source that can be read counts the consents."""
    held = world.instrument(instrument).consents
    if held.count is not None:
        raise _differs(world, instrument, held)


@step("still-needs")
def still_needs(world: World, *, instrument: str, count: int) -> tuple[Citation, ...]:
    """So many more consents are required."""
    held = world.instrument(instrument).consents
    if held.still_required != count:
        raise _differs(world, instrument, held)
    return _words(world, instrument)


@step("consents-status")
def consents_status(world: World, *, instrument: str, status: str) -> tuple[Citation, ...]:
    """How far the count can be relied on."""
    held = world.instrument(instrument).consents
    if held.status != status:
        raise _differs(world, instrument, held)
    return _words(world, instrument)


@step("consents-roots")
def consents_roots(world: World, *, instrument: str, count: int) -> tuple[Citation, ...]:
    """How many independent sources stand behind the count."""
    proof = world.proof(instrument, "consents")
    if len(proof.roots) != count:
        says = f"{len(proof.roots)} independent sources: {', '.join(proof.roots) or 'none'}"
        raise world.differs(says, instrument, "consents", by=proof.won)
    return proof.won


@step("consents-words")
def consents_words(world: World, *, instrument: str, words: str) -> tuple[Citation, ...]:
    """The count rests on a quote that holds these words."""
    won = _words(world, instrument)
    found = tuple(one for one in won if words in one.quote)
    if not found:
        says = "; ".join(f"“{one.quote}”" for one in won) or "no words"
        raise world.differs(says, instrument, "consents", by=won)
    return found


def _words(world: World, instrument: str) -> tuple[Citation, ...]:
    held = world.instrument(instrument).consents
    return cited(held.claims, world.proof(instrument, "consents").won)


def _differs(world: World, instrument: str, held: Consents) -> Differs:
    of = "" if held.required is None else f" of {held.required}"
    count = "nothing" if held.count is None else f"{held.count}"
    if held.count != held.highest:
        count = f"between {held.count or 0} and {held.highest}"
    status = held.status.replace("-", " ")
    return world.differs(
        f"{count}{of}, {status}", instrument, "consents", by=_words(world, instrument)
    )
