"""The gate: names that are ours, bodies that are bounded, headers on every answer."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse

from ledger.app import open_ledger
from ledger.web.admission import gate
from ledger.web.application import application
from ledger.web.site import Site
from tests.web.asgi import STALLED, Browser
from tests.web.conftest import NOON

ANSWERS = ("/", "/board.json", "/nosuch", "/static/style.css", "/static/nosuch", "/checkpoint")


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_forbids_what_is_not_ours(served, path):
    """Nothing runs, loads or frames that the site did not bring; nothing is guessed of its type."""
    headers = served.browser.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nosniff" == headers["x-content-type-options"]
    assert "same-origin" == headers["referrer-policy"]
    assert "server" not in headers
    assert [] == [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/", "/log", "/trust", "/why/alce-convention.consents"])
def test_no_page_has_style_or_script_of_its_own(served, path):
    """The policy forbids them, so that a page that had some would be broken."""
    text = served.browser.get(path).text
    assert " style=" not in text
    assert "<style" not in text
    assert " on" + "click" not in text
    assert 1 == text.count("<script")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8765", "", "localhost:8765@evil", "a b"]
)
def test_another_name_is_refused(served, host):
    """A page of another site that points its name at this machine gets nothing."""
    reply = served.browser.get("/board.json", host=host)
    assert 421 == reply.status
    assert b"mexico" not in reply.body


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_this_machine_by_any_of_its_names(served, host):
    """Loopback has three names, with a port or without."""
    assert 200 == served.browser.get("/board.json", host=host).status


def test_two_names_are_none(served):
    """A request with two Host headers is refused: a proxy and we could read different ones."""
    sent = []

    async def doubled(scope, receive, send):
        scope["headers"] = [*scope["headers"], (b"host", b"127.0.0.1")]
        await served.browser.application(scope, receive, send)
        sent.append(True)

    assert 421 == Browser(doubled).get("/").status
    assert sent


@pytest.mark.parametrize("length", ["99999999999", "-1", "1e3", "ten"])
def test_a_body_that_says_it_is_too_long_is_not_read(served, length):
    """Also one that says nothing that is a number."""
    assert 413 == served.browser.send("POST", "/", {"content-length": length}).status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_reading_is_all_that_a_page_does(served, method):
    """Another method changes nothing and is refused."""
    assert 405 == served.browser.send(method, "/").status


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py",
        "/static/..%2f..%2fapplication.py",
        "/static//etc/passwd",
        "/tile/../../checkpoint",
        "/tile/entries/../000",
    ],
)
def test_no_path_leaves_its_folder(served, path):
    """Neither files of the program nor of the machine can be fetched."""
    reply = served.browser.get(path)
    assert 404 == reply.status
    assert b"root:" not in reply.body


def test_under_the_path_of_a_proxy(served):
    """With a prefix every link has it, whether the proxy sends it along or takes it off."""
    with open_ledger(served.location, clock=NOON) as ledger:
        browser = Browser(application(ledger, clock=NOON, site=Site(prefix="/ledger")))
        whole = browser.get("/ledger/parties")
        assert 200 == whole.status
        assert whole.text == browser.get("/parties").text
        assert 'href="/ledger/partnerships' not in browser.get("/ledger").text.replace(
            'href="/ledger/partnerships/', ""
        )
        links = [part.partition('"')[0] for part in whole.text.split(' href="')[1:]]
        assert [] == [url for url in links if not url.startswith(("/ledger/", "#"))]


def test_a_public_site_names_no_analyst(served):
    """Neither as data nor in words; the words of sources are all there."""
    with open_ledger(served.location, clock=NOON) as ledger:
        browser = Browser(application(ledger, clock=NOON, site=Site(public=True)))
        for path in ("/claims/thx-21-nine-of-eleven", "/log", "/documents/la-jornada-2024-05-19"):
            assert "claims demo" in served.browser.get(f"{path}.json").text
            for ending in ("", ".json"):
                assert "claims demo" not in browser.get(f"{path}{ending}").text
        assert "With 9 of 11" in browser.get("/claims/thx-21-nine-of-eleven.json").text
        assert 404 == browser.get("/claims/thx-21-nine-of-eleven/proof").status


async def _reading(_scope, receive, _send):
    """An application that reads a body to its end."""
    while (await receive()).get("more_body"):
        pass


def test_a_body_that_never_comes_is_given_up(monkeypatch):
    """The connection is answered and free again, after a time that is set."""
    monkeypatch.setattr(gate, "SECONDS", 0.05)
    browser = Browser(gate.Gate(_reading, Site()))
    assert 408 == browser.send("POST", "/", chunks=[b"a", STALLED]).status


def test_a_body_in_parts_is_counted(monkeypatch):
    """No length is announced, and the limit holds all the same."""
    monkeypatch.setattr(gate, "BODY", 10)
    browser = Browser(gate.Gate(_reading, Site()))
    assert 413 == browser.send("POST", "/", chunks=[b"12345", b"67890", b"1"]).status


@pytest.mark.parametrize(
    ("headers", "body", "ended"),
    [
        ({}, [b""], False),
        ({"content-length": "0"}, [b""], False),
        ({"content-length": "2"}, [b"ab"], False),
        ({"content-length": "100"}, [b"a", STALLED], True),
        ({"transfer-encoding": "chunked"}, [b"a", STALLED], True),
    ],
)
def test_who_did_not_send_all_that_was_said_is_parted_from(monkeypatch, headers, body, ended):
    """An answer before the end of a body ends the connection, which its rest would hold."""
    if STALLED in body:
        monkeypatch.setattr(gate, "SECONDS", 0.05)
    pages = gate.Gate(_answering, Site())
    reply = Browser(pages).send("POST", "/", headers, chunks=body)
    assert ended == (reply.headers.get("connection") == "close")


async def _answering(scope, receive, send):
    """An application that reads a body to its end, then answers."""
    await _reading(scope, receive, send)
    await PlainTextResponse("read")(scope, receive, send)


def test_an_answer_that_waits_for_no_body_ends_the_connection(served):
    """As where nobody is known who may send one."""
    reply = served.browser.send("POST", "/entries", {"content-length": "9"}, chunks=[b"a", STALLED])
    assert (403, "close") == (reply.status, reply.headers["connection"])
