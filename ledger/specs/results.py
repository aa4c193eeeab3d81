"""What a run of specs gives: each scenario with its outcome and the words behind each step."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import attrs

from ledger.specs.answers import Citation


class Outcome(StrEnum):
    """What became of a scenario."""

    PASSED = "passed"
    FAILED = "failed"


@attrs.frozen(kw_only=True)
class StepRun:
    """A step that was carried out, and the citations that made it true."""

    keyword: str
    text: str
    line: int
    evidence: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class ScenarioRun:
    """One scenario that ran.

    ``question`` is the folder of its feature; ``failure`` are the three lines of what went
    wrong; ``position`` is the last of the log that it began with, -1 for an empty one.
    """

    file: str
    line: int
    question: str
    feature: str
    scenario: str
    tags: tuple[str, ...]
    language: str
    outcome: Outcome
    failure: str | None
    position: int
    steps: tuple[StepRun, ...]


@attrs.frozen(kw_only=True)
class Mistake:
    """A feature file that could not be run: where, what, and the way out."""

    file: str
    line: int | None
    code: str
    message: str
    fix: str


@attrs.frozen(kw_only=True)
class Run:
    """One run: when (UTC), at which position of the log, and what came of it."""

    ran_at: datetime
    position: int
    scenarios: tuple[ScenarioRun, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def failed(self) -> int:
        """How many scenarios failed."""
        return sum(one.outcome is Outcome.FAILED for one in self.scenarios)

    @property
    def clean(self) -> bool:
        """Whether all that was found could be run, and held."""
        return not self.failed and not self.mistakes
