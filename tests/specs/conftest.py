"""A ledger file that holds the first story, made once; tests read it and must never change it."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest

from ledger.clock import FixedClock
from ledger.demo import tell
from ledger.log.opening import open_log
from ledger.log.stores.memory import MemoryLog
from ledger.specs.running import run

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
STORY = "mexico-korea-space"


@attrs.frozen
class Folder:
    """A folder of features, and the ledger that they are run against."""

    path: object
    log: object

    def write(self, name, text):
        """Write a file; gives its path."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def scenario(self, *steps, name="one.feature", head="Feature: f", title="s"):
        """Write a feature of one scenario with these steps, from its line 3 on.

        Where none says what must hold, a last one does.
        """
        if not any(step.startswith(("Then", "Entonces", "그러면")) for step in steps):
            steps = (*steps, "Then the ledger verifies")
        body = "\n".join(f"    {step}" for step in steps)
        return self.write(name, f"{head}\n  Scenario: {title}\n{body}\n")

    def run(self, *paths, **more):
        """Run features of this folder, or all of it."""
        return run(paths or [self.path], log=self.log, now=NOW, **more)


@pytest.fixture(scope="session")
def story_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("story") / "story.db"
    tell("mexico-korea", path)
    return path


@pytest.fixture
def story(story_file):
    log = open_log(story_file, clock=FixedClock(NOW))
    yield log
    log.close()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with an empty ledger, from which one runs."""
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, MemoryLog(clock=FixedClock(NOW)))


@pytest.fixture
def told(tmp_path, monkeypatch, story):
    """A folder next to the ledger of the first story."""
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, story)
