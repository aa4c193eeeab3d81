"""Ballots made by hand, for the rules that weigh them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.claims.claim import Claim, Evidence
from ledger.claims.developments import ConsentsCounted
from ledger.claims.vocabulary import Modality
from ledger.projections.weighing.ballots import Ballot


@pytest.fixture
def cast():
    """A ballot: its id, its value, and the days that it speaks of ("2024-05-01/2024-05-31")."""

    def made(name, value, days, *, tier=4, root=None, published="2025-01-01", recorded=1):
        first, slash, last = days.partition("/")
        return Ballot(
            claim=Claim(
                id=name,
                development=ConsentsCounted(instrument="i", count=1),
                modality=Modality.ACTUAL,
                evidence=Evidence(document=name, exact="one", start=0, end=3),
            ),
            value=value,
            tier=tier,
            root=root or name,
            original=root is None,
            earliest=date.fromisoformat(first),
            latest=date.fromisoformat(last if slash else first),
            published=date.fromisoformat(published),
            recorded_at=datetime(2025, 1, recorded, tzinfo=UTC),
        )

    return made
