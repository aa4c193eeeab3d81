"""Kept rows forged by SQL, as well as someone outside can: the first reading of each face.

What is kept is changed to say something else, and bound to the log by the rule that anybody can
read. The answer is the right one, and who reads is told; nobody is shown the false one.
"""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from contextlib import closing
from hashlib import sha256
from zlib import compress, decompress

import pytest

from ledger.app import open_ledger
from ledger.board import kept_facts
from ledger.web.application import application
from ledger.web.site import Site
from tests.cli.conftest import CLAIM, NOON
from tests.web.asgi import Browser

SUBJECT = "mexico-korea-space"
FALSE = "FORGED by someone"
PAST = ("--valid-at", "2024-05-01")
TITLE = b"Mexico and Korea in space"
READINGS = {
    "facts": [
        ("status", SUBJECT), ("status", SUBJECT, "--json"), ("why", SUBJECT),
        ("why", SUBJECT, "--json"), ("timeline", SUBJECT), ("hurdles", SUBJECT),
        ("next", SUBJECT), ("brief", SUBJECT), ("diff", SUBJECT, "--since", "@2"),
        ("next",), ("disputes",),
    ],
    "board": [("status",), ("status", "--json"), ("status", "--csv")],
    "past": [("status", *PAST), ("status", *PAST, "--json")],
}  # fmt: skip


@pytest.fixture
def kept(newsroom, monkeypatch):
    """A ledger whose board, facts and board of a past day were read once by this account."""
    monkeypatch.setattr(kept_facts, "LEAST", 1)
    monkeypatch.setattr("ledger.board.batches.LEAST", 1)
    assert newsroom("import", "-", stdin=CLAIM).code == 0
    for words in (("status",), ("status", SUBJECT), ("status", *PAST)):
        assert newsroom(*words).code == 0
    return newsroom


def forged(content):
    """A body with another title, as its kind has it."""
    if not content.startswith(b'{"events":'):
        return content.replace(TITLE, FALSE.encode())
    packed = content.removeprefix(b'{"events":"').removesuffix(b'"}')
    events = decompress(b64decode(packed)).replace(TITLE, FALSE.encode())
    return b'{"events":"%s"}' % b64encode(compress(events))


def forge(kind):
    """Change the row of a kind, and bind it to the log."""
    with closing(sqlite3.connect("claims.db")) as db, db:
        asked = "SELECT name, version, subject, position, body FROM shelf WHERE name LIKE ?"
        rows = db.execute(asked, (f"{kind}%",)).fetchall()
        assert rows
        for name, version, subject, position, sealed in rows:
            body = forged(b"{" + sealed[sealed.index(b",") + 1 :])
            assert FALSE.encode() in body or kind == "facts"
            asked = "SELECT leaf_hash FROM events WHERE position = ?"
            (leaf,) = db.execute(asked, (position,)).fetchone()
            place = f"{name}\0{version}\0{subject}\0{position}\0".encode()
            seal = sha256(leaf + place + body).hexdigest().encode()
            db.execute(
                "UPDATE shelf SET body = ? WHERE name = ? AND subject = ?",
                (b'{"seal":"%s",' % seal + body[1:], name, subject),
            )


@pytest.mark.parametrize(
    ("kind", "words"), [(kind, words) for kind, all_ in READINGS.items() for words in all_]
)
def test_the_first_reading_is_right_and_says_what_was_not_believed(kept, kind, words):
    """For each kind of row and each command that rests on it."""
    before = kept(*words)
    assert (before.code in {0, 1}, before.err) == (True, "")
    forge(kind)
    after = kept(*words)
    assert (after.code, after.out) == (before.code, before.out)
    assert FALSE not in after.out
    what = "facts" if kind == "facts" else "row"
    told = " ".join(after.err.split())
    assert f"claims: the kept {what} of {SUBJECT} " in told
    assert "claims verify" in told
    assert kept(*words).err == after.err, "until someone mends it"
    verified = kept("verify")
    assert verified.code == 1
    assert f"the kept {what} of {SUBJECT} " in " ".join(verified.out.split())
    assert verified.err == ""
    assert kept("rebuild").err == ""
    assert kept(*words).err == ""


def test_without_the_accounts_own_record_the_forgery_would_be_shown(kept, monkeypatch):
    """The control: it is forged well enough."""
    monkeypatch.setattr("ledger.board.trust.Belief.since", lambda *_: -1)
    for kind, words in READINGS.items():
        forge(kind)
        assert FALSE in kept(*words[0]).out, kind


@pytest.mark.parametrize("public", [False, True])
def test_the_pages_are_right_and_the_one_who_serves_is_told(kept, caplog, *, public):  # noqa: ARG001
    """On the page for the desk; in the server's log for a public site, and for programs."""
    with open_ledger("claims.db", clock=NOON) as ledger:
        browser = Browser(application(ledger, clock=NOON, site=Site(public=public)))
        paths = ("/", f"/partnerships/{SUBJECT}", "/board.json")
        before = {path: browser.get(path).text for path in paths}
    for kind in ("facts", "board"):
        forge(kind)
    with open_ledger("claims.db", clock=NOON) as ledger:
        browser = Browser(application(ledger, clock=NOON, site=Site(public=public)))
        for path in paths:
            for _ in range(2):
                caplog.clear()
                reply = browser.get(path)
                assert FALSE not in reply.text
                assert f"of {SUBJECT} are not those that the log gives" in caplog.text
                noted = "was not believed" in reply.text
                assert noted is not (public or path.endswith(".json"))
                assert reply.headers["cache-control"] == "no-store"
                if not noted:
                    assert reply.text == before[path]
