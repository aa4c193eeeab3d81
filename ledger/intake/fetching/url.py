"""An address as text becomes one that can be fetched, or is refused with its reason.

Takes what a person, a feed or a redirect gives; gives a ``httpx2.URL`` without fragment. Hosts
that some programs read as numbers in other notations are refused, whatever they would mean.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

from ledger.intake.fetching.refusals import BadAddress
from ledger.late import late
from ledger.sources.limits import URL_LIMIT

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = late("httpx2")

# What the URL standard reads as an IPv4 address: its last part is a number, perhaps hexadecimal.
_NUMBER_AT_ITS_END = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)


_PORTS = 1 << 16


def checked(url: str, *, within: httpx2.URL | None = None) -> httpx2.URL:
    """The address as it will be fetched; ``within`` is where a relative one was read.

    Raises `BadAddress`.
    """
    if reason := _unreadable(url):
        raise BadAddress(url=url, reason=reason)
    try:
        address = httpx2.URL(url) if within is None else within.join(url)
        address = address.copy_with(fragment=None)
        host = address.raw_host.decode("ascii")
    except (httpx2.InvalidURL, ValueError) as error:  # UnicodeError of IDNA is a ValueError
        raise BadAddress(url=url, reason=f"it is broken ({error})") from error
    if reason := _why_not(address, host):
        raise BadAddress(url=url, reason=reason)
    return address


def _unreadable(url: str) -> str | None:
    if len(url) > URL_LIMIT:
        return f"it has more than {URL_LIMIT:,} characters"
    if not url.isprintable() or " " in url or "\\" in url:
        return "it has a space, a backslash or a character that cannot be printed"
    if url.count("[") != url.count("]"):
        return "it has a bracket of an IPv6 address too many, or too few"
    return None


def _why_not(address: httpx2.URL, host: str) -> str | None:
    if address.scheme not in {"http", "https"}:
        return "it is no http or https address"
    if not host:
        return "it names no host"
    if address.userinfo:
        return "it carries a user name or password"
    if address.port is not None and not 0 < address.port < _PORTS:
        return f"no server has port {address.port}"
    if "%" in host:
        return "its host has a zone or an escape in it"
    if ":" not in host and _NUMBER_AT_ITS_END.search(host) and not _plain(host):
        return "its host is a number that is not written as an address (as in 192.0.2.1)"
    return None


def _plain(host: str) -> bool:
    try:
        return str(IPv4Address(host)) == host
    except ValueError:
        return False
