"""The acceptance suite: every scenario once through Python and once through the command."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime

import pytest

from ledger.app import init_ledger
from ledger.cli.program import run
from ledger.clock import FixedClock
from ledger.specs import collecting, plugin
from ledger.specs.drivers.command import Answer, CommandDriver
from ledger.specs.drivers.python import PythonDriver

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def pytest_configure(config):
    for module in (plugin, collecting):
        config.pluginmanager.register(module, module.__name__)


def claims(words, *, now):
    """Call the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(words, clock=FixedClock(now))
    return Answer(code=int(code), out=out.getvalue(), err=err.getvalue())


@pytest.fixture(scope="session")
def blank_ledger(tmp_path_factory):
    """A ledger file that holds nothing, made once."""
    path = tmp_path_factory.mktemp("blank") / "ledger.db"
    init_ledger(path)
    return path


@pytest.fixture
def spec_now():
    return NOW


@pytest.fixture(params=["python", "command"])
def spec_driver(request, spec_now):
    if request.param == "python":
        return PythonDriver(None, now=spec_now)
    folder = request.getfixturevalue("tmp_path")
    request.getfixturevalue("monkeypatch").setenv("CLAIMS_CUSTODY", str(folder / "custody"))
    blank = request.getfixturevalue("blank_ledger")
    return CommandDriver(claims, folder=folder, blank=blank, now=spec_now)
