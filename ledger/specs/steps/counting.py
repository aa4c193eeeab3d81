"""ConsentsData: how many, of how many, how sure, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers.reading import cited
from ledger.specs.steps.registry import step

if TYPE_CHECKING:
    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.answers.treaties import ConsentsData
    from ledger.specs.world import Differs, World


@step("count-of")
def count_of(
    world: World, *, instrument: str, count: int, required: int
) -> tuple[CitationData, ...]:
    """So many have consented, of so many that are required."""
    consents = world.instrument(instrument).consents
    if (consents.count, consents.required) != (count, required):
        raise _differs(world, instrument, consents)
    return _words(world, instrument)


@step("count")
def count(world: World, *, instrument: str, count: int) -> tuple[CitationData, ...]:
    """So many have consented, and no more may have."""
    consents = world.instrument(instrument).consents
    if (consents.count, consents.highest) != (count, count):
        raise _differs(world, instrument, consents)
    return _words(world, instrument)


@step("count-between")
def count_between(
    world: World, *, instrument: str, lowest: int, highest: int
) -> tuple[CitationData, ...]:
    """At least so many have consented, and at most so many may have."""
    consents = world.instrument(instrument).consents
    if (consents.count, consents.highest) != (lowest, highest):
        raise _differs(world, instrument, consents)
    return _words(world, instrument)


@step("uncounted")
def uncounted(world: World, *, instrument: str) -> None:
    """No source that can be read counts the consents."""
    consents = world.instrument(instrument).consents
    if consents.count is not None:
        raise _differs(world, instrument, consents)


@step("still-needs")
def still_needs(world: World, *, instrument: str, count: int) -> tuple[CitationData, ...]:
    """So many more consents are required; of what is in force, none."""
    state = world.instrument(instrument)
    if state.consents.still_required != count:
        if state.in_force.now == "yes":
            says = f"{instrument} is in force and needs no more consents"
            raise world.differs(says, instrument, "consents", by=_words(world, instrument))
        raise _differs(world, instrument, state.consents)
    return _words(world, instrument)


@step("consents-status")
def consents_status(world: World, *, instrument: str, status: str) -> tuple[CitationData, ...]:
    """How far the count can be relied on."""
    consents = world.instrument(instrument).consents
    if consents.status != status:
        raise _differs(world, instrument, consents)
    return _words(world, instrument)


@step("consents-roots")
def consents_roots(world: World, *, instrument: str, count: int) -> tuple[CitationData, ...]:
    """How many independent sources stand behind the count."""
    proof = world.proof(instrument, "consents")
    if len(proof.roots) != count:
        says = f"{len(proof.roots)} independent sources: {', '.join(proof.roots) or 'none'}"
        raise world.differs(says, instrument, "consents", by=proof.won)
    return proof.won


@step("consents-words")
def consents_words(world: World, *, instrument: str, words: str) -> tuple[CitationData, ...]:
    """The count rests on a quote that holds these words."""
    won = _words(world, instrument)
    citations = tuple(citation for citation in won if words in citation.quote)
    if not citations:
        says = "; ".join(f"“{citation.quote}”" for citation in won) or "no words"
        raise world.differs(says, instrument, "consents", by=won)
    return citations


def _words(world: World, instrument: str) -> tuple[CitationData, ...]:
    consents = world.instrument(instrument).consents
    return cited(consents.claims, world.proof(instrument, "consents").won)


def _differs(world: World, instrument: str, consents: ConsentsData) -> Differs:
    of = "" if consents.required is None else f" of {consents.required}"
    count = "nothing" if consents.count is None else f"{consents.count}"
    if consents.count != consents.highest:
        count = f"between {consents.count or 0} and {consents.highest}"
    status = consents.status.replace("-", " ")
    return world.differs(
        f"{count}{of}, {status}", instrument, "consents", by=_words(world, instrument)
    )
