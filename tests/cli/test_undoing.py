"""`claims import --undo` and `claims imports`: seen first, taken back on a yes."""

from __future__ import annotations

LINE = (
    "- {kind: consents-counted, document: news, instrument: alce-convention, count: 9,"
    " quote: With 9 of 11 required ratifications}\n"
)


def test_an_import_is_taken_back_on_a_yes_and_not_without(newsroom):
    """Shown by --dry-run, refused without a terminal, done with --yes, and listed."""
    made = newsroom("import", "-", "--json", stdin=LINE.encode()).data
    import_id = made["import_id"]
    assert import_id in newsroom("log").out or import_id in newsroom("imports").out
    size = newsroom.head()
    dry = newsroom("import", "--undo", import_id, "--dry-run", "--json").data
    assert (dry["undo"], len(dry["taken_back"])) == (None, 1)
    assert newsroom("import", "--undo", import_id, "--json").error["code"] == "nothing-undone"
    assert newsroom.head() == size
    done = newsroom("import", "--undo", import_id, "--yes", "--json").data
    assert newsroom.head() == size + 1
    listed = newsroom("imports", "--json").data
    assert [(each["id"], each["undoes"]) for each in listed][-1] == (done["undo"], import_id)
    assert "taken back by" in newsroom("imports").out
    again = newsroom("import", "--undo", import_id, "--yes")
    assert (again.code, newsroom.head()) == (0, size + 1)
    assert "nothing of the import" in again.out


def test_an_import_says_how_it_is_taken_back(newsroom):
    """At its end, also where a single entry was recorded."""
    said = newsroom("import", "-", stdin=LINE.encode())
    assert "claims import --undo i" in said.out


def test_undo_stands_alone(newsroom):
    """With files it could mean either."""
    assert newsroom("import", "x.yaml", "--undo", "i", "--json").error["code"] == "usage"
    assert newsroom("import", "x.yaml", "--yes", "--json").error["code"] == "usage"
    assert newsroom("import", "--undo", "i0", "--json").error["code"] == "no-such-import"


def test_taking_back_says_what_and_how_it_is_brought_back(newsroom):
    """One thing is no "1 things", in one append; the id that is named brings it all back."""
    import_id = newsroom("import", "-", "--json", stdin=LINE.encode()).data["import_id"]
    dry = newsroom("import", "--undo", import_id, "--dry-run")
    assert f"of the import {import_id} this would be taken back:" in dry.out
    done = newsroom("import", "--undo", import_id, "--yes")
    assert f"the import {import_id} was taken back: 1 thing, in one append" in done.out
    undo = newsroom("imports", "--json").data[-1]["id"]
    assert f"claims import --undo {undo} brings it all back" in done.out
    assert newsroom("import", "--undo", undo, "--yes").code == 0
    assert "9 consents" in newsroom("status", "mexico-korea-space", "--valid-at", "2024-06-13").out
