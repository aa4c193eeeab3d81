"""The server: an application, a socket, and an end by Ctrl-C.

Takes an application and where to listen; serves until it is stopped. Loopback unless the caller
says otherwise.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from asyncio import TimerHandle, Transport
    from collections.abc import Callable

    from ledger.web.admission.gate import Gate

CONNECTIONS = 256
"""So many at once; more are told to come again (503)."""


HEAD_SECONDS = 10.0
"""So long the head of a request may take to come; its body has the gate's own time."""


class Connection(H11Protocol):
    """A connection of one client, closed where the head of a request does not come in time.

    A client that sends a byte a second would hold it for ever otherwise.
    """

    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """The time runs from the first moment on."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """It stops with the last byte of a head, and runs again from the first of the next."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        super().connection_lost(exc)
        self._stop()

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self._too_late)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        self._deadline = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; 0 takes any port.

    Raises:
        OSError: the machine does not allow it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # By its protocol asyncio knows to send small packets at once: with none, each answer waits
    # 40 ms for the reader to acknowledge its head.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen(128)
    except BaseException:
        listening.close()
        raise
    return listening


class Serving:
    """Answers requests until it is stopped; ``ready`` is called when the first can come."""

    def __init__(self, gate: Gate, *, ready: Callable[[], None]) -> None:
        class ReadyServer(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                ready()

        config = uvicorn.Config(
            gate,
            http=Connection,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=64 * 1024,
        )
        self._server = ReadyServer(config)

    def run(self, listening: socket.socket) -> None:
        """Serve on a socket until someone stops it, by Ctrl-C or ``stop``."""
        self._server.run(sockets=[listening])

    def stop(self) -> None:
        """End soon, from any thread."""
        self._server.should_exit = True


def serve(gate: Gate, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Answer requests until someone stops it; ``ready`` is called when the first can come."""
    Serving(gate, ready=ready).run(listening)
