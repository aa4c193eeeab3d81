"""Where a command listens: ``HOST:PORT`` as a value, and what is refused."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from ledger.errors import InvalidInput, StorageError

_HIGHEST = 0xFFFF  # a port has 16 bits


class NoAddress(InvalidInput):
    """Where to listen, in a form that is no address."""

    code = "no-address"

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:80]} is no HOST:PORT", fix="write it as in 127.0.0.1:8787")


class AddressUnusable(StorageError):
    """An address that the machine does not let this program listen on."""

    code = "address-unusable"

    def __init__(self, listen: str, cause: OSError | UnicodeError) -> None:
        reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
        super().__init__(
            f"cannot listen on {listen}: {reason[:1].lower()}{reason[1:]}",
            fix="end the program that listens there, or choose another with --listen HOST:PORT",
        )
        self.listen = listen


class NoNetwork(InvalidInput):
    """An address of a proxy in a form that is none."""

    code = "no-network"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text[:80]} is no address of a machine or a network",
            fix="write it as 127.0.0.1 or 10.0.0.0/24",
        )


def network(text: str) -> IPv4Network | IPv6Network:
    """The network that an address or a range names.

    Raises:
        NoNetwork: it is none.
    """
    try:
        return ip_network(text)
    except ValueError as error:
        raise NoNetwork(text) from error


def address(listen: str) -> tuple[str, int]:
    """The host and the port.

    Raises:
        NoAddress: it is written otherwise.
    """
    host, colon, port = listen.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdecimal() or int(port) > _HIGHEST:
        raise NoAddress(listen)
    return host, int(port)
