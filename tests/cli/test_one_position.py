"""An answer is of the position that its envelope names, also while someone records meanwhile."""

from __future__ import annotations

import json

import pytest

from ledger.app import open_ledger
from ledger.app.ledger import Ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Partnership, Party
from ledger.settings import DEFAULT_LEDGER
from tests.cli.conftest import NOON

CLAIM = """
- {kind: consents-counted, document: news, quote: 9 of 11 required ratifications,
   instrument: alce-convention, partnership: mexico-korea-space, count: 9, required: 11,
   stage: deposited}
"""
SPACE = "mexico-korea-space"
CHANGES = [
    Describe(entity=Partnership(id=SPACE, title="Another title", parties=("mexico", "korea"))),
    Describe(entity=Party(id="mexico", name="Another name")),
]
ASKED = (
    ("status",),
    ("status", SPACE),
    ("timeline", SPACE),
    ("hurdles", SPACE),
    ("next",),
    ("next", SPACE),
    ("treaty", "alce-convention"),
    ("why", f"{SPACE}.stage"),
    ("disputes",),
    ("diff", "--since", "@2"),
    ("diff", SPACE, "--since", "@2"),
    ("check",),
    ("search", "ratifications"),
    ("documents",),
    ("party", "list"),
    ("party", "show", "mexico"),
    ("calendar",),
    ("brief", SPACE),
)


def at(answer):
    """The clocks of the envelope."""
    return json.loads(answer.out)["at"]


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_an_append_in_the_middle_of_an_answer_is_not_half_in_it(newsroom, monkeypatch, words):
    """It is the answer at the position it names: asked for that position, it is the same."""
    assert newsroom("import", "-", stdin=CLAIM.encode()).code == 0
    read, met = Ledger.at, []

    def append_behind(ledger, clocks):
        at = read(ledger, clocks)
        if not met:
            met.append(words)
            with open_ledger(DEFAULT_LEDGER, clock=NOON) as other:
                other.submit(CHANGES, replace=True)
        return at

    monkeypatch.setattr(Ledger, "at", append_behind)
    position = newsroom.head() - 1
    meanwhile = newsroom(*words, "--json")
    assert met, "negative control: someone recorded in the middle"
    assert meanwhile.code in {0, 1}, meanwhile.err
    assert at(meanwhile)["position"] == position == newsroom.head() - 3
    again = newsroom(*words, "--known-at", f"@{position}", "--json")
    assert meanwhile.data == again.data
