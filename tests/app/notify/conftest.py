"""A desk whose changes are told, and a receiver on loopback that answers as a test wants it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import attrs
import pytest

from ledger.app import init_ledger, open_ledger
from ledger.app.notify.receiver import Means, Receiver, receivers_of
from ledger.app.notify.receivers import add_receiver
from ledger.app.notify.runner import Runner
from ledger.clock import SystemClock
from tests.conftest import Desk

if TYPE_CHECKING:
    from pathlib import Path


def webhook(name: str, url: str, **more: object) -> Receiver:
    """One that is told by webhook."""
    return Receiver(name=name, means=Means.WEBHOOK, address=url, **more)


def mailbox(name: str, address: str) -> Receiver:
    """One that is told by mail."""
    return Receiver(name=name, means=Means.MAIL, address=address)


@attrs.define
class Hook:
    """A receiver: what it got, and what it answers. ``answers`` are used up, then 204.

    ``hold`` is called before each answer: a test keeps the sender waiting in it.
    """

    got: list[tuple[dict[str, str], bytes]] = attrs.field(factory=list)
    answers: list[tuple[int, dict[str, str]]] = attrs.field(factory=list)
    hold: Callable[[], object] = lambda: None
    url: str = ""

    @property
    def subjects(self) -> list[tuple[str, int, int]]:
        """Of each message: the partnership, from where, up to where."""
        contents = [json.loads(body)["data"] for _, body in self.got]
        return [(each["partnership"], each["after"], each["position"]) for each in contents]


@pytest.fixture
def hook():
    """A receiver that listens."""
    made = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            made.hold()
            status, headers = made.answers.pop(0) if made.answers else (204, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "content-length" not in headers:
                self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}/hook?token=hidden"
    yield made
    server.shutdown()
    server.server_close()


class TellingDesk(Desk):
    """The desk over a file, with a webhook of the name ``desk``."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.location = folder / "claims.db"
        init_ledger(self.location)
        self.folder = folder
        records = [record.event for record in self.ledger.log.read()]
        self.ledger = open_ledger(
            self.location, clock=SystemClock(), custody=folder / "keys", recorded_by="ana ruiz"
        )
        self.ledger.log.append(records)
        self.document("m", None)
        self._times = 0

    def add(self, hook: Hook, **more: object) -> str:
        """Tell a hook of what comes; gives its secret."""
        more.setdefault("private", True)
        return add_receiver(self.ledger, webhook("desk", hook.url, **more)).secret

    def news(self) -> str:
        """One count more."""
        self._times += 1
        return self.count("m", self._times, "2024-05-01")

    def run(self, **more: object) -> int:
        """Send what is due."""
        return Runner(ledger=self.ledger, receivers=receivers_of(self.ledger), **more).once()


@pytest.fixture
def telling(tmp_path):
    """A desk that tells of changes."""
    made = TellingDesk(tmp_path)
    yield made
    made.ledger.close()
