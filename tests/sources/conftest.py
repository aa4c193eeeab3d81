"""Real articles where the machine has them, and documents with only what a test is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.sources.document import Document

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.fixture(params=["thx-news-2024-06-12.txt", "diplomatic-insight-2022-06-30.txt"])
def article(request):
    """The bytes of a real article."""
    path = SEEDS / request.param
    if not path.exists():
        pytest.skip("the real articles are not on this machine")
    return path.read_bytes()


@pytest.fixture
def thx():
    """The text of the article of 12 June 2024."""
    path = SEEDS / "thx-news-2024-06-12.txt"
    if not path.exists():
        pytest.skip("the real articles are not on this machine")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def document():
    """Make a document of which only what is given matters."""

    def make(text="Mexico signed.", **details):
        given = {"title": "A title", "publisher": "THX News", "kind": "news"}
        return Document(text=text, **(given | details))

    return make
