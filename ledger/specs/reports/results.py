"""What a run of specs gives: each scenario with its outcome and the words behind each step."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import attrs

from ledger.specs.answers.evidence import CitationData


class ScenarioOutcome(StrEnum):
    """What became of a scenario."""

    PASSED = "passed"
    FAILED = "failed"


@attrs.frozen(kw_only=True)
class StepRun:
    """A step that was carried out, and the citations that made it true."""

    keyword: str
    text: str
    line: int
    evidence: tuple[CitationData, ...] = ()


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
    outcome: ScenarioOutcome
    failure: str | None
    position: int
    steps: tuple[StepRun, ...]


@attrs.frozen(kw_only=True)
class Mistake:
    """Why something did not run: where, what, and the way out.

    ``file`` is empty for what lies in no file, as a tag that no scenario has.
    """

    file: str
    line: int | None
    code: str
    message: str
    fix: str


@attrs.frozen(kw_only=True)
class Run:
    """One run: when (UTC), at which position of the log, and what came of it.

    ``planned`` is how many scenarios the files hold that were to run, each example counted;
    ``scenarios`` are those that ran.
    """

    ran_at: datetime
    position: int
    planned: int
    scenarios: tuple[ScenarioRun, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def failed(self) -> int:
        """How many scenarios failed."""
        return sum(scenario.outcome is ScenarioOutcome.FAILED for scenario in self.scenarios)

    @property
    def clean(self) -> bool:
        """Whether something was to run, all of it ran, and all of it held."""
        ran = 0 < self.planned == len(self.scenarios)
        return ran and not self.failed and not self.mistakes

    @property
    def unread(self) -> int:
        """How many files were not run, for the mistakes in them."""
        return len({mistake.file for mistake in self.mistakes if mistake.file})
