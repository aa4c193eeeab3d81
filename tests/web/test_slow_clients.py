"""A client that dawdles holds nobody else, and not the server for ever."""

from __future__ import annotations

import socket
import time
from http.client import HTTPConnection

import pytest

from ledger.web import server
from ledger.web.admission import gate
from tests.web.serving import listening

HEAD = 0.4
STUCK = 60  # seconds after which what has not ended never does; nobody waits for them


@pytest.fixture
def port(served, monkeypatch):
    """The served ledger on loopback, with little patience."""
    monkeypatch.setattr(server, "HEAD_SECONDS", HEAD)
    with listening(served.browser.application) as number:
        yield number


def dawdling(port, beginning=b""):
    """A connection on which a head begins and goes on by a letter now and then."""
    client = socket.create_connection(("127.0.0.1", port), timeout=STUCK)
    client.sendall(beginning)
    return client


def ended(client):
    """Whether the server closed it while it was still sending its head."""
    until = time.monotonic() + STUCK
    client.settimeout(HEAD / 8)
    while time.monotonic() < until:
        try:
            client.sendall(b"a")
            if client.recv(65536) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


@pytest.mark.parametrize("path", [b"/enter", b"/entries", b"/none"])
def test_a_body_that_comes_by_the_letter_is_given_up(port, monkeypatch, path):
    """Whether it is read or not: the answer ends the connection that its rest would hold."""
    monkeypatch.setattr(gate, "SECONDS", HEAD)
    head = b"POST " + path + b" HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9000\r\n\r\n"
    with dawdling(port, head) as client:
        assert ended(client)


@pytest.mark.parametrize("beginning", [b"", b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: "])
def test_a_head_that_comes_by_the_letter_is_given_up(port, beginning):
    """A letter now and then holds a connection no longer than its time."""
    with dawdling(port, beginning) as client:
        assert ended(client)


def test_the_next_head_of_a_connection_has_no_more_time(port):
    """A first request that was in time opens nothing for a second one that is not."""
    with dawdling(port, b"GET /log.json HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n") as client:
        assert client.recv(15).startswith(b"HTTP/1.1 200")
        client.sendall(b"GET / HTTP/1.1\r\n")
        client.settimeout(STUCK)
        while client.recv(65536):
            pass


def test_others_are_answered_meanwhile(port, monkeypatch):
    """Fifty that dawdle make nobody wait: they still do when another has its answer."""
    monkeypatch.setattr(server, "HEAD_SECONDS", 10 * STUCK)
    slow = [dawdling(port, b"GET / HTT") for _ in range(50)]
    asking = HTTPConnection("127.0.0.1", port, timeout=STUCK)
    asking.request("GET", "/parties.json")
    assert 200 == asking.getresponse().status
    asking.close()
    for client in slow:
        client.setblocking(False)
        with pytest.raises(BlockingIOError):
            client.recv(1)
        client.close()
