"""`claims backup`, `restore`, `rebuild`, `erase`, `grants`: copies that verify, words that go."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.tampering import tampered


def test_a_backup_is_verified_and_restores(newsroom):
    """The copy and what is restored from it have the root hash of the original."""
    said = newsroom("backup", "copy.db", "--json")
    assert said.code == 0, said.err
    assert (said.data["size"], said.data["target"]) == (5, "copy.db")
    assert newsroom("restore", "copy.db", "--ledger", "back.db").code == 0
    root = newsroom("verify", "--ledger", "back.db", "--json").data["root"]
    assert root == said.data["root"] == newsroom("verify", "--json").data["root"]


def test_nothing_is_copied_over(newsroom):
    """A file that is there stops backup and restore, and stays as it was."""
    Path("there").write_text("mine")
    for words in (("backup", "there"), ("restore", "claims.db")):
        said = newsroom(*words, "--json")
        assert (said.code, said.error["code"]) == (4, "target-exists")
    assert Path("there").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("backup", "x.db", "--ledger", "postgresql://u:secret@h/d"), 2, "no-file"),
        (("restore", "x.db", "--ledger", "postgresql://u:secret@h/d"), 2, "no-file"),
        (("restore", "gone.db", "--ledger", "new.db"), 5, "no-backup"),
        (("restore", "news.txt", "--ledger", "new.db"), 5, "no-backup"),
        (("erase", "gone", "--reason", "order 12"), 3, "nothing-called"),
        (("erase", "news"), 2, "usage"),
        (("grants", "--app", "a; DROP", "--reader", "r"), 2, "no-name"),
    ],
)
def test_each_mistake_has_its_own_code_and_a_way_out(words, code, error, newsroom):
    """Exit code and error code fit each cause, and no password of a URL is shown."""
    said = newsroom(*words, "--json")
    assert (said.code, said.error["code"]) == (code, error)
    assert said.error["fix"]
    assert "secret" not in said.err


def test_a_file_may_be_named_as_a_url(newsroom):
    """``sqlite:///`` names the same file as its plain path does."""
    assert newsroom("backup", "copy.db", "--ledger", "sqlite:///claims.db").code == 0


def test_a_board_that_is_not_what_the_log_gives_is_made_anew(newsroom):
    """Verifying names the row and the way out; rebuilding takes it, and touches no event."""
    newsroom("status")
    root = newsroom("verify", "--json").data["root"]
    with sqlite3.connect("claims.db") as file:
        ((body,),) = file.execute("SELECT body FROM shelf").fetchall()
        file.execute("UPDATE shelf SET body = ?", (body.replace(b'"claims":', b'"claims":7'),))
    file.close()
    said = newsroom("verify")
    assert said.code == 1
    assert "claims rebuild makes the board again" in said.out

    assert newsroom("rebuild").out == "1 partnership made again, up to position @4\n"
    assert newsroom("rebuild", "--json").data == {"partnerships": 1, "position": 4}
    assert newsroom("verify", "--json").data["root"] == root


def test_words_that_are_gone_without_a_record_are_not_called_erased(newsroom):
    """Only the ledger's own record makes words erased; else somebody took them away."""
    tampered("claims.db", "UPDATE events SET payload = NULL, salt = NULL WHERE position = 0")
    shown = newsroom("show", "@0").out
    assert "gone      the payload, and no event says why: claims verify" in shown
    assert "erased" not in shown


def test_erased_words_are_gone_and_every_face_goes_on(newsroom):
    """The document's words go, the gap and its reason show, and its claims are passed over."""
    newsroom(
        "record", "opinion-stated", "--document", "news", "--quote", "declined to say more",
        "--partnership", "mexico-korea-space",
    )  # fmt: skip
    words = b"foreign ministry hosted a delegation"
    assert any(words in path.read_bytes() for path in Path.cwd().glob("claims.db*"))

    said = newsroom("erase", "news", "--reason", "order 12", "--authority", "Tribunal 4", "--yes")

    assert said.code == 0, said.err
    assert said.out.startswith("erased document:news at position @0; @")
    assert not any(words in path.read_bytes() for path in Path.cwd().glob("claims.db*"))
    assert newsroom("verify", "--json").data["erased"] == [0]
    shown = newsroom("show", "news").out
    assert "  erased    the payload is gone; its hash stands in the log\n" in shown
    assert "  reason    order 12\n  authority Tribunal 4\n" in shown
    assert newsroom("show", "news", "--json").data["erased"]["authority"] == "Tribunal 4"
    last = newsroom("log", "--json").data[-1]
    assert (last["type"], last["erased"]["reason"]) == ("payload.erased", "order 12")
    assert (
        "  erased    the payload of document:news at position @0\n"
        in newsroom("show", f"@{last['position']}").out
    )
    for words in (
        ("status",), ("status", "mexico-korea-space"), ("timeline", "mexico-korea-space"),
        ("hurdles", "mexico-korea-space"), ("search", "declined"), ("check",),
    ):  # fmt: skip
        assert newsroom(*words).code in {0, 1}, words
    again = newsroom(
        "record", "opinion-stated", "--document", "news", "--quote", "declined", "--json"
    )
    assert again.code != 0


def test_the_script_of_grants_is_for_the_named_roles(newsroom):
    """The roles and the schema stand in the SQL, which is the same under ``--json``."""
    said = newsroom("grants", "--app", "desk", "--reader", "embassy", "--schema", "news")
    assert "GRANT USAGE ON SCHEMA news TO desk, embassy;\n" in said.out
    words = ("--app", "desk", "--reader", "embassy", "--schema", "news")
    assert said.out == newsroom("grants", *words, "--json").data["sql"]


def test_a_ledger_in_postgresql_is_signed_for_proven_and_verified(claims, postgres_schema):
    """Every keeping command works on a server, and its files verify offline by the key."""
    url = ("--ledger", postgres_schema)
    Path("news.txt").write_text("An agreement was signed.")
    for words in (
        ("init",), ("capture", "news.txt", "--id", "news", "--title", "t", "--publisher", "p"),
        ("key", "new"), ("checkpoint", "-o", "ck"), ("prove", "news", "-o", "proof"),
        ("export", "--tiles", "tiles"), ("verify",), ("verify", "--quick"),
        ("erase", "news", "--reason", "order 12", "--yes"), ("verify",),
    ):  # fmt: skip
        said = claims(*url, *words)
        assert said.code == 0, (words, said.err)
    key = claims(*url, "key", "list", "--json").data[0]["key"]
    for file in ("ck", "proof", "tiles"):
        assert claims("verify", file, "--key", key).code == 0


def test_a_forged_board_is_not_shown_and_is_named(newsroom):
    """One UPDATE of the kept row: the answer is made from the log, and says so on stderr."""
    before = newsroom("status")
    assert (before.code, before.err) == (0, "")
    with closing(sqlite3.connect("claims.db")) as db, db:
        (body,) = db.execute("SELECT body FROM shelf").fetchone()
        assert b"Mexico and Korea in space" in body
        body = body.replace(b"Mexico and Korea in space", b"FORGED")
        db.execute("UPDATE shelf SET position = 999999, body = ?", (body,))
    said = newsroom("status")
    assert (said.code, said.out) == (0, before.out)
    row = "the kept row of mexico-korea-space is in doubt: it is of position @999999"
    assert " ".join(said.err.split()).startswith(f"claims: {row}, where the log holds no event")
    assert "claims rebuild" in said.err
    verified = newsroom("verify")
    assert verified.code == 1
    assert row in verified.out
    assert newsroom("rebuild").code == 0
    assert newsroom("verify").code == 0
    assert newsroom("status").err == ""
