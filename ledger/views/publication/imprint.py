"""The imprint of what leaves the desk: which ledger made it, up to which position, who signed.

Takes nothing; gives ``Imprint``, which ``app`` fills and every brief, feed, calendar and
annotation carries; and the ids that are the same wherever they are made.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

import attrs

_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_NAMELESS = "claim-ledger"


@attrs.frozen(kw_only=True)
class SignedFor:
    """The last checkpoint that is kept: so many events, under this root (Base64), by whom."""

    size: int
    root: str
    signers: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Imprint:
    """Which ledger, since when, and up to which position.

    ``began`` is the moment of the ledger's first event, ``moment`` that of the last one that was
    read: everything that is dated is dated by it, so the same input gives the same bytes.
    """

    origin: str
    began: datetime
    position: int
    moment: datetime
    checkpoint: SignedFor | None

    def tag(self, *parts: str) -> str:
        """An id that no other ledger makes (RFC 4151): the same thing has the same one for ever.

        >>> day = datetime(2024, 6, 12)
        >>> Imprint(
        ...     origin="desk.example/space", began=day, position=4, moment=day, checkpoint=None
        ... ).tag("claims", "a b")
        'tag:desk.example,2024-06-12:space/claims/a%20b'
        """
        first, _, rest = self.origin.partition("/")
        authority = first if _DOMAIN.fullmatch(first) else _NAMELESS
        within = (rest if authority == first else self.origin, *parts)
        path = "/".join(quote(part, safe="/@.:-_~") for part in within if part)
        return f"tag:{authority},{self.began:%Y-%m-%d}:{path}"
