"""Run feature files against a ledger: pytest-bdd inside, no pytest knowledge outside.

Takes paths, a log and tags; gives a ``Run``. The log is never changed: scenarios record above
it, in memory. Files that cannot be read are mistakes of the run, and the others still run.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from pytest_bdd.feature import features as parsed_features
from pytest_bdd.scenario import scenario_wrapper_template_registry

from ledger.errors import ClaimsError, Where
from ledger.log.port import Log
from ledger.specs import collecting, plugin
from ledger.specs.drivers.python import Answers, PythonDriver
from ledger.specs.features import found, read
from ledger.specs.plugin import RAN, shown, told
from ledger.specs.refusals import BrokenFeature, UnknownStep
from ledger.specs.results import Mistake, Outcome, Run, ScenarioRun, StepRun
from ledger.specs.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from pytest_bdd.parser import Scenario, ScenarioTemplate, Step

    from ledger.specs.drivers import Driver

_OPTIONS = (
    *("--disable-plugin-autoload", "--noconftest", "--capture=no", "--assert=plain"),
    *("--continue-on-collection-errors", "--import-mode=importlib", f"--config-file={os.devnull}"),
    *("-p", "pytest_bdd.plugin"),
    *(
        part
        for name in ("terminal", "cacheprovider", "logging", "faulthandler", "warnings", "doctest")
        for part in ("-p", f"no:{name}")
    ),
)


_BEGAN = pytest.StashKey[int]()


def run(
    paths: Sequence[str | Path],
    *,
    log: Log,
    now: datetime,
    tags: Sequence[str] = (),
    junit: Path | None = None,
) -> Run:
    """Run every scenario at some paths that the tags select.

    ``now`` is the present of the scenarios' questions (UTC). ``tags``: any of them, and none
    that stands behind ``not ``. ``junit`` is where to write JUnit XML.

    Raises:
        NoFeatures: a path has no feature file.
    """
    files, mistakes = [], []
    for path in found(paths):
        try:
            read(path)
        except ClaimsError as error:
            mistakes.append(mistake_of(error))
        else:
            files.append(path)
    recorder = _Recorder(log=log, now=now, tags=tuple(tags))
    if files:
        _pytest(files, recorder, junit)
    return Run(
        ran_at=now,
        position=log.head().size - 1,
        scenarios=tuple(recorder.runs),
        mistakes=(*mistakes, *recorder.mistakes),
    )


def mistake_of(error: ClaimsError) -> Mistake:
    """An error as a value of the run."""
    where = error.where
    return Mistake(
        file=shown(where.source) if where else "",
        line=where.line if where else None,
        code=error.code,
        message=error.message,
        fix=error.fix,
    )


def selected(own: frozenset[str], wanted: Sequence[str]) -> bool:
    """Whether a scenario with these tags is asked for.

    >>> selected(frozenset({"promise-1"}), ["@promise-1", "not @slow"])
    True
    """
    names = [one.replace("@", "").strip() for one in wanted]
    out = {one.removeprefix("not ").strip() for one in names if one.startswith("not ")}
    into = {one for one in names if not one.startswith("not ")}
    return not own & out and (not into or bool(own & into))


def _pytest(files: list[Path], recorder: _Recorder, junit: Path | None) -> None:
    report = [] if junit is None else [f"--junitxml={junit}"]
    root = Path(os.path.commonpath([path.resolve().parent for path in files]))
    with _untouched():
        pytest.main(
            [*_OPTIONS, f"--rootdir={root}", *report, *(str(path.resolve()) for path in files)],
            plugins=[plugin, collecting, recorder],
        )


@contextmanager
def _untouched() -> Iterator[None]:
    """Run pytest as if nobody had set it up, and leave nothing of it behind."""
    names = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    parsed_features.clear()  # pytest-bdd keeps what it parsed once, by path
    try:
        yield
    finally:
        parsed_features.clear()
        os.environ |= kept


@attrs.define(eq=False)
class _Recorder:
    """The plugin of one run: gives scenarios their ledger, and keeps what became of each."""

    log: Log
    now: datetime
    tags: tuple[str, ...]
    runs: list[ScenarioRun] = attrs.Factory(list)
    mistakes: list[Mistake] = attrs.Factory(list)
    answers: Answers = attrs.Factory(dict)

    @pytest.fixture
    def spec_driver(self, request: pytest.FixtureRequest) -> Driver:
        driver = PythonDriver(self.log, now=self.now, answers=self.answers)
        request.node.stash[_BEGAN] = driver.position()
        return driver

    @pytest.fixture
    def spec_now(self) -> datetime:
        return self.now

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if selected(_tags(_template(item)), self.tags)]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what pytest-bdd cannot take, though the Gherkin parser can."""
        if report.failed:
            error = BrokenFeature(str(report.longrepr).splitlines()[-1])
            self.mistakes.append(mistake_of(error.at(Where(source=report.fspath))))

    def pytest_bdd_step_func_lookup_error(self, scenario: Scenario, step: Step) -> None:
        """Say it as the vocabulary does, not as pytest-bdd does."""
        file, language = scenario.feature.filename, scenario.feature.language
        error = UnknownStep(step.name, vocabulary().nearest(step.name, language))
        said = f"{step.keyword} {step.name}"
        text = told(shown(file), step.line_number, said, "there is no such step", error.fix)
        raise pytest.fail.Exception(text, pytrace=False) from None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" or report.failed:
            self.runs.append(self._run(item, report))
        return report

    def _run(self, item: pytest.Item, report: pytest.TestReport) -> ScenarioRun:
        ran: list[StepRun] = item.stash.get(RAN, [])
        template = _template(item)
        feature = template.feature
        return ScenarioRun(
            file=shown(feature.filename),
            line=template.line_number,
            question=Path(feature.filename).parent.name,
            feature=feature.name,
            scenario=item.name,
            tags=tuple(sorted(_tags(template))),
            language=feature.language,
            outcome=Outcome.FAILED if report.failed else Outcome.PASSED,
            failure=str(report.longrepr) if report.failed else None,
            position=item.stash.get(_BEGAN, -1),
            steps=tuple(ran),
        )


def _template(item: pytest.Item) -> ScenarioTemplate:
    function = item.function  # type: ignore[attr-defined]  # every item of ours is a Function
    return scenario_wrapper_template_registry[function]


def _tags(template: ScenarioTemplate) -> frozenset[str]:
    rule = template.rule.tags if template.rule is not None else set()
    return frozenset({*template.tags, *template.feature.tags, *rule})
