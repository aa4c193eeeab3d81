"""A connection to the address that was checked, and to no other, for as long as there is time.

Takes a host and a port from the HTTP library; gives a stream. The name is looked up once, its
addresses are checked, and the connection is made to those very addresses: what the name leads to
a moment later does not count. TLS is checked against the name.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import httpcore2

from ledger.intake.fetching.address_guard import why_not
from ledger.intake.fetching.limits import CONNECT_SECONDS, Deadline
from ledger.intake.fetching.refusals import PrivateAddress, TooSlow
from ledger.intake.fetching.resolution import addresses

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from ledger.intake.fetching.address_guard import Address, Network


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to checked addresses only, within a deadline."""

    def __init__(self, network: Network, deadline: Deadline) -> None:
        self._network = network
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is stricter
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """The first address of the host that answers; raises `PrivateAddress`."""
        checked = self._checked(host, port)
        for number, address in enumerate(checked):
            try:
                stream = self._sockets.connect_tcp(
                    str(address),
                    port,
                    self._deadline.left(CONNECT_SECONDS),
                    local_address,
                    socket_options,
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number + 1 == len(checked):
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise httpcore2.ConnectError("no address")

    def _checked(self, host: str, port: int) -> list[Address]:
        looked_up = addresses(host, port, self._network.resolve, self._deadline)
        if refused := self._network.refused(looked_up):
            address, reason = refused
            raise PrivateAddress(
                url=self._deadline.url,
                host=host,
                address=_text(address, host),
                reason=reason,
                own=why_not(address, allow_private=True) is None,
            )
        return looked_up


class TimedStream(httpcore2.NetworkStream):
    """A stream whose every read and write ends by the deadline: no drip of bytes prolongs it."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """At most so many bytes."""
        try:
            return self._stream.read(max_bytes, self._deadline.left())
        except httpcore2.ReadTimeout as error:
            raise self._late() from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """All of the bytes."""
        try:
            self._stream.write(buffer, self._deadline.left())
        except httpcore2.WriteTimeout as error:
            raise self._late() from error

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """The stream under TLS, its certificate checked against the host's name."""
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        except httpcore2.ConnectTimeout as error:
            raise self._late() from error
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's own signature
        """What the library asks of a stream."""
        return self._stream.get_extra_info(info)

    def _late(self) -> TooSlow:
        return TooSlow(url=self._deadline.url, seconds=self._deadline.seconds)


def _text(address: Address, host: str) -> str:
    """The address, as the host spells it if that is one."""
    try:
        return host if ip_address(host) == address else str(address)
    except ValueError:
        return str(address)
