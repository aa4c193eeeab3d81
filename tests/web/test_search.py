"""The page of a search: the last recorded first, what is left, an index that is not made yet."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout

from ledger.app import Ledger, open_ledger
from ledger.board import texts
from ledger.cli.program import run
from ledger.web.pages import whole
from tests.web.conftest import NOON


def test_a_page_shows_the_last_and_leads_to_more(served):
    """With the words of the command, and the number in the link."""
    answer = json.loads(served.browser.get("/search.json?q=ratificaciones&limit=1").text)
    asked = served.claims("search", "ratificaciones", "--limit", "1", "--json")
    assert answer == json.loads(asked)
    assert answer["left"]["claims"] > 0
    page = served.browser.get("/search?q=ratificaciones&limit=1").text
    assert "the last 1 claim of at most" in page
    assert "limit=10" in page


def test_a_page_does_not_wait_for_the_index(served, monkeypatch):
    """It puts in a part and says how much is left; asked again, it answers."""
    with open_ledger(served.location, clock=NOON) as ledger:
        ledger.log.texts.clear()
        size = ledger.log.head().size
    monkeypatch.setattr(texts, "BATCH", size - 3)
    monkeypatch.setattr(whole, "INDEXED", size - 3)
    first = served.browser.get("/search.json?q=once")
    assert (first.status, json.loads(first.text)["error"]["code"]) == (503, "index-behind")
    assert "3 events are left" in first.text
    assert json.loads(served.browser.get("/search.json?q=once").text)["data"]


def test_a_table_that_leaves_rows_out_says_so(served):
    """On stderr, for a spreadsheet takes every line of stdout for a row."""
    out, told = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    words = ["search", "ratificaciones", "--limit", "1", "--csv"]
    with redirect_stdout(out), redirect_stderr(told):
        run([*words, "--ledger", str(served.location)], clock=NOON)
    assert "more rows are left out" in told.getvalue()
    out.flush()
    assert b"left out" not in out.buffer.getvalue()


def test_a_word_that_is_written_often_is_looked_for_once(served, monkeypatch):
    """A query of one word a thousand times costs what the word costs, and finds the same."""
    asked = []
    look_up = Ledger.look_up

    def looked_up(self, words, *rest, **options):
        asked.append(list(words))
        return look_up(self, words, *rest, **options)

    monkeypatch.setattr(Ledger, "look_up", looked_up)
    once = served.browser.get("/search.json?q=nine").json()["data"]
    often = served.browser.get(f"/search.json?q={'nine%20' * 1000}").json()["data"]
    assert once == often
    assert [["nine"], ["nine"]] == asked
