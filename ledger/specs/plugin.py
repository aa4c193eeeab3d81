"""The vocabulary for a pytest project: ``pytest_plugins = ["ledger.specs.plugin"]``.

Gives pytest-bdd every step in every language, next to steps of the project's own, and the
fixture ``spec_driver``, which a project redefines to say which ledger its scenarios ask. Loads
nowhere by itself: it is no entry point.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import step
from pytest_bdd.parsers import StepParser
from pytest_bdd.scenario import scenario_wrapper_template_registry

from ledger.clock import Clocks
from ledger.errors import ClaimsError, Problems
from ledger.specs.drivers.python import PythonDriver
from ledger.specs.gherkin.features import read
from ledger.specs.gherkin.files import shown
from ledger.specs.phrases.vocabulary import vocabulary
from ledger.specs.refusals import (
    EmptyFeature,
    NoExamples,
    NoSteps,
    ReadAsDescription,
    SameName,
    UnknownPlaceholder,
)
from ledger.specs.reports.failure import failure_text
from ledger.specs.steps import StepTable, carry_out, expects_refusal
from ledger.specs.world import Differs, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pytest_bdd.parser import Feature, Scenario, ScenarioTemplate, Step

    from ledger.specs.drivers import Driver

ACCIDENTS = (*(EmptyFeature, NoExamples, NoSteps, ReadAsDescription, SameName, UnknownPlaceholder),)
"""What a feature must not have whoever runs it, for it would hold by accident."""

_CURRENT = pytest.StashKey[tuple["Scenario", "Step"]]()


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
def spec_world(spec_driver: Driver, spec_now: datetime) -> Iterator[World]:
    """What one scenario knows; steps of a project's own may take it too."""
    with closing(World(driver=spec_driver, clocks=Clocks(valid_at=spec_now.date()))) as world:
        yield world


class _PhraseParser(StepParser):
    """All phrases as one step: which one it is, the vocabulary says."""

    def is_matching(self, name: str) -> bool:
        return bool(vocabulary().matches(name))

    def parse_arguments(self, name: str) -> dict[str, str]:
        return {"text": name}


@step(_PhraseParser("a step of the claim ledger"))
def spec_step(
    request: pytest.FixtureRequest,
    spec_world: World,
    text: str,
    datatable: Sequence[Sequence[str]] | None = None,
) -> None:
    """Carry out one step; a difference or a mistake fails the scenario in three lines."""
    scenario, current = request.node.stash[_CURRENT]
    table = None if datatable is None else StepTable(datatable, _lines(current))
    refusable = _expected(scenario, current)
    try:
        spoken = vocabulary().read(text, scenario.feature.language)
        carry_out(spoken, spec_world, table, refusable=refusable)
    except (Differs, ClaimsError) as error:
        failure = failure_text(
            shown(scenario.feature.filename),
            current.line_number,
            f"{current.keyword} {current.name}",
            error,
            recorded=spec_world.driver.recorded,
        )
    else:
        return
    pytest.fail(failure, pytrace=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse features of ours of which pytest-bdd would run less than they hold, or nothing."""
    templates = map(_template, items)
    features = {
        template.feature.filename: template.feature
        for template in templates
        if template is not None
    }
    mistakes = [mistake for feature in features.values() for mistake in _accidents(feature)]
    if mistakes:
        lines = (f"{error.where}  {error.message}\n  try: {error.fix}" for error in mistakes)
        raise pytest.UsageError("\n".join(lines))


def pytest_bdd_before_step(request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
    """Remember where a scenario is: a failure names its line."""
    request.node.stash[_CURRENT] = (scenario, step)


def _template(item: pytest.Item) -> ScenarioTemplate | None:
    function = getattr(item, "function", None)
    return None if function is None else scenario_wrapper_template_registry.get(function)


def _accidents(feature: Feature) -> Iterator[ClaimsError]:
    """What would make a feature hold by accident; nothing where it has only steps of others."""
    steps = [step for template in feature.scenarios.values() for step in template.steps]
    if steps and not any(vocabulary().matches(step.name) for step in steps):
        return
    try:
        read(Path(feature.filename))
    except Problems as several:
        yield from (problem for problem in several.problems if isinstance(problem, ACCIDENTS))
    except ACCIDENTS as mistake:
        yield mistake


def _lines(current: Step) -> tuple[int, ...]:
    table = current.datatable
    return () if table is None else tuple(row.location.line for row in table.rows)


def _expected(scenario: Scenario, current: Step) -> bool:
    """Whether the next step expects this one to be refused."""
    steps = list(scenario.steps)
    following = steps[steps.index(current) + 1 : steps.index(current) + 2]
    return any(expects_refusal(step.name) for step in following)
