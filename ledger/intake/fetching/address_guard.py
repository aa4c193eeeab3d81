"""Which addresses may be met: those of the public internet, and of one's own network if asked.

Takes an IP address; gives why it may not be met, or None. An IPv4 address that is wrapped in an
IPv6 one (mapped, compatible, NAT64, 6to4, Teredo) counts as what it wraps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    import ssl

Address = IPv4Address | IPv6Address

Resolver = Callable[[str, int], Sequence[str]]
"""A host and a port to addresses as text; raises ``OSError`` where there are none."""

Trust = Callable[[], "ssl.SSLContext"]
"""Whose certificates are trusted."""

_OWN: Final = tuple(
    map(
        ip_network,
        [
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "fc00::/7",
            "::1/128",
        ],
    )
)
"""An intranet, a carrier's own network (RFC 6598), this machine: RFC 1918, RFC 4193."""

_NAT64: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE: Final = IPv6Network("::/96")
_UNIQUE_GLOBAL: Final = IPv6Network("2000::/3")
"""RFC 6052, RFC 8215; RFC 4291 §2.5.5.1; the only space of IPv6 that is given out."""


def wrapped(address: Address) -> Address:
    """The IPv4 address in an IPv6 one, or the address itself.

    >>> wrapped(IPv6Address("64:ff9b::7f00:1")), wrapped(IPv6Address("2002:a00:1::"))
    (IPv4Address('127.0.0.1'), IPv4Address('10.0.0.1'))
    """
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _COMPATIBLE and int(address) > 1:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def why_not(address: Address, *, allow_private: bool = False) -> str | None:
    """Why an address may not be met, in words that go on from "it is", or None if it may.

    >>> why_not(IPv4Address("127.0.0.1")), why_not(IPv4Address("9.9.9.9"))
    ('an address of this machine or of a network of its own', None)
    """
    inner = wrapped(address)
    if any(inner in network for network in _OWN if network.version == inner.version):
        return None if allow_private else "an address of this machine or of a network of its own"
    if inner.is_multicast:
        return "an address of many machines at once"
    if inner.is_link_local:
        return "an address of the wire itself, where clouds keep their keys"
    if not inner.is_global or inner.is_reserved or inner.is_unspecified:
        return "an address that no public machine has"
    if isinstance(inner, IPv6Address) and inner not in _UNIQUE_GLOBAL:
        return "an address that no public machine has"
    return None


@attrs.frozen(kw_only=True)
class Network:
    """What may be met, and by which means: how names become addresses, whose keys are trusted.

    ``allow_private`` is for an intranet; the wire itself and groups of machines stay closed. A
    ``resolve`` or ``tls`` of None is that of the system.
    """

    allow_private: bool = False
    resolve: Resolver | None = None
    tls: Trust | None = None

    def refused(self, addresses: Sequence[Address]) -> tuple[Address, str] | None:
        """The first of a name's addresses that may not be met, and why."""
        for address in addresses:
            if reason := why_not(address, allow_private=self.allow_private):
                return address, reason
        return None


PUBLIC: Final = Network()
"""The public internet, and nothing else."""
