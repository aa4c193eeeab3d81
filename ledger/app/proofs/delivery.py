"""What is sent to a witness goes out by the one client for all that is fetched and sent.

Takes an address that the ledger's owner gave, and bytes; gives the status and the answer. A
witness is often a machine of the same house, and its signature is checked whatever it answers:
private addresses are allowed.
"""

from __future__ import annotations

from typing import Final

from ledger.intake.fetching import client
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.limits import SMALL

_ANYWHERE: Final = Network(allow_private=True)


def post(url: str, body: bytes) -> tuple[int, bytes]:
    """Send the bytes; no redirect is followed, and all is over in twenty seconds."""
    answer = client.post(url, body, bounds=SMALL, network=_ANYWHERE)
    return answer.status, answer.body
