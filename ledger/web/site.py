"""How a ledger is served: for whom, under which names and path, with what allowed.

Takes nothing; gives ``Site``, which ``claims serve`` fills from its options.
"""

from __future__ import annotations

import secrets
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TypeAlias

import attrs

Network: TypeAlias = IPv4Network | IPv6Network
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@attrs.frozen(kw_only=True)
class Site:
    """What the one who serves has settled.

    ``hosts`` are the names that a Host header may have, without a port. ``prefix`` is the path
    that a proxy puts the site under. ``features`` are the desk's own specs. ``public`` hides the
    analysts' names and notes.

    ``write`` lets those who may record; ``analyst`` is who does so by the link of a session.
    ``closed`` lets nobody read who is not known. ``name_header`` is believed from ``proxies``
    alone. ``secret`` stamps forms, and is made at each start.
    """

    hosts: tuple[str, ...] = LOOPBACK
    prefix: str = ""
    features: tuple[Path, ...] = ()
    public: bool = False
    write: bool = False
    closed: bool = False
    analyst: str | None = None
    name_header: str | None = None
    proxies: tuple[Network, ...] = ()
    secret: bytes = attrs.field(factory=lambda: secrets.token_bytes(32), repr=False)
    secure: bool = False
