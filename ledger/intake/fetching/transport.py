"""The HTTP library on guarded connections.

Takes a request; gives a response that is read as it comes. One transport serves one exchange: no
connection outlives the check of its address.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from ledger.intake.fetching.connection import GuardedBackend

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

    from ledger.intake.fetching.address_guard import Network
    from ledger.intake.fetching.limits import Deadline


@cache
def system_tls() -> ssl.SSLContext:
    """Whose certificates this system trusts; ``SSL_CERT_FILE`` names others."""
    return httpx2.create_ssl_context()


class GuardedTransport(httpx2.BaseTransport):
    """HTTP/1.1 over connections that `GuardedBackend` makes."""

    def __init__(self, network: Network, deadline: Deadline) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=(network.tls or system_tls)(),
            network_backend=GuardedBackend(network, deadline),
            max_connections=1,
            http1=True,
            http2=False,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request, and give the response as soon as its headers are there."""
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore2.Request(
                request.method, url, headers=request.headers.raw, content=request.read() or None
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_ResponseBody(answer), request=request
        )

    def close(self) -> None:
        """End the connection."""
        self._pool.close()


class _ResponseBody(httpx2.SyncByteStream):
    """The bytes of a response, as they come."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
