"""How a ledger is served: for whom, under which names and path, with what allowed.

Takes nothing; gives ``Site``, which ``claims serve`` fills from its options.
"""

from __future__ import annotations

from pathlib import Path

import attrs

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@attrs.frozen(kw_only=True)
class Site:
    """What the one who serves has settled.

    ``hosts`` are the names that a Host header may have, without a port. ``prefix`` is the path
    that a proxy puts the site under. ``features`` are the desk's own specs. ``public`` hides the
    analysts' names and notes.
    """

    hosts: tuple[str, ...] = LOOPBACK
    prefix: str = ""
    features: tuple[Path, ...] = ()
    public: bool = False
