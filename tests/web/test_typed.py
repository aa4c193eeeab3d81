"""What a person typed outlives every refusal: the page holds it, and nothing is half written."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from urllib.parse import urlencode

import pytest

from ledger.app import Ledger, open_ledger
from ledger.app.opened_file import OpenedFile
from ledger.app.opening import init_ledger
from ledger.log.opening import open_log
from tests.web.conftest import NOON
from tests.web.test_writing import HOME, Room

TITLE = "Lemuria <typed>"
PUT = {"title": TITLE, "publisher": "The Gazette", "text": "Two signed. " * 9000}
TYPED = {**PUT, "kind": "document", "id": "d1", "published": "2024-06-01", "language": "en"}
SHOWN = "Lemuria &lt;typed&gt;"


class Typist:
    """A session that sends forms to one ledger."""

    def __init__(self, ledger, place=None):
        self.ledger = ledger
        self.room = Room(ledger, place=place)
        self.cookie, self.form = self.room.session()

    def send(self, path="/record", *, act="record", **headers):
        """A form with what was typed."""
        fields = {"/record": TYPED, "/inbox": PUT}.get(path, {"reason": TITLE})
        body = urlencode({**fields, "form": self.form, "act": act}).encode()
        return self.room.browser.send(
            "POST", path, {**HOME, "cookie": self.cookie, **headers}, body
        )


@pytest.fixture
def typist(tmp_path):
    """One over an empty ledger in a file."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(tmp_path / "claims.db", clock=NOON, custody=tmp_path / "custody") as ledger:
        yield Typist(ledger)


@pytest.fixture
def distant(postgres_servers, tmp_path):
    """One over an empty ledger on a server, and that server."""
    server = postgres_servers(f"typist-{tmp_path.name[-8:]}")
    server.make()
    server.start()
    init_ledger(server.url)
    with open_ledger(server.url, clock=NOON, custody=tmp_path / "custody") as ledger:
        yield Typist(ledger), server
    server.stop()


def kept(reply):
    """Whether it is a page for a person, with what was typed in a field."""
    fields = re.findall(r"<textarea[^>]*>([^<]*)</textarea>|value=\"([^\"]*)\"", reply.text)
    return reply.headers["content-type"].startswith("text/html") and any(
        SHOWN in "".join(field) for field in fields
    )


@pytest.mark.parametrize("path", ["/record", "/inbox", "/inbox/1"])
@pytest.mark.parametrize(
    "headers", [{"cookie": "claims_session=ended"}, {"cookie": ""}], ids=["ended", "none"]
)
def test_a_session_that_ended_loses_nothing(typist, path, headers):
    """The page says how to go on, and has what was typed to be copied."""
    reply = typist.send(path, **headers)
    assert 401 == reply.status
    assert kept(reply)
    assert typist.form not in reply.text
    assert 0 == typist.ledger.size()


def test_a_form_of_an_older_page_loses_nothing(typist):
    """Its token fits no more; it came from this site all the same."""
    typist.form = "older"
    reply = typist.send()
    assert 403 == reply.status
    assert kept(reply)


def test_what_another_site_sends_is_not_shown(typist):
    """Else it could put words on a page of ours."""
    reply = typist.send(origin="https://elsewhere.example")
    assert 403 == reply.status
    assert SHOWN not in reply.text


def test_the_form_of_a_program_is_refused_as_data(typist):
    """It names itself in a header, and reads problem details."""
    reply = typist.send("/inbox", cookie="", authorization="Bearer nobody")
    assert "application/problem+json" == reply.headers["content-type"]


@pytest.mark.parametrize("path", ["/enter", "/record", "/inbox", "/inbox/1"])
def test_a_form_of_too_many_fields_is_refused(typist, path):
    """It is a mistake of the one who sends it, and no fault of this program."""
    body = b"a=1&" * 500
    reply = typist.room.browser.send("POST", path, HOME, body)
    assert 413 == reply.status
    assert "many-fields" in reply.text


@pytest.mark.parametrize("act", ["preview", "record"])
def test_a_server_that_is_away_loses_nothing(distant, act):
    """The page has what was typed; when the server is back it is sent again, and recorded once."""
    typist, server = distant
    server.stop()
    reply = typist.send(act=act)
    assert 503 == reply.status
    assert kept(reply)
    server.start()
    assert 303 == typist.send().status
    assert 1 == typist.ledger.size()
    assert 303 == typist.send().status
    assert 1 == typist.ledger.size()


@pytest.mark.parametrize(
    "hindrance", ["PRAGMA max_page_count = 1", "PRAGMA query_only = 1"], ids=["full", "read-only"]
)
@pytest.mark.parametrize("path", ["/record", "/inbox"])
def test_a_file_that_takes_nothing_loses_nothing(typist, hindrance, path):
    """The form holds what was typed, and neither log nor inbox holds a part of it."""
    with typist.ledger.log._store.reading() as connection:
        connection.exec_driver_sql(hindrance)
    reply = typist.send(path)
    assert 503 == reply.status
    assert kept(reply)
    assert 0 == typist.ledger.size()
    assert () == tuple(typist.ledger.inbox.items())


def test_a_file_that_another_program_holds_loses_nothing(tmp_path):
    """After a while the page says so; readers are answered meanwhile, and then it is recorded."""
    place = tmp_path / "claims.db"
    init_ledger(place)
    log = open_log(place, clock=NOON, patience=0.05)
    with Ledger(log, clock=NOON, custody=tmp_path / "custody") as ledger:
        typist = Typist(ledger)
        with closing(sqlite3.connect(place, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            reply = typist.send()
            assert (503, 200) == (reply.status, typist.room.browser.get("/parties").status)
            assert kept(reply)
            other.execute("ROLLBACK")
        assert 303 == typist.send().status
        assert 1 == ledger.size()


def test_a_restore_under_an_open_form_loses_nothing(tmp_path):
    """What was typed goes neither to the file that was moved away nor half into the new one.

    The page says so and keeps it; so does the server that is started again, until there is a
    session, and then it is recorded.
    """
    place, copy = tmp_path / "claims.db", tmp_path / "copy.db"
    init_ledger(place)
    with open_ledger(place, clock=NOON, recorded_by="ana", custody=tmp_path / "custody") as ledger:
        ledger.import_entries("- {kind: party, id: a, name: A, type: state}")
        with closing(sqlite3.connect(place)) as now, closing(sqlite3.connect(copy)) as then:
            now.backup(then)
        ledger.import_entries("- {kind: party, id: b, name: B, type: state}")
        typist = Typist(ledger, OpenedFile.of(place))
        assert 200 == typist.send(act="preview").status
        for name in ("claims.db", "claims.db-wal", "claims.db-shm"):
            (tmp_path / name).rename(tmp_path / f"old-{name}")
        copy.rename(place)
        for path in ("/record", "/inbox"):
            reply = typist.send(path)
            assert 503 == reply.status
            assert "ledger-replaced" in reply.text
            assert kept(reply)
        size = ledger.size()
    with open_ledger(place, clock=NOON, custody=tmp_path / "started-again") as ledger:
        assert size - 1 == ledger.size()
        again = Typist(ledger)
        ended = again.send(cookie=typist.cookie)
        assert 401 == ended.status
        assert kept(ended)
        assert 303 == again.send().status
        assert size == ledger.size()
    with open_ledger(tmp_path / "old-claims.db", clock=NOON) as old:
        assert size == old.size()


def test_two_who_record_the_same_at_once_record_it_once(typist):
    """Two sessions, two browsers: both are told that it is there."""
    cookie, form = typist.room.session()
    first = typist.send()
    typist.cookie, typist.form = cookie, form
    assert [303, 303] == [first.status, typist.send().status]
    assert 1 == typist.ledger.size()
