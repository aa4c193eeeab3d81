"""What parties to a treaty did and undid, on the page of the partnership that follows it."""

from __future__ import annotations

import re

import pytest

from ledger.app import open_ledger
from ledger.app.opening import init_ledger
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import Browser
from tests.web.conftest import NOON

SEAS = """
- {kind: party, id: mexico, name: Mexico, type: state}
- {kind: party, id: korea, name: Korea, type: state}
- {kind: partnership, id: seas, title: The seas, parties: [mexico, korea]}
- {kind: instrument, id: treaty, title: Treaty of the Seas, partnerships: [seas]}
- kind: document
  id: news-1
  title: The seas
  publisher: Wire
  language: en
  published: 2024-05-01
  text: Mexico is a party once more.
- {kind: consent-deposited, document: news-1, quote: Mexico is a party, instrument: treaty,
   party: mexico, act: ratification, occurred: 2010-01-05}
- {kind: consent-deposited, document: news-1, quote: Mexico is a party, instrument: treaty,
   party: korea, act: ratification, occurred: 2010-01-05}
"""
UNDONE = """
- {kind: denounced, document: news-1, quote: Mexico is a party, instrument: treaty,
   party: mexico, occurred: 2012-03-01}
- {kind: consent-deposited, document: news-1, quote: Mexico is a party, instrument: treaty,
   party: mexico, act: accession, occurred: 2016-07-09}
"""


@pytest.fixture
def ledger(tmp_path):
    """Two parties of a treaty, of which nobody left it."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(tmp_path / "claims.db", clock=NOON, custody=tmp_path / "custody") as opened:
        opened.import_entries(SEAS)
        yield opened


def folded(ledger, query=""):
    """The words of each folded history on the page of the partnership."""
    browser = Browser(application(ledger, clock=NOON, site=Site()))
    main = browser.get(f"/partnerships/seas{query}").text.partition("<main")[2]
    # The clocks are folded too, and stand first.
    return [
        re.sub(r"<[^>]+>|\s+", " ", part).strip()
        for part in re.findall(r"<details>(.*?)</details>", main, re.DOTALL)
        if "valid_at" not in part
    ]


def test_where_nobody_undid_anything_nothing_is_folded(ledger):
    """A treaty of two consents has no history."""
    assert [] == folded(ledger)


def test_a_history_is_told_of_the_party_that_has_one(ledger):
    """What it did, undid and did again, in order; of the other party nothing."""
    ledger.import_entries(UNDONE)
    (history,) = folded(ledger)
    assert history.startswith("History")
    acts = [
        *("Mexico: consented 5 January 2010 (ratification)", "denounced 1 March 2012"),
        "consented again 9 July 2016 (accession).",
    ]
    assert ", ".join(acts) in history
    assert "Korea" not in history


def test_a_history_is_that_of_the_day_that_is_asked_about(ledger):
    """It tells nothing of what came later."""
    ledger.import_entries(UNDONE)
    (history,) = folded(ledger, "?valid_at=2011-06-01")
    assert "consented 5 January 2010 (ratification)." in history
    (history,) = folded(ledger, "?valid_at=2014-06-01")
    assert "denounced 1 March 2012" in history
    assert "again" not in history


@pytest.mark.parametrize(("language", "word"), [("es", "de nuevo"), ("ko", "다시 동의")])
def test_a_history_is_told_in_the_readers_language(ledger, language, word):
    """With its days as the language writes them."""
    ledger.import_entries(UNDONE)
    (history,) = folded(ledger, f"?lang={language}")
    assert word in history
    assert "2016" in history
    assert "consented" not in history
