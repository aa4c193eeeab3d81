"""The vocabulary for a pytest project: ``pytest_plugins = ["ledger.specs.plugin"]``.

Gives pytest-bdd every step in every language, beside steps of the project's own, and the
fixture ``spec_driver``, which a project redefines to say which ledger its scenarios ask. Loads
nowhere by itself: it is no entry point.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import step
from pytest_bdd.parsers import StepParser

from ledger.clock import Clocks
from ledger.errors import ClaimsError, Problems
from ledger.specs.drivers.python import PythonDriver
from ledger.specs.results import StepRun
from ledger.specs.steps import Table, carry_out
from ledger.specs.vocabulary import vocabulary
from ledger.specs.world import Differs, World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytest_bdd.parser import Scenario, Step

    from ledger.specs.drivers import Driver

_CURRENT = pytest.StashKey[tuple["Scenario", "Step"]]()
RAN = pytest.StashKey[list[StepRun]]()
"""The steps that a scenario carried out, with the citations behind each."""


@pytest.fixture
def spec_now() -> datetime:
    """The present of the scenarios' questions, aware, in UTC."""
    return datetime.now(UTC)


@pytest.fixture
def spec_driver(spec_now: datetime) -> Driver:
    """The ledger that scenarios begin with: an empty one, until a project says otherwise.

    A project with a ledger returns ``PythonDriver(open_log(path, clock=SystemClock()), now=…)``.
    """
    return PythonDriver(None, now=spec_now)


@pytest.fixture
def spec_world(spec_driver: Driver, spec_now: datetime) -> World:
    """What one scenario knows; steps of a project's own may take it too."""
    return World(driver=spec_driver, clocks=Clocks(valid_at=spec_now.date()))


class _Vocabulary(StepParser):
    """All phrases as one step: which one it is, the vocabulary says."""

    def is_matching(self, name: str) -> bool:
        return bool(vocabulary().matches(name))

    def parse_arguments(self, name: str) -> dict[str, str]:
        return {"text": name}


@step(_Vocabulary("a step of the claim ledger"))
def spec_step(
    request: pytest.FixtureRequest,
    spec_world: World,
    text: str,
    datatable: Sequence[Sequence[str]] | None = None,
) -> None:
    """Carry out one step; a difference or a mistake fails the scenario in three lines."""
    scenario, current = request.node.stash[_CURRENT]
    table = None if datatable is None else Table(datatable, _lines(current))
    refusable = _expected(scenario, current)
    try:
        spoken = vocabulary().read(text, scenario.feature.language)
        evidence = carry_out(spoken, spec_world, table, refusable=refusable)
    except (Differs, ClaimsError) as error:
        failure = _failure(scenario, current, error, recorded=spec_world.driver.recorded)
    else:
        ran = StepRun(
            keyword=current.keyword, text=text, line=current.line_number, evidence=evidence
        )
        request.node.stash.setdefault(RAN, []).append(ran)
        return
    pytest.fail(failure, pytrace=False)


def pytest_bdd_before_step(request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
    """Remember where a scenario is: a failure names its line."""
    request.node.stash[_CURRENT] = (scenario, step)


def told(file: str, line: int, said: str, says: str, fix: str) -> str:
    """A failure in three lines: what the spec says, what the ledger says, what explains it."""
    return f"{file}:{line}  {said}\n  {says}\n  try: {fix}"


def shown(path: str) -> str:
    """A file as a reader names it: from where they stand, if it lies below."""
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return os.fspath(path)


def _failure(
    scenario: Scenario, current: Step, error: Differs | ClaimsError, *, recorded: bool
) -> str:
    file, line = shown(scenario.feature.filename), current.line_number
    said = f"{current.keyword} {current.name}"
    match error:
        case Differs():
            aside = " (in a ledger with this scenario's claims)" if recorded else ""
            return told(file, line, said, error.says, f"{error.command}{aside}")
        case Problems():
            says = "; ".join(one.message for one in error.problems)
            return told(file, line, said, says, error.problems[0].fix)
        case _:
            line = (error.where.line if error.where is not None else None) or line
            return told(file, line, said, error.message, error.fix)


def _lines(current: Step) -> tuple[int, ...]:
    table = current.datatable
    return () if table is None else tuple(row.location.line for row in table.rows)


def _expected(scenario: Scenario, current: Step) -> bool:
    """Whether the next step expects this one to be refused."""
    steps = list(scenario.steps)
    following = steps[steps.index(current) + 1 : steps.index(current) + 2]
    return any(
        one.key == "refused" for step in following for one in vocabulary().matches(step.name)
    )
