"""`claims capture` of addresses and of files with pages, to the page on which a quote stands."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import fpdf
import pytest

from ledger.settings import DEFAULT_LEDGER

PAGE = (
    '<!doctype html><html lang="en"><head><title>A delegation</title>'
    '<meta property="og:site_name" content="The Desk"></head><body><p>The ministry hosted '
    "a delegation.</p></body></html>"
)
QUOTE = "9 of 11 required members have ratified"


def gazette(*pages):
    """A PDF of these pages, each under a running head."""

    class Gazette(fpdf.FPDF):
        def header(self):
            self.set_font("helvetica", size=9)
            self.cell(text="Official Gazette, 12 June 2024", new_x="LMARGIN", new_y="NEXT")

    made = Gazette()
    made.set_font("helvetica", size=12)
    for words in pages:
        made.add_page()
        made.multi_cell(0, 8, words)
    return bytes(made.output())


def test_an_address_is_fetched_and_captured(newsroom, site):
    """From a server of the own network only where that is allowed."""
    url = site.gives("/a", PAGE)
    refused = newsroom("capture", url, "--json")
    assert (refused.code, refused.error["code"]) == (2, "private-address")
    assert "--allow-private" in refused.error["fix"]
    captured = newsroom("capture", url, "--allow-private", "--json")
    assert captured.code == 0, captured.err
    assert (captured.data["title"], captured.data["publisher"]) == ("A delegation", "The Desk")
    assert (captured.data["url"], captured.data["language"]) == (url, "en")
    again = newsroom("capture", url, "--allow-private", "--json")
    assert (again.data["id"], again.data["new"]) == (captured.data["id"], False)


@pytest.mark.parametrize(("status", "code"), [(404, "bad-answer"), (500, "bad-answer")])
def test_an_address_with_an_error_records_nothing(newsroom, site, status, code):
    """One sentence with the status."""
    before = newsroom.head()
    refused = newsroom(
        "capture", site.gives("/a", PAGE, status=status), "--allow-private", "--json"
    )
    assert (refused.code, refused.error["code"]) == (5, code)
    assert str(status) in refused.error["message"]
    assert newsroom.head() == before


def test_the_page_of_a_quote_is_on_every_page_that_shows_it(newsroom, tmp_path):
    """In `show`, `why` and JSON; of words that go over the end of a page, both pages."""
    data = gazette("The Treaty. Now 9 of 11 required", "members have ratified. The end.", "Annex.")
    (tmp_path / "gazette.pdf").write_bytes(data)
    captured = newsroom(
        "capture", "gazette.pdf", "--id", "gazette", "--title", "No. 12", "--publisher", "Gazette",
        "--kind", "gazette", "--published", "2024-06-12", "--json",
    )  # fmt: skip
    assert captured.code == 0, captured.err
    recorded = newsroom(
        "record", "consents-counted", "--document", "gazette", "--quote", QUOTE, "--instrument",
        "alce-convention", "--stage", "deposited", "--count", "9", "--required", "11", "--json",
    )  # fmt: skip
    assert recorded.code == 0, recorded.err
    (claim,) = [outcome["id"] for outcome in recorded.data["outcomes"]]
    evidence = newsroom("show", claim, "--json").data["event"]["claim"]["evidence"]
    assert (evidence["page"], evidence["last_page"]) == (1, 2)
    assert "last page     2" in newsroom("show", claim).out
    why = newsroom("why", "alce-convention.consents")
    assert "Gazette, pp. 1-2, 12 Jun 2024" in why.out, why.out + why.err
    shown = newsroom("show", "gazette", "--json").data["event"]["document"]
    assert shown["pages"][0] == 0
    assert len(shown["pages"]) == 3


def test_pages_go_along_when_entries_go_to_another_desk(newsroom, tmp_path, monkeypatch):
    """An export has the places of the pages, and an import gives the same claim."""
    test_the_page_of_a_quote_is_on_every_page_that_shows_it(newsroom, tmp_path)
    file = tmp_path / "all.yaml"
    exported = newsroom("export", "-o", str(file))
    assert exported.code == 0, exported.err
    monkeypatch.setenv("CLAIMS_LEDGER", str(tmp_path / "other.db"))
    assert newsroom("init").code == 0
    taken = newsroom("import", "--from", str(file), "--unsigned")
    assert taken.code == 0, taken.err
    assert "Gazette, pp. 1-2, 12 Jun 2024" in newsroom("why", "alce-convention.consents").out


def test_a_document_of_an_import_can_be_a_pdf(newsroom, tmp_path):
    """Its `file` is read with its pages, and its type is that of the file."""
    (tmp_path / "treaty.pdf").write_bytes(gazette("One page.", f"Now {QUOTE}."))
    entries = f"""\
- kind: document
  id: treaty
  title: The treaty
  publisher: Depositary
  source_kind: depositary
  published: 2024-06-12
  file: treaty.pdf
- kind: consents-counted
  document: treaty
  instrument: alce-convention
  stage: deposited
  count: 9
  required: 11
  quote: {QUOTE}
"""
    Path("entries.yaml").write_text(entries)
    done = newsroom("import", "entries.yaml")
    assert done.code == 0, done.err
    assert "p. 2" in newsroom("why", "alce-convention.consents").out
    document = newsroom("show", "treaty", "--json").data["event"]["document"]
    assert document["media_type"] == "application/pdf"


def test_original_bytes_are_kept_written_and_erased(newsroom, tmp_path):
    """By the hash in the event; after an erasure they are in no file of the ledger."""
    data = gazette("Unmistakable words of a treaty.")
    Path("treaty.pdf").write_bytes(data)
    named = ("--id", "treaty", "--title", "T", "--publisher", "P")
    captured = newsroom("capture", "treaty.pdf", *named, "--keep-original", "--json")
    assert captured.code == 0, captured.err
    assert captured.data["original"] == sha256(data).hexdigest()
    assert newsroom("show", "treaty", "--original", "out.pdf").code == 0
    assert Path("out.pdf").read_bytes() == data
    again = newsroom("show", "treaty", "--original", "out.pdf", "--json")
    assert again.code != 0, "nothing is replaced unless that is asked for"
    none = newsroom("show", "news", "--original", "news.out", "--json")
    assert (none.code, none.error["code"]) == (3, "no-original")
    marks = data[-200:-100]
    files = [path for path in tmp_path.iterdir() if path.name.startswith(DEFAULT_LEDGER)]
    assert any(marks in path.read_bytes() for path in files)
    erased = newsroom("erase", "treaty", "--reason", "an order", "--yes")
    assert erased.code == 0, erased.err
    assert not any(marks in path.read_bytes() for path in files if path.exists())
    assert newsroom("verify").code == 0


def test_a_document_that_is_there_keeps_no_bytes_later(newsroom):
    """It stays as it was captured; nothing is kept that no event names."""
    Path("treaty.pdf").write_bytes(gazette("Words of a treaty."))
    named = ("--id", "treaty", "--title", "T", "--publisher", "P")
    assert newsroom("capture", "treaty.pdf", *named).code == 0
    again = newsroom("capture", "treaty.pdf", *named, "--keep-original", "--json")
    assert (again.code, again.data["new"], again.data["original"]) == (0, False, None)
    with closing(sqlite3.connect(DEFAULT_LEDGER)) as connection:
        assert connection.execute("SELECT count(*) FROM originals").fetchone() == (0,)


def test_the_way_through_the_inbox_keeps_pages_and_original_bytes(newsroom, tmp_path):
    """The evidence has its pages as by `capture`; the bytes are written, and erased with it."""
    data = gazette("The Treaty. Now 9 of 11 required", "members have ratified. The end.", "Annex.")
    Path("gazette.pdf").write_bytes(data)
    said = ("--title", "No. 12", "--publisher", "Gazette", "--published", "2024-06-12")
    added = newsroom("inbox", "add", "gazette.pdf", *said, "--keep-original", "--json")
    assert added.code == 0, added.err
    (row,) = added.data["added"]
    assert row["original"] == sha256(data).hexdigest()
    entry = (
        f"- {{kind: consents-counted, document: {row['id']}, quote: {QUOTE}, count: 9,"
        " required: 11, stage: deposited, instrument: alce-convention}\n"
    )
    done = newsroom(
        "inbox", "accept", "1", "--entries", "-", "--id", "gazette", "--json", stdin=entry.encode()
    )
    assert done.code == 0, done.err
    (claim,) = done.data["item"]["claims"]
    evidence = newsroom("show", claim, "--json").data["event"]["claim"]["evidence"]
    assert (evidence["page"], evidence["last_page"]) == (1, 2)
    assert newsroom("show", "gazette", "--original", "out.pdf").code == 0
    assert Path("out.pdf").read_bytes() == data
    erased = newsroom("erase", "gazette", "--with-claims", "--reason", "an order", "--yes")
    assert erased.code == 0, erased.err
    marks = data[-200:-100]
    files = [path for path in tmp_path.iterdir() if path.name.startswith(DEFAULT_LEDGER)]
    assert not any(marks in path.read_bytes() for path in files)
    assert newsroom("verify").code == 0


def test_bytes_are_kept_with_a_new_item_alone_and_go_with_its_words(newsroom):
    """An item that is there already stays as it came; erased words take its bytes along."""
    Path("treaty.pdf").write_bytes(gazette("Words of a treaty."))
    named = ("--title", "T", "--publisher", "P")
    assert newsroom("inbox", "add", "treaty.pdf", *named).code == 0
    again = newsroom("inbox", "add", "treaty.pdf", *named, "--keep-original", "--json")
    assert [row["original"] for row in again.data["added"]] == [None]
    assert originals() == 0
    Path("other.pdf").write_bytes(gazette("Words of another treaty."))
    newsroom("capture", "other.pdf", "--id", "other", *named)
    assert newsroom("inbox", "add", "other.pdf", *named, "--keep-original").code == 0
    assert originals() == 1
    assert newsroom("erase", "other", "--reason", "an order", "--yes").code == 0
    assert originals() == 0


def test_an_address_of_the_own_network_goes_into_the_inbox_where_that_is_allowed(newsroom, site):
    """The refusal names the option, and the command has it."""
    url = site.gives("/a", PAGE)
    refused = newsroom("inbox", "add", url)
    assert refused.code == 2
    assert "--allow-private" in refused.err
    added = newsroom("inbox", "add", url, "--allow-private", "--json")
    assert added.code == 0, added.err
    assert [row["title"] for row in added.data["added"]] == ["A delegation"]


def originals():
    """How many original bytes the ledger keeps."""
    with closing(sqlite3.connect(DEFAULT_LEDGER)) as connection:
        return connection.execute("SELECT count(*) FROM originals").fetchone()[0]
