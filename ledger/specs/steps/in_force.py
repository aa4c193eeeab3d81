"""Entry into force, declared and computed, and what the checks find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers.treaties import InForceData, SpanData
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.world import World


@step("in-force-on")
def in_force_on(world: World, *, instrument: str, day: date) -> tuple[CitationData, ...]:
    """The day that holds, declared or computed, is this one and no other."""
    force = world.instrument(instrument).in_force
    if force.day != SpanData(earliest=day, latest=day):
        raise _differs(world, instrument, force)
    return _citations(world, force.claims)


@step("in-force")
def in_force(world: World, *, instrument: str) -> tuple[CitationData, ...]:
    """The instrument is certainly in force on the day that is asked about."""
    force = world.instrument(instrument).in_force
    if force.now != "yes":
        raise _differs(world, instrument, force)
    return _citations(world, force.claims)


@step("not-in-force")
def not_in_force(world: World, *, instrument: str) -> None:
    """The instrument is certainly not in force on the day that is asked about."""
    force = world.instrument(instrument).in_force
    if force.now != "no":
        raise _differs(world, instrument, force)


@step("declared-otherwise")
def declared_otherwise(world: World, *, instrument: str, day: date) -> None:
    """What is declared is flagged against this day, which the rule gives."""
    force = world.instrument(instrument).in_force
    if force.mismatch is None or force.mismatch.computed != SpanData(earliest=day, latest=day):
        raise _differs(world, instrument, force)


@step("declared-alike")
def declared_alike(world: World, *, instrument: str) -> None:
    """No declared day is flagged against the computed one."""
    force = world.instrument(instrument).in_force
    if force.mismatch is not None:
        raise _differs(world, instrument, force)


@step("counted")
def counted(world: World, *, instrument: str, ending: str) -> None:
    """The computed day rests on a rule whose months end in this way."""
    force = world.instrument(instrument).in_force
    own = None if force.computed is None else force.computed.convention.month_end
    if own != ending:
        rule_words = "no rule" if own is None else f"months that end on {own.replace('-', ' ')}"
        raise Differs(
            f"the ledger says {rule_words}", command=f"claims treaty {instrument}{world.options}"
        )


@step("check")
def check(world: World, *, words: str, count: int) -> tuple[CitationData, ...]:
    """A check, or a group of checks, finds so many faults in the whole ledger."""
    findings = world.findings(words)
    if len(findings) != count:
        says = "; ".join(finding.sentence for finding in findings) or "nothing"
        raise Differs(
            f"the ledger finds {len(findings)}: {says}",
            command=f"claims check {words}{world.options}",
        )
    return _citations(world, (claim for finding in findings for claim in finding.claims))


def _citations(world: World, claims: Iterable[str]) -> tuple[CitationData, ...]:
    wanted = set(claims)
    stated = [statement.citation for moment in world.timeline for statement in moment.stated]
    return tuple(citation for citation in stated if citation.claim in wanted)


def _differs(world: World, instrument: str, force: InForceData) -> Differs:
    span, mismatch = force.day, force.mismatch
    says = "no day" if span is None else f"{span.earliest or '…'} to {span.latest or '…'}"
    if span is not None and span.earliest == span.latest:
        says = str(span.latest)
    flagged = "" if mismatch is None else f", {mismatch.kind}: computed {_days(mismatch.computed)}"
    return Differs(
        f"the ledger says {says} (in force: {force.now}){flagged}",
        command=f"claims treaty {instrument}{world.options}",
    )


def _days(span: SpanData | None) -> str:
    return "no day" if span is None else f"{span.earliest} to {span.latest}"
