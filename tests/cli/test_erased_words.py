"""What was erased under a legal order stands under every answer that lost something."""

from __future__ import annotations

import json

import pytest

ENTRIES = """
- kind: party
  id: mexico
  name: Mexico
  type: state
  code: MX
- kind: party
  id: korea
  name: Korea
  type: state
  code: KR
- kind: partnership
  id: space
  title: Mexico and Korea in space
  parties: [mexico, korea]
- kind: partnership
  id: trade
  title: Mexico and Korea in trade
  parties: [mexico, korea]
- kind: instrument
  id: alce
  title: ALCE Convention
  partnerships: [space]
- kind: document
  id: paper
  title: The Convention
  source_kind: news
  publisher: El Diario
  url: https://diario.example/alce
  published: "2024-05-19"
  text: >-
    Mexico ratified the ALCE Convention on 3 May 2024. A launch licence is required.
- kind: document
  id: other
  title: The ministers
  source_kind: news
  publisher: La Prensa
  url: https://prensa.example/trade
  published: "2024-05-20"
  text: Both ministers met in Seoul on 2 May 2024.
- kind: consent-deposited
  instrument: alce
  party: mexico
  occurred: "2024-05-03"
  document: paper
  quote: Mexico ratified the ALCE Convention on 3 May 2024.
- kind: requirement-stated
  partnership: space
  hurdle: launch-licence
  title: Launch licence
  requires: other
  document: paper
  quote: A launch licence is required.
- kind: meeting-held
  partnership: trade
  participants: [mexico, korea]
  occurred: "2024-05-02"
  document: other
  quote: Both ministers met in Seoul on 2 May 2024.
"""
ORDER = ("--reason", "court order 12/2024", "--authority", "Tribunal 4", "--yes")
OF_SPACE = (
    ("status", "space"),
    ("timeline", "space"),
    ("hurdles", "space"),
    ("next", "space"),
    ("treaty", "alce"),
    ("why", "space.stage"),
    ("why", "alce"),
    ("disputes", "space"),
    ("diff", "space", "--since", "2024-06-01"),
)
OF_ALL = (("status",), ("next",), ("disputes",), ("check",), ("search", "ministers"))


@pytest.fixture
def ledger(claims, tmp_path):
    """A ledger of two partnerships, of which one rests on a document that an order takes."""
    assert 0 == claims("init").code
    (tmp_path / "news.yaml").write_text(ENTRIES, encoding="utf-8")
    done = claims("import", "news.yaml")
    assert 0 == done.code, done.err
    return claims


@pytest.mark.parametrize("words", [*OF_SPACE, *OF_ALL])
def test_an_answer_tells_what_it_misses(ledger, words):
    """The words' event, the order, its day and the claims that went with them, in text and JSON."""
    assert "erased" not in json.loads(ledger(*words, "--json").out)
    assert 0 == ledger("erase", "document:paper", *ORDER).code
    (gone,) = json.loads(ledger(*words, "--json").out)["erased"]
    assert "document:paper" == gone["event"]
    assert ("court order 12/2024", "Tribunal 4") == (gone["reason"], gone["authority"])
    assert gone["erased_at"].startswith("2024-06-13")
    assert 2 == len(gone["claims"])
    printed = " ".join(ledger(*words).out.split())
    sentence = "document paper, on 13 June 2024: court order 12/2024, ordered by Tribunal 4"
    assert f"{sentence}; 2 claims from it not shown" in printed


@pytest.mark.parametrize(
    "words", [("status", "trade"), ("timeline", "trade"), ("why", "trade.stage")]
)
def test_what_lost_nothing_tells_nothing(ledger, words):
    """An answer on the other partnership is as it was."""
    before = ledger(*words, "--json").data
    assert 0 == ledger("erase", "document:paper", *ORDER).code
    assert before == ledger(*words, "--json").data
    assert "Erased" not in ledger(*words).out
    assert "erased" not in json.loads(ledger(*words, "--json").out)


def test_a_claim_that_is_gone_is_missed_where_it_belonged(ledger):
    """Its partnership and its instrument tell it; another one of the same party does not."""
    moments = ledger("timeline", "space", "--kind", "consent-deposited", "--json").data
    claim = moments[0]["stated"][0]["citation"]["claim"]
    assert 0 == ledger("erase", f"claim:{claim}", *ORDER).code
    for words in (("status", "space"), ("treaty", "alce")):
        (gone,) = json.loads(ledger(*words, "--json").out)["erased"]
        assert (f"claim:{claim}", []) == (gone["event"], gone["claims"])
    assert "erased" not in json.loads(ledger("status", "trade", "--json").out)


def test_a_name_that_is_gone_is_missed_in_all_its_partnerships(ledger):
    """A party's description is part of every partnership that it is in."""
    assert 0 == ledger("erase", "party:korea", *ORDER).code
    for subject in ("space", "trade"):
        (gone,) = json.loads(ledger("status", subject, "--json").out)["erased"]
        assert "party:korea" == gone["event"]


def test_the_past_lost_it_too(ledger):
    """An erasure reaches back: what was known before it is shown without the words, and told."""
    last = ledger("log", "--json").data[-1]["position"]
    assert 0 == ledger("erase", "document:paper", *ORDER).code
    answer = json.loads(ledger("status", "space", "--known-at", f"@{last}", "--json").out)
    assert ["document:paper"] == [gone["event"] for gone in answer["erased"]]
    early = json.loads(ledger("status", "space", "--known-at", "@4", "--json").out)
    assert "erased" not in early  # the ledger had no such document then


def test_of_many_the_first_are_named(ledger):
    """Six erased texts are five lines and a count."""
    for number in range(6):
        entry = f"""
kind: document
id: paper-{number}
title: A paper
source_kind: news
publisher: P
published: "2024-05-01"
url: https://p.example/{number}
text: Text {number}.
"""
        assert 0 == ledger("import", "-", stdin=entry.encode()).code
        assert 0 == ledger("erase", f"document:paper-{number}", *ORDER).code
    printed = ledger("check").out
    assert "paper-4" in printed
    assert "paper-5" not in printed
    assert "and 1 more: --json has them all" in printed
