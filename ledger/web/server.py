"""The server: an application, a socket, and an end by Ctrl-C.

Takes an application and where to listen; serves until it is stopped. Loopback unless the caller
says otherwise.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.web.gate import Gate

CONNECTIONS = 256
"""So many at once; more are told to come again (503)."""


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; 0 takes any port.

    Raises:
        OSError: the machine does not allow it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
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
        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                ready()

        config = uvicorn.Config(
            gate,
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
        self._server = Server(config)

    def run(self, listening: socket.socket) -> None:
        """Serve on a socket until someone stops it, by Ctrl-C or ``stop``."""
        self._server.run(sockets=[listening])

    def stop(self) -> None:
        """End soon, from any thread."""
        self._server.should_exit = True


def serve(gate: Gate, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Answer requests until someone stops it; ``ready`` is called when the first can come."""
    Serving(gate, ready=ready).run(listening)
