"""Ledgers to publish from: two of the real stories, and one of whom someone wishes ill."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from ledger.app import Ledger
from ledger.app.publication.brief import brief
from ledger.clock import Clocks, FixedClock
from ledger.log.stores.memory import MemoryLog
from ledger.views.briefs.since import Since

STORIES = Path(__file__).parents[1] / "stories"
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
TODAY = Clocks(valid_at=date(2026, 3, 31))
EVIL = (
    "#panic() [x] *b* <i>a</i> & </w:t> $x$ `code` | ![](http://evil.example) "
    '\\u{41} "quoted" //c www.evil.example {{7*7}}'
)
WORDS = f"\u202e{EVIL}"
HOSTILE = json.dumps(
    [
        {"kind": "party", "id": "a", "name": "A <script>alert(1)</script>", "type": "state"},
        {"kind": "party", "id": "b", "name": "\ub098\ub77c", "type": "state"},
        {"kind": "partnership", "id": "evil", "title": EVIL, "parties": ["a", "b"]},
        {
            "kind": "document", "id": "paper", "title": EVIL, "publisher": "P ](javascript:a(1))",
            "source_kind": "news", "published": "2024-06-12", "language": "es",
            "url": "https://example.org/a%22onmouseover=x%3Cy", "text": f"They said {WORDS}.",
        },
        {
            "kind": "requirement-stated", "document": "paper", "quote": WORDS, "hurdle": "high",
            "title": EVIL, "partnership": "evil", "on": ["a", "b"], "modality": "required",
            "translation": EVIL,
        },
    ]
)  # fmt: skip


@cache
def told(*stories: str) -> Ledger:
    """A ledger with stories, as of a fixed moment."""
    clock = FixedClock(NOW)
    ledger = Ledger(MemoryLog(clock=clock, origin="desk.example/stories"), clock=clock)
    for story in stories:
        source = HOSTILE if story == "hostile" else STORIES / f"{story}.yaml"
        ledger.import_entries(source)
    return ledger


def composed(*stories: str, after: int | None = None, language: str = "en"):
    """The brief on all partnerships of some stories, with what changed after a position."""
    ledger = told(*stories)
    since = None if after is None else Since(moment=after)
    partnerships = sorted(ledger.entities().partnerships)
    return brief(ledger, partnerships, TODAY, since=since, language=language)


@pytest.fixture
def alone():
    """A brief on one partnership, with what changed since the ledger began."""
    return composed("korea-uae", after=-1)


@pytest.fixture
def several():
    """A brief that compares two partnerships."""
    return composed("korea-uae", "australia-tuvalu")


@pytest.fixture
def hostile():
    """A brief in which everything that anyone wrote is markup of some format."""
    return composed("hostile")
