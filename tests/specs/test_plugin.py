"""The steps in a project of its own: next to steps of the project's, and only where asked for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from textwrap import dedent

import pytest

CONFTEST = """
    from datetime import UTC, datetime

    import pytest
    from pytest_bdd import then

    from ledger.clock import SystemClock
    from ledger.log.opening import open_log
    from ledger.specs.drivers.python import PythonDriver

    pytest_plugins = ["ledger.specs.plugin"]


    @pytest.fixture
    def spec_driver(spec_now):
        return PythonDriver(open_log({ledger!r}, clock=SystemClock()), now=spec_now)


    @then("the desk has looked at one partnership")
    def _(spec_world):
        assert spec_world.home() == "mexico-korea-space"
"""
FEATURE = """
    Feature: a desk's own
      @own-tag
      Scenario: ours and theirs
        When I look at "mexico-korea-space"
        And I ask as of 12 June 2024
        Then "alce-convention" has {count} of 11 consents
        And the desk has looked at one partnership
"""


def project(folder, ledger, count=9, conftest=CONFTEST, feature=None):
    (folder / "conftest.py").write_text(dedent(conftest.format(ledger=str(ledger))))
    (folder / "desk.feature").write_text(
        dedent(FEATURE.format(count=count)) if feature is None else feature, encoding="utf-8"
    )
    (folder / "test_desk.py").write_text(
        'from pytest_bdd import scenarios\n\nscenarios("desk.feature")\n'
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "pytest_bdd.plugin"],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # each takes its time to load
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_project_uses_the_steps_beside_its_own(tmp_path, story_file):
    """One scenario in a folder of its own mixes our steps with one of the project's."""
    done = project(tmp_path, story_file)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_a_failure_is_three_lines_and_no_traceback(tmp_path, story_file):
    """The output of pytest has the step and what the ledger says, and none of our code."""
    done = project(tmp_path, story_file, count=10)
    assert 'desk.feature:7  Then "alce-convention" has 10 of 11 consents' in done.stdout
    assert "the ledger says 9 of 11, single source (THX News" in done.stdout
    assert "ledger/specs" not in done.stdout


def test_without_the_line_the_plugin_is_not_there(tmp_path, story_file):
    """It is no entry point: a project that did not ask knows none of the steps."""
    done = project(tmp_path, story_file, conftest="")
    assert 'Step definition is not found: When "I look at "mexico-korea-space""' in done.stdout


ACCIDENTS = {
    "no-steps": "  Scenario: nothing\n",
    "no-examples": "  Scenario Outline: o\n    Then <x>\n    Examples:\n      | x |\n",
    "same-name": "  Scenario: ours and theirs\n    Given an empty ledger\n",
    "read-as-description": "  Scenario: d\n    Dado un registro vacío\n    Given x\n",
}


@pytest.mark.parametrize("code", ACCIDENTS)
def test_what_would_hold_by_accident_stops_a_project_too(tmp_path, story_file, code):
    """pytest-bdd passes, skips or drops it: the plugin refuses the run and names the line."""
    feature = dedent(FEATURE).replace("{count}", "9") + ACCIDENTS[code]
    done = project(tmp_path, story_file, feature=feature)
    assert pytest.ExitCode.USAGE_ERROR == done.returncode
    assert re.search(r"desk\.feature:(9|10|11)  ", done.stderr), done.stderr


def test_features_of_others_are_none_of_its_business(tmp_path, story_file):
    """A feature with only steps of the project's own may have what ours may not."""
    theirs = "Feature: f\n  Scenario: s\n    Then the desk has looked at one partnership\n"
    done = project(tmp_path, story_file, feature=f"{theirs}  Scenario: nothing\n")
    assert "2 passed" in done.stdout, done.stdout
