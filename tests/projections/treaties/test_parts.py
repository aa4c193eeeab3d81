"""Provisional application of a part: its own periods, apart from the whole."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import ProvisionalApplicationEnded, ProvisionallyApplied
from ledger.claims.entities import Instrument
from ledger.edtf import parse
from ledger.views.pages.treaties.history import history_words


@pytest.fixture
def news(desk):
    """An agreement of two, and a paper in which everything stands."""
    desk.tell(
        Describe(entity=Instrument(id="g", title="G", partnerships=("p",), between=("a", "b")))
    )
    desk.document("news", "2026-12-31")
    return desk


def history(desk):
    """The history of the agreement as a whole."""
    state = next(one for one in desk.status("2026-12-31").instruments if one.id == "g")
    return state.history


def test_the_trade_part_is_applied_from_a_day_until_another(news):
    """Each part has its own periods, and one that ends ends no other."""
    trade = ProvisionallyApplied(instrument="g", part="trade", until=parse("2026-06-30"))
    news.claim("news", trade, "2026-01-01")
    news.claim("news", ProvisionallyApplied(instrument="g", part="energy"), "2026-02-01")
    ended = ProvisionalApplicationEnded(instrument="g", part="energy")
    news.claim("news", ended, "2026-09-01")
    assert [("energy", "2026-09-01"), ("trade", "2026-06-30")] == [
        (period.act, str(period.until.latest)) for period in history(news)
    ]
    words = history_words(history(news))
    assert words.startswith("applied provisionally 1 February 2026 (energy), ended")
    assert "; applied provisionally 1 January 2026 (trade), until" in words


def test_an_end_of_the_whole_ends_every_part(news):
    """It names no part."""
    news.claim("news", ProvisionallyApplied(instrument="g", part="trade"), "2026-01-01")
    news.claim("news", ProvisionalApplicationEnded(instrument="g"), "2026-09-01")
    assert {("trade", "2026-09-01")} <= {
        (period.act, str(period.until and period.until.latest)) for period in history(news)
    }
