"""What the tests of intake share: real servers on loopback, and a store of each kind."""

from __future__ import annotations

import pytest

from ledger.clock import SystemClock
from ledger.log import init_log, open_log
from tests.sites import dripping, other_site, site

__all__ = ["dripping", "other_site", "site"]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request, tmp_path):
    """The store of an empty log, of each kind in turn; None for what is kept in memory."""
    if request.param == "memory":
        yield None
        return
    place = str(tmp_path / "claims.db")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_schema")
    init_log(place)
    log = open_log(place, clock=SystemClock())
    yield log.store
    log.close()
