"""Run feature files against a ledger, scenario by scenario, and lose none of them.

Takes paths, a log and tags; gives a ``Run``. The log is never changed: scenarios record above
it, in memory. Files that cannot be read are mistakes of the run, and the others still run. What
is to run is counted from the files, before; what ran is counted after.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ledger.clock import Clocks
from ledger.errors import ClaimsError, ExitCode, InvalidInput, Problems, Where
from ledger.log.port import Log
from ledger.specs.drivers.python import Answers, PythonDriver
from ledger.specs.gherkin.features import Case, Feature, Scenario, read
from ledger.specs.gherkin.files import found, shown
from ledger.specs.phrases.vocabulary import vocabulary
from ledger.specs.refusals import NothingSelected, UnknownTag
from ledger.specs.reports.failure import failure_text
from ledger.specs.reports.results import Mistake, Run, ScenarioOutcome, ScenarioRun, StepRun
from ledger.specs.steps import StepTable, carry_out, expects_refusal
from ledger.specs.world import Differs, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ledger.specs.gherkin.features import Step

_NOT = "not "


def run(paths: Sequence[str | Path], *, log: Log, now: datetime, tags: Sequence[str] = ()) -> Run:
    """Run every scenario at some paths that the tags select.

    ``now`` is the present of the scenarios' questions (UTC). ``tags``: any of them, and none
    that stands behind ``not ``.

    Raises:
        NoFeatures: a path has no feature file.
    """
    files, mistakes = _files(paths)
    cases = [case for file in files for case in file.cases()]
    planned = [case for case in cases if selected(case.case.tags, tags)]
    mistakes += map(mistake_of, _unselected(cases, planned, tags))
    answers: Answers = {}
    desk = _Desk(log=log, now=now, answers=answers)
    return Run(
        ran_at=now,
        position=log.head().size - 1,
        planned=len(planned),
        scenarios=tuple(map(desk.run, planned)),
        mistakes=tuple(mistakes),
    )


def mistake_of(error: ClaimsError) -> Mistake:
    """An error as a value of the run."""
    where = error.where
    return Mistake(
        file=where.source if where else "",
        line=where.line if where else None,
        code=error.code,
        message=error.message,
        fix=error.fix,
    )


class NothingRan(Problems):
    """A run of specs in which no scenario ran: it shows nothing."""

    code = "nothing-ran"
    exit_code = ExitCode.FINDINGS

    def __init__(self, run: Run) -> None:
        super().__init__("the features", [_error_of(mistake) for mistake in run.mistakes])
        self.message = "no scenario ran, so nothing is shown to hold"
        self.fix = "mend what is named below, or name other files or tags"


def _error_of(mistake: Mistake) -> ClaimsError:
    where = Where(source=mistake.file, line=mistake.line) if mistake.file else None
    error = InvalidInput(mistake.message, fix=mistake.fix, where=where)
    error.code = mistake.code  # type: ignore[misc] # it was an error of that class
    error.exit_code = ExitCode.FINDINGS  # type: ignore[misc] # of the run, as without --json
    return error


def selected(own: frozenset[str], wanted: Sequence[str]) -> bool:
    """Whether a scenario with these tags is asked for.

    >>> selected(frozenset({"promise-1"}), ["@promise-1", "not @slow"])
    True
    """
    into = set(_tags(wanted, without=False))
    return not own & set(_tags(wanted, without=True)) and (not into or bool(own & into))


def _tags(wanted: Sequence[str], *, without: bool) -> list[str]:
    """The names that were asked for, or those ``without`` which it was asked for."""
    names = [" ".join(word.split()) for word in wanted]
    return [
        name.removeprefix(_NOT).removeprefix("@")
        for name in names
        if name.startswith(_NOT) is without
    ]


@attrs.frozen(kw_only=True)
class _FeatureFile:
    """A feature, and the folder that it was found in."""

    question: str
    feature: Feature

    def cases(self) -> Iterator[_Planned]:
        for scenario in self.feature.scenarios:
            for case in scenario.cases():
                yield _Planned(file=self, scenario=scenario, case=case)


@attrs.frozen(kw_only=True)
class _Planned:
    """One case that the files hold."""

    file: _FeatureFile
    scenario: Scenario
    case: Case


def _files(paths: Sequence[str | Path]) -> tuple[list[_FeatureFile], list[Mistake]]:
    files: list[_FeatureFile] = []
    mistakes: list[Mistake] = []
    for path in found(paths):
        try:
            question = shown(path.absolute().parent.name)
            files.append(_FeatureFile(question=question, feature=read(path)))
        except Problems as several:
            mistakes += map(mistake_of, several.problems)
        except ClaimsError as error:
            mistakes.append(mistake_of(error))
    return files, mistakes


def _unselected(
    cases: Sequence[_Planned], planned: Sequence[_Planned], tags: Sequence[str]
) -> Iterator[ClaimsError]:
    """Why the tags select nothing, or a tag of them does."""
    all_tags = {tag for case in cases for tag in case.case.tags}
    unknown = [tag for tag in _tags(tags, without=False) if tag not in all_tags] if cases else []
    for tag in unknown:
        yield UnknownTag(tag, all_tags)
    if cases and not planned and not unknown:
        yield NothingSelected(len(cases))


@attrs.frozen(kw_only=True)
class _Desk:
    """What all scenarios of a run share: the log below them, the present, the answers so far."""

    log: Log
    now: datetime
    answers: Answers

    def run(self, planned: _Planned) -> ScenarioRun:
        """One case, from a ledger as the log is now."""
        driver = PythonDriver(self.log, now=self.now, answers=self.answers)
        position = driver.position()
        steps: list[StepRun] = []
        with closing(World(driver=driver, clocks=Clocks(valid_at=self.now.date()))) as world:
            failure = _carried_out(planned, world, steps)
        feature = planned.file.feature
        return ScenarioRun(
            file=feature.file,
            line=planned.scenario.line,
            question=planned.file.question,
            feature=feature.name,
            scenario=planned.case.name,
            tags=tuple(sorted(planned.case.tags)),
            language=feature.language,
            outcome=ScenarioOutcome.PASSED if failure is None else ScenarioOutcome.FAILED,
            failure=failure,
            position=position,
            steps=tuple(steps),
        )


def _carried_out(planned: _Planned, world: World, done: list[StepRun]) -> str | None:
    """Carry out steps until one fails, adding each to ``done``; gives the failure's text."""
    feature, steps = planned.file.feature, planned.case.steps
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        step_text = f"{step.keyword} {step.text}"
        try:
            spoken = vocabulary().read(step.text, feature.language)
            refusable = following is not None and expects_refusal(following.text)
            evidence = carry_out(spoken, world, _table(step), refusable=refusable)
        except (Differs, ClaimsError) as error:
            recorded = world.driver.recorded
            return failure_text(feature.file, step.line, step_text, error, recorded=recorded)
        done.append(
            StepRun(keyword=step.keyword, text=step.text, line=step.line, evidence=evidence)
        )
    return None


def _table(step: Step) -> StepTable | None:
    return None if step.table is None else StepTable(step.table, step.lines)
