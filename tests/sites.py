"""Real servers on loopback: pages and feeds that change, redirect, hang and lie."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import attrs
import pytest


@attrs.define
class Site:
    """What a server answers by path, and what it was asked."""

    url: str
    port: int
    answers: dict[str, tuple] = attrs.field(factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = attrs.field(factory=list)

    def gives(self, path, body=b"", *, status=200, type="text/html", **headers):  # noqa: A002
        """Answer a path from now on; names of headers are spelled with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if type:
            named = {"Content-Type": type, **named}
        self.answers[path] = (status, named, body if isinstance(body, bytes) else body.encode())
        return self.url + path

    def paths(self):
        return [path for _, path, _, _ in self.asked]


def serving(site_of):
    """A server in a thread; gives its `Site` and ends with the test."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.command, self.path, headers, body))
            answer = site.answers.get(self.path, (404, {}, b"nothing here"))
            status, named, content = answer(headers) if callable(answer) else answer
            self.send_response(status)
            for name, value in named.items():
                self.send_header(name, value)
            if status != 304 and "Content-Length" not in named:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(content)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = site_of(f"http://127.0.0.1:{server.server_port}", server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site():
    """A site of pages and feeds."""
    yield from serving(Site)


@pytest.fixture
def other_site():
    """A second one, on another port."""
    yield from serving(Site)


@pytest.fixture
def dripping():
    """Sends a beginning, and then one byte after another; called, it gives its address."""
    made = Dripping()
    yield made
    made.stop()


class Dripping:
    """What drips a minute long where it is not left: ``to_the_end`` says that it was not."""

    def __init__(self):
        self.to_the_end = False
        self._ended = threading.Event()
        self._threads, self._places = [], []

    def __call__(self, beginning):
        place = socket.create_server(("127.0.0.1", 0))
        thread = threading.Thread(target=self._drip, args=(place, beginning))
        thread.start()
        self._threads.append(thread)
        self._places.append(place)
        return f"http://127.0.0.1:{place.getsockname()[1]}/"

    def _drip(self, place, beginning):
        with suppress(OSError):
            caller, _ = place.accept()
            with caller:
                caller.sendall(beginning)
                for _ in range(3_000):
                    if self._ended.wait(0.02):
                        return
                    caller.sendall(b"H")
                self.to_the_end = True

    def stop(self):
        """No more of it."""
        self._ended.set()
        for place, thread in zip(self._places, self._threads, strict=True):
            with suppress(OSError):
                socket.create_connection(place.getsockname(), 1).close()
            thread.join()
            place.close()
