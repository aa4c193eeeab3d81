"""A server on this machine alone, for as long as a scenario lasts.

Takes a function that answers requests; gives an address on loopback. Absent: an address that
another machine can ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

_STOPS = 0.02  # seconds until the server sees that it is to stop


@attrs.frozen(kw_only=True)
class LoopbackRequest:
    """What was asked; the names of ``headers`` are in small letters."""

    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@attrs.frozen(kw_only=True)
class LoopbackReply:
    """What is answered."""

    status: int = HTTPStatus.OK
    media: str = "text/plain"
    text: str = ""


class LoopbackServer:
    """Serves until it is closed; ``host`` is its address, without a path."""

    def __init__(self, answer: Callable[[LoopbackRequest], LoopbackReply]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answer))
        self._server.daemon_threads = True
        self.host = f"http://127.0.0.1:{self._server.server_port}"
        serve = self._server.serve_forever
        self._thread = Thread(target=serve, kwargs={"poll_interval": _STOPS}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(
    answer: Callable[[LoopbackRequest], LoopbackReply],
) -> type[BaseHTTPRequestHandler]:
    class LoopbackHandler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", "0")))
            reply = answer(LoopbackRequest(path=self.path, headers=headers, body=body))
            content = reply.text.encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", f"{reply.media}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return LoopbackHandler
