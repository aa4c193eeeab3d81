"""Ballots made by hand, for the rules that weigh them."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.claim import Claim, Evidence
from ledger.claims.developments import ConsentsCounted
from ledger.claims.vocabulary import Modality
from ledger.projections.weighing.ballot import Ballot
from ledger.projections.weighing.independence import Speaker


@pytest.fixture
def cast():
    """A ballot: its id, its value, and the days that it speaks of ("2024-05-01/2024-05-31")."""

    def made(
        name,
        value,
        days,
        *,
        tier=4,
        root=None,
        published="2025-01-01",
        publisher=None,
        voice=None,
    ):
        first, slash, last = days.partition("/")
        out = None if published is None else date.fromisoformat(published)
        return Ballot(
            claim=Claim(
                id=name,
                development=ConsentsCounted(instrument="i", count=1),
                modality=Modality.ACTUAL,
                evidence=Evidence(document=name, exact="one", start=0, end=3),
            ),
            value=value,
            tier=tier,
            speaker=Speaker(
                claim=name,
                root=root or name,
                publisher=publisher or root or name,
                name=publisher or root or name,
                voice=voice,
                first=out or date.min,
                last=out or date.max,
            ),
            original=root is None,
            earliest=date.fromisoformat(first),
            latest=date.fromisoformat(last if slash else first),
            published=out,
        )

    return made
