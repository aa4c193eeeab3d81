"""The story of the Convention, served: read only, at noon of a day after its end."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

from ledger.app import open_ledger
from ledger.cli.program import run
from ledger.clock import FixedClock
from ledger.demo import tell
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import Browser

NOON = FixedClock(datetime(2024, 12, 1, 12, tzinfo=UTC))
FEATURE = Path(__file__).parents[2] / "features" / "what-stands" / "nine-of-eleven.feature"


@attrs.frozen(kw_only=True)
class Served:
    """A ledger, a browser that reads it, and the command over the same file."""

    location: Path
    browser: Browser

    def claims(self, *words):
        """What the command prints on stdout."""
        out = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with redirect_stdout(out), redirect_stderr(io.StringIO()):
            run([*words, "--ledger", str(self.location)], clock=NOON)
        out.flush()
        return out.buffer.getvalue().decode()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The story of the Convention, with one spec of the desk."""
    folder = tmp_path_factory.mktemp("served")
    told = tell("alce", folder / "claims.db")
    with open_ledger(told.location, clock=NOON, custody=folder / "custody") as ledger:
        site = Site(features=(FEATURE,))
        pages = application(ledger, clock=NOON, site=site)
        yield Served(location=told.location, browser=Browser(pages))
