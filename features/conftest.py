"""The acceptance suite: every scenario through Python, through the command and over HTTP.

A translation says the same with other words: it goes one way with each change, and all three before
a release (``tests/thorough.py``).
"""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from types import ModuleType

import pytest
from pytest_bdd import scenario
from pytest_bdd.feature import get_feature

from features import site_steps
from ledger.app import init_ledger, open_ledger
from ledger.app.access.tokens import May, tokens_of
from ledger.cli.program import run
from ledger.clock import FixedClock
from ledger.specs import plugin
from ledger.specs.drivers.command import CommandDriver, CommandResult
from ledger.specs.drivers.http import HttpDriver, Reply
from ledger.specs.drivers.python import PythonDriver
from ledger.specs.gherkin.features import read
from ledger.web.admission.visitors import Visitors
from ledger.web.application import application
from ledger.web.site import Site
from tests.thorough import EVERYTHING
from tests.web.asgi import Browser

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


DRIVERS = ("python", "command", "http")
OF_TRANSLATIONS = {".es": "command", ".ko": "http"}


def drivers(path):
    """The ways that the scenarios of a file go."""
    if EVERYTHING or (way := OF_TRANSLATIONS.get(path.with_suffix("").suffix)) is None:
        return DRIVERS
    return (way,)


class FeatureFile(pytest.Module):
    """A feature file as a module: each scenario is a test under its own name."""

    def _getobj(self):
        module = ModuleType(self.path.stem)
        folder, name = str(self.path.parent), self.path.name
        for title in get_feature(folder, name).scenarios:
            setattr(module, title, _test(folder, name, title))
        return module

    def funcnamefilter(self, name):
        """A scenario may be called anything."""
        return not name.startswith("__")

    def collect(self):
        """The tests, counted against the cases that our own parser finds in the file."""
        items = list(super().collect())
        cases = [case for one in read(self.path).scenarios for case in one.cases()]
        assert len(items) == len(cases) * len(drivers(self.path)), (
            f"{self.path}: a scenario is lost"
        )
        return items


def _test(folder, name, title):
    def carried_out(spec_world):
        """The world must be asked for here, so that there can be several drivers."""

    return scenario(name, title, features_base_dir=folder)(carried_out)


def pytest_collect_file(file_path, parent):
    if file_path.suffix != ".feature":
        return None
    return FeatureFile.from_parent(parent, path=file_path)


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag, function):  # noqa: ARG001
    """Leave tags alone: they are read from the feature, and are no markers."""
    return True


def pytest_configure(config):
    config.pluginmanager.register(plugin, plugin.__name__)
    config.pluginmanager.register(site_steps, site_steps.__name__)


def claims(words, *, now):
    """Call the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(words, clock=FixedClock(now))
    return CommandResult(code=int(code), out=out.getvalue(), err=err.getvalue())


def sent(method, url, body, *, ledger, now):
    """Send a request to the pages of a ledger, in this process, as one who may record."""
    clock = FixedClock(now)
    with open_ledger(ledger, clock=clock) as opened:
        tokens = tokens_of(opened)
        text = tokens.new("spec", May.RECORD, clock)
        site = Site(write=True)
        pages = application(opened, clock=clock, site=site, visitors=Visitors(site, tokens))
        media = "x-www-form-urlencoded" if url.startswith("/inbox") else "yaml"
        headers = {"authorization": f"Bearer {text}", "content-type": f"application/{media}"}
        reply = Browser(pages).send(method, url, headers, body)
        tokens.revoke("spec")
    return Reply(status=reply.status, body=reply.body)


@pytest.fixture(scope="session")
def blank_ledger(tmp_path_factory):
    """A ledger file that holds nothing, made once."""
    path = tmp_path_factory.mktemp("blank") / "ledger.db"
    init_ledger(path)
    return path


@pytest.fixture
def site_call():
    """How the command is called."""
    return claims


@pytest.fixture
def spec_now():
    return NOW


def pytest_generate_tests(metafunc):
    """Each scenario on each of its file's ways."""
    if "spec_driver" in metafunc.fixturenames:
        ways = drivers(metafunc.definition.path)
        metafunc.parametrize("spec_driver", ways, indirect=True)


@pytest.fixture
def spec_driver(request, spec_now):
    if request.param == "python":
        return PythonDriver(None, now=spec_now)
    folder = request.getfixturevalue("tmp_path")
    request.getfixturevalue("monkeypatch").setenv("CLAIMS_CUSTODY", str(folder / "custody"))
    blank = request.getfixturevalue("blank_ledger")
    owner = CommandDriver(claims, folder=folder, blank=blank, now=spec_now)
    return owner if request.param == "command" else HttpDriver(sent, owner=owner, now=spec_now)
