"""The Convention's path from 2021 to 2024, for pages as a person reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.app import open_ledger
from ledger.clock import Clocks
from ledger.demo import tell

SPACE = "mexico-korea-space"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The story in a ledger."""
    told = tell("alce", tmp_path_factory.mktemp("alce") / "claims.db")
    with open_ledger(told.location) as opened:
        yield opened


def as_of(valid_at, known_at="2024-12-01"):
    """As of a day, as known at the end of another."""
    known = datetime.fromisoformat(f"{known_at}T23:59:59").replace(tzinfo=UTC)
    return Clocks(valid_at=date.fromisoformat(valid_at), known_at=known)


def folded(text):
    """A text without its line breaks."""
    return " ".join(text.split())
