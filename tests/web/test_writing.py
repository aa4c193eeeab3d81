"""Writing over HTTP: who may, what a receipt and a refusal hold, and that nothing else writes."""

from __future__ import annotations

import json
import re
from ipaddress import ip_network
from urllib.parse import urlencode

import pytest

from ledger.app import open_ledger
from ledger.app.access.tokens import May, tokens_of
from ledger.app.opening import init_ledger
from ledger.web.admission.visitors import Visitors
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import Browser
from tests.web.conftest import NOON

PARTY = {"kind": "party", "id": "atlantis", "name": "Atlantis", "type": "state"}
JSON = {"content-type": "application/json"}
HOME = {"origin": "http://127.0.0.1:8765"}


class Room:
    """A ledger that is written over HTTP, with a token for each of the three."""

    def __init__(self, ledger, *, place=None, **site):
        self.ledger = ledger
        self.site = Site(write=site.pop("write", True), analyst="ana", **site)
        self.visitors = Visitors(self.site, tokens_of(ledger), place=place)
        pages = application(ledger, clock=NOON, site=self.site, visitors=self.visitors)
        self.browser = Browser(pages)
        self.tokens = {may: tokens_of(ledger).new(f"{may}er", may, NOON) for may in May}

    def post(self, entries, may=May.RECORD, query="", **headers):
        """Send entries as JSON under a token; None sends none."""
        bearer = {} if may is None else {"authorization": f"Bearer {self.tokens[may]}"}
        body = entries if isinstance(entries, bytes) else json.dumps(entries).encode()
        return self.browser.send("POST", f"/entries{query}", {**JSON, **bearer, **headers}, body)

    def session(self):
        """Open the link, and get the cookie and what forms send back."""
        body = urlencode({"link": self.visitors.invite()}).encode()
        reply = self.browser.send("POST", "/enter", HOME, body)
        cookie = reply.headers["set-cookie"].partition(";")[0]
        page = self.browser.get("/record?kind=party", cookie=cookie).text
        return cookie, re.search(r'name="form" value="([^"]+)"', page)[1]

    @property
    def size(self):
        """How many events there are."""
        return self.ledger.size()


@pytest.fixture
def ledger(tmp_path):
    """An empty ledger on disk."""
    init_ledger(tmp_path / "claims.db")
    with open_ledger(tmp_path / "claims.db", clock=NOON, custody=tmp_path / "custody") as opened:
        yield opened


@pytest.fixture
def room(ledger):
    """It, served for writing."""
    return Room(ledger)


def test_a_token_that_may_records_under_its_name(room):
    """The receipt is that of an import, and the name of the token is recorded."""
    reply = room.post([PARTY])
    assert 201 == reply.status
    assert (1, 0, False) == tuple(
        reply.json()["data"][name] for name in ("recorded", "already", "dry_run")
    )
    assert {"position": 0, "valid_at": None, "published_by": None, "known_at": None} == (
        reply.json()["at"]
    )
    assert "recorder" == room.browser.get("/claims/@0.json").json()["data"]["event"]["recorded_by"]


def test_what_another_desk_exported_is_not_taken_by_post(room):
    """Its head could say what was erased there; here no key is asked for, so none of it counts."""
    head = {"kind": "export", "ledger": "theirs", "entries": 1, "checkpoint": "theirs\n1\nAA\n"}
    head["left_out"] = [{"thing": "party:lemuria"}]
    member = {**PARTY, "part_of": "lemuria"}
    reply = room.post([head, member])
    assert (422, 0) == (reply.status, room.size)
    assert "an-export" in reply.text
    assert "not-known" in room.post([member]).text
    assert 0 == room.size


def test_the_same_entries_again_record_nothing(room):
    """A request that is sent twice is recorded once, and says so."""
    room.post([PARTY])
    again = room.post([PARTY])
    assert (200, 0, 1) == (
        again.status,
        again.json()["data"]["recorded"],
        again.json()["data"]["already"],
    )
    assert 1 == room.size


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("application/json", json.dumps([PARTY])),
        ("application/jsonl", json.dumps(PARTY) + "\n"),
        ("application/yaml", "- kind: party\n  id: atlantis\n  name: Atlantis\n  type: state\n"),
    ],
)
def test_every_form_of_the_import_format(room, media, body):
    """JSON, JSON Lines and YAML are taken as an import takes them."""
    assert 201 == room.post(body.encode(), **{"content-type": media}).status


@pytest.mark.parametrize(
    ("may", "query", "status", "code"),
    [
        (None, "", 401, "nobody"),
        (May.READ, "", 403, "may-not"),
        (May.PROPOSE, "", 403, "may-not"),
        (May.READ, "?dry_run=1", 403, "may-not"),
    ],
)
def test_those_who_may_not_record_nothing(room, may, query, status, code):
    """Each refusal has its code, and the ledger stays as it is."""
    reply = room.post([PARTY], may, query)
    assert (status, code) == (reply.status, reply.json()["error"]["code"])
    assert 0 == room.size


def test_one_who_may_propose_sees_what_it_would_change(room):
    """A dry run records nothing, and its receipt says what would be."""
    reply = room.post([PARTY], May.PROPOSE, "?dry_run=1")
    assert 200 == reply.status
    assert reply.json()["data"]["dry_run"] is True
    assert [] == reply.json()["data"]["preview"]["changes"]
    assert 0 == room.size


@pytest.mark.parametrize("bearer", ["Bearer nobody", "Basic YTpi", "Bearer", "Bearer a b"])
def test_a_token_that_opens_nothing(room, bearer):
    """It is refused also for what anyone may do, so that its bearer learns of it."""
    assert 401 == room.post([PARTY], None, authorization=bearer).status
    assert 401 == room.browser.get("/", authorization=bearer).status


def test_a_revoked_token_opens_nothing(room):
    """From the next request on."""
    tokens_of(room.ledger).revoke("recorder")
    assert 401 == room.post([PARTY]).status


def test_a_token_of_another_ledger_opens_nothing(room, tmp_path):
    """A token is bound to the ledger that it was made for, in one folder of keys."""
    init_ledger(tmp_path / "other.db")
    with open_ledger(tmp_path / "other.db", clock=NOON, custody=tmp_path / "custody") as other:
        text = tokens_of(other).new("ana", May.RECORD, NOON)
    assert 401 == room.post([PARTY], None, authorization=f"Bearer {text}").status


def test_a_token_is_kept_as_a_hash_that_only_its_owner_reads(room, tmp_path):
    """The text of a token stands in no file, and the file is nobody else's."""
    (file,) = (tmp_path / "custody" / "tokens").iterdir()
    text = file.read_text()
    assert not any(token in text for token in room.tokens.values())
    assert 0o600 == file.stat().st_mode & 0o777


def test_a_site_that_only_shows_records_nothing(ledger):
    """Without --write a token that may record records nothing, and there is no form."""
    room = Room(ledger, write=False)
    assert (403, "reads-only") == (
        room.post([PARTY]).status,
        room.post([PARTY]).json()["error"]["code"],
    )
    assert 404 == room.browser.get("/record").status
    assert 0 == room.size


def test_all_mistakes_in_one_answer(room):
    """Problem details hold each mistake with its code and its place, as the command has them."""
    entries = (
        b'[{"kind": "party", "id": "A B", "name": "x", "type": "state"},\n {"kind": "nosuch"}]'
    )
    reply = room.post(entries)
    problem = reply.json()
    assert "application/problem+json" == reply.headers["content-type"]
    assert (422, 422, "problems") == (reply.status, problem["status"], problem["error"]["code"])
    assert [1, 2] == [mistake["where"]["line"] for mistake in problem["error"]["problems"]]
    assert 0 == room.size


def test_only_at_a_position(room):
    """If-Match records only where the log still ends there; else nothing, with 412."""
    assert 201 == room.post([PARTY], **{"if-match": '"-1"'}).status
    other = {**PARTY, "id": "lemuria", "name": "Lemuria"}
    refused = room.post([other], **{"if-match": '"-1"'})
    assert (412, "gone-on") == (refused.status, refused.json()["error"]["code"])
    assert 1 == room.size
    accepted = room.post([other], **{"if-match": '"0"'})
    assert (201, '"1"') == (accepted.status, accepted.headers["etag"])
    assert 422 == room.post([other], **{"if-match": "W/x"}).status


@pytest.mark.parametrize(
    "body", [b"", b"[", b"\xff\xfe", b"[[[[[[", b'{"kind"', b"null", b"[1]", b'"x"', b"%PDF-1.4"]
)
def test_junk_is_refused(room, body):
    """A body that holds no entries is a mistake of the sender, and no fault of the program."""
    reply = room.post(body)
    assert 400 <= reply.status < 500 or reply.json().get("data", {}).get("recorded") == 0
    assert 0 == room.size


def test_no_file_of_the_machine_can_be_named(room):
    """A document that names a file of this machine is refused."""
    entry = {"kind": "document", "id": "d", "file": "/etc/passwd", "type": "news"}
    reply = room.post([entry])
    assert 422 == reply.status
    assert b"root:" not in reply.body


# the person at this machine


def test_the_link_becomes_a_session_once(room):
    """Opening it changes nothing; its button sets a cookie that no script reads, once."""
    link = room.visitors.invite()
    page = room.browser.get(f"/enter?link={link}")
    assert "set-cookie" not in page.headers
    body = urlencode({"link": link}).encode()
    first = room.browser.send("POST", "/enter", HOME, body)
    assert 303 == first.status
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(first.headers["set-cookie"].split("; "))
    assert 403 == room.browser.send("POST", "/enter", HOME, body).status


@pytest.mark.parametrize("secure", [True, False])
def test_over_tls_the_cookie_goes_no_other_way(ledger, secure):
    """With ``--https`` it is ``Secure``; on loopback, which has no TLS, it could not be."""
    room = Room(ledger, secure=secure)
    body = urlencode({"link": room.visitors.invite()}).encode()
    reply = room.browser.send("POST", "/enter", HOME, body)
    assert secure == ("Secure" in reply.headers["set-cookie"].split("; "))


def test_no_cache_keeps_a_page_of_writing(room):
    """Neither the form nor the inbox, which hold what was typed and the token of the session."""
    cookie, form = room.session()
    urls = ("/record", "/record?kind=party", "/inbox", "/inbox/new")
    replies = [room.browser.get(url, cookie=cookie) for url in urls]
    sent = urlencode({**PARTY, "id": "A b", "form": form, "act": "record"}).encode()
    replies.append(room.browser.send("POST", "/record", {**HOME, "cookie": cookie}, sent))
    assert [200, 200, 200, 200, 422] == [reply.status for reply in replies]
    assert {"no-store"} == {reply.headers["cache-control"] for reply in replies}


def test_a_session_records_under_the_analysts_name(room):
    """By the form, and then leads to another from the same document."""
    cookie, form = room.session()
    fields = {**PARTY, "form": form, "act": "record"}
    reply = room.browser.send(
        "POST", "/record", {**HOME, "cookie": cookie}, urlencode(fields).encode()
    )
    assert (303, "/record?kind=party&done=atlantis") == (reply.status, reply.headers["location"])
    assert "ana" == room.browser.get("/claims/@0.json").json()["data"]["event"]["recorded_by"]


def test_what_was_typed_survives_a_mistake(room):
    """The form comes again with every field as it was, and says what is wrong."""
    cookie, form = room.session()
    fields = {**PARTY, "id": "A <b>", "form": form, "act": "record"}
    reply = room.browser.send(
        "POST", "/record", {**HOME, "cookie": cookie}, urlencode(fields).encode()
    )
    assert 422 == reply.status
    assert 'role="alert"' in reply.text
    assert 'value="A &lt;b&gt;"' in reply.text
    assert 'value="Atlantis"' in reply.text
    assert 0 == room.size


def test_to_see_what_it_would_change_records_nothing(room):
    """The first button of the form only looks."""
    cookie, form = room.session()
    fields = {**PARTY, "form": form, "act": "preview"}
    reply = room.browser.send(
        "POST", "/record", {**HOME, "cookie": cookie}, urlencode(fields).encode()
    )
    assert (200, 0) == (reply.status, room.size)
    assert "it would change no answer of today" in reply.text


@pytest.mark.parametrize(
    ("headers", "form"),
    [
        ({"origin": "http://evil.example"}, True),
        ({"origin": "null"}, True),
        ({**HOME, "sec-fetch-site": "cross-site"}, True),
        ({}, True),
        (HOME, False),
        ({"origin": "http://127.0.0.1:9999"}, True),
    ],
)
def test_another_sites_form_records_nothing(room, headers, form):
    """A browser that sends the cookie for another page is not enough: origin and token must fit."""
    cookie, token = room.session()
    fields = {**PARTY, "form": token if form else "guessed", "act": "record"}
    body = urlencode(fields).encode()
    reply = room.browser.send("POST", "/record", {**headers, "cookie": cookie}, body)
    assert (403, 0) == (reply.status, room.size)
    sent = {**JSON, **headers, "cookie": cookie, "x-claims-form": token if form else "guessed"}
    reply = room.browser.send("POST", "/entries", sent, json.dumps([PARTY]).encode())
    assert (403, 0) == (reply.status, room.size)


def test_a_cookie_of_nobody(room):
    """A guessed session opens nothing."""
    assert 401 == room.browser.get("/record", cookie="claims_session=guessed").status


# behind a proxy


def test_a_name_is_believed_from_the_proxy_alone(ledger):
    """From its address the header names who records; from any other it is nobody's word."""
    header = {"x-forwarded-user": "ben"}
    far = Room(ledger, name_header="X-Forwarded-User", proxies=(ip_network("10.0.0.0/24"),))
    assert 401 == far.browser.get("/record", **header).status
    tokens_of(ledger).revoke("reader")
    for name in ("proposeer", "recorder"):
        tokens_of(ledger).revoke(name)
    near = Room(ledger, name_header="X-Forwarded-User", proxies=(ip_network("127.0.0.1"),))
    page = near.browser.get("/record?kind=party", **header)
    form = re.search(r'name="form" value="([^"]+)"', page.text)[1]
    fields = urlencode({**PARTY, "form": form, "act": "record"}).encode()
    assert 303 == near.browser.send("POST", "/record", {**HOME, **header}, fields).status
    assert "ben" == near.browser.get("/claims/@0.json").json()["data"]["event"]["recorded_by"]


def test_a_closed_site_shows_nothing_to_nobody(ledger):
    """Pages, data, the log and the stream need someone who is known; the style sheet does not."""
    room = Room(ledger, closed=True)
    for path in ("/", "/board.json", "/log.csv", "/checkpoint", "/tile/0/000", "/events"):
        assert 401 == room.browser.get(path).status, path
    bearer = {"authorization": f"Bearer {room.tokens[May.READ]}"}
    assert 200 == room.browser.get("/", **bearer).status
    assert 200 == room.browser.get("/static/style.css").status


def test_a_session_ends_after_its_hours(ledger):
    """Twelve hours after it began its cookie opens nothing."""
    room = Room(ledger)
    hours = [0.0]
    room.visitors._seconds = lambda: hours[0] * 3600
    cookie, _ = room.session()
    hours[0] = 11.9
    assert 200 == room.browser.get("/record", cookie=cookie).status
    hours[0] = 12.1
    assert 401 == room.browser.get("/record", cookie=cookie).status


def test_a_session_is_ended_by_its_button(ledger):
    """The cookie opens nothing any more, in this browser and in any that copied it."""
    room = Room(ledger)
    cookie, form = room.session()
    page = room.browser.get("/record", cookie=cookie)
    assert 'action="/leave"' in page.text
    foreign = room.browser.send(
        "POST", "/leave", {**HOME, "cookie": cookie}, urlencode({"form": "other"}).encode()
    )
    assert 403 == foreign.status
    assert 200 == room.browser.get("/record", cookie=cookie).status
    reply = room.browser.send(
        "POST", "/leave", {**HOME, "cookie": cookie}, urlencode({"form": form}).encode()
    )
    assert (303, "/") == (reply.status, reply.headers["location"])
    assert "claims_session=" in reply.headers["set-cookie"]
    assert "Max-Age=0" in reply.headers["set-cookie"]
    assert 401 == room.browser.get("/record", cookie=cookie).status


def test_who_has_no_session_has_no_button(ledger):
    """A proxy's word is not ended here."""
    room = Room(ledger)
    bearer = {"authorization": f"Bearer {room.tokens[May.RECORD]}"}
    assert 'action="/leave"' not in room.browser.get("/record", **bearer).text
