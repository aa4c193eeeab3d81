"""The stories, each recorded once for all tests that only read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.app import open_ledger
from ledger.demo import tell

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def articles():
    """A folder with the two articles in full, where this machine has one."""
    if not SEEDS.is_dir():
        pytest.skip("the articles in full are not part of the project, and not at hand")
    return SEEDS


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """The first story, from the quotes that ship."""
    return tell("mexico-korea", tmp_path_factory.mktemp("mexico-korea") / "claims.db")


@pytest.fixture(scope="session")
def told_in_full(tmp_path_factory, articles):
    """The first story, from the articles."""
    return tell("mexico-korea", tmp_path_factory.mktemp("full") / "claims.db", articles)


@pytest.fixture(scope="session")
def ledger(told):
    """The first story's ledger."""
    with open_ledger(told.location) as opened:
        yield opened


@pytest.fixture(scope="session")
def alce(tmp_path_factory):
    """The ledger of the Convention's path, 2021 to 2024."""
    told = tell("alce", tmp_path_factory.mktemp("alce") / "claims.db")
    with open_ledger(told.location) as opened:
        yield opened
