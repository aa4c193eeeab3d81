"""What an order took stands in no byte of the ledger's files: of the log and of all next to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

WORDS = ("zorvexalin", "quibbletorm", "vandrefjall", "plumbriggel")
"""Letters of no other word: of a text, its title, its address; of a partnership's title."""
WIRE = (
    "Ten of the eleven required states have ratified the ALCE convention, said Zorvexalin. "
    "The agency of Mexico said so on Monday, after a long day of talks between the two sides."
)
PAGE = (
    "<html lang=en><head><title>Quibbletorm speaks</title></head>"
    f"<body><article><h1>Quibbletorm speaks</h1><p>{WIRE}</p></article></body></html>"
)
CLAIM = """
- {kind: consents-counted, document: ITEM, instrument: alce-convention,
   partnership: mexico-korea-space, count: 10, required: 11, stage: deposited, occurred: 2024-06,
   quote: "Ten of the eleven required states have ratified the ALCE convention, said Zorvexalin"}
"""
TITLES = """
- {kind: partnership, id: mexico-korea-space, title: Plumbriggel in space, parties: [mexico, korea]}
"""
LOOKS = (
    ("status",),
    ("status", "mexico-korea-space"),
    ("status", "--known-at", "@5"),
    ("search", "zorvexalin"),
    ("rebuild",),
    ("status",),
    ("inbox", "list"),
    ("inbox", "show", "1"),
    ("check",),
)
ORDER = ("--reason", "court order 12/2024", "--yes", "--with-claims")


def standing() -> dict[str, list[str]]:
    """Which of the words stand in a table of the ledger, by table; ``raw`` is the files' bytes."""
    with closing(sqlite3.connect("claims.db")) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        texts = {
            table: b"\n".join(
                value if isinstance(value, bytes) else str(value).encode()
                for row in db.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of its own
                for value in row
            )
            for (table,) in tables
        }
    texts["raw"] = b"\n".join(path.read_bytes() for path in Path().glob("claims.db*"))
    found = {
        table: [word for word in WORDS if word.encode() in text.lower()]
        for table, text in texts.items()
    }
    return {table: words for table, words in found.items() if words}


@pytest.fixture
def office(newsroom, site):
    """A ledger in which the words stand wherever they can: inbox, feed, log, board, index."""
    page = site.gives("/vandrefjall", PAGE, type="text/html")
    item = f"<item><guid>{page}</guid><title>Quibbletorm speaks</title><link>{page}</link></item>"
    feed = f'<rss version="2.0"><channel><title>The Desk</title>{item}</channel></rss>'
    url = site.gives("/feed", feed, type="application/rss+xml")
    assert newsroom("feed", "add", url, "--allow-private").code == 0
    assert newsroom("feed", "poll").code == 0
    shown = newsroom("inbox", "show", "1", "--json")
    item = shown.data["item"]["id"]
    accepted = newsroom(
        "inbox", "accept", "1", "--id", "wire", "--kind", "news", "--published", "2024-06-12",
        "--publisher", "The Wire", "--entries", "-", stdin=CLAIM.replace("ITEM", item).encode(),
    )  # fmt: skip
    assert accepted.code == 0, accepted.err
    assert newsroom("import", "--replace", "-", stdin=TITLES.encode()).code == 0
    for words in LOOKS:
        assert newsroom(*words).code == 0, words
    return newsroom


def test_words_that_were_erased_stand_nowhere(office):
    """The document's go with its claims, a partnership's with its descriptions."""
    before = standing()
    assert {"events", "inbox", "shelf", "raw"} <= before.keys(), "negative control"
    assert sorted(WORDS) == sorted(before["raw"])
    for name in ("document:wire", "partnership:mexico-korea-space"):
        done = office("erase", name, *ORDER)
        assert done.code == 0, done.err
    assert standing() == {}
    for words in LOOKS:
        office(*words)
    assert standing() == {}, "nor do they come back with what is kept of answers"
