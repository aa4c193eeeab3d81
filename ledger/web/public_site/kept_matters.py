"""What was open in each partnership when a site was made, kept in its folder for the next time.

Takes the keys that partnerships' pages follow from, and the text of the last time; gives what need
not be looked at again, and the text to keep. It holds what stands on the site's pages and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ledger.app.at_hand.open_matters import OpenMatters
from ledger.decoding import decoder

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = ".claims-site-open.json"


class KeptText(msgspec.Struct, frozen=True, array_like=True):
    """What is open in a partnership, as text, and the key that it follows from."""

    key: str
    text: msgspec.Raw


_DECODER = decoder(dict[str, KeptText])


class KeptMatters:
    """What is open in partnerships, of which ``keys`` are the keys of their pages, by id.

    ``text`` is what ``text`` gave the last time, or nothing.
    """

    def __init__(self, keys: Mapping[str, str], text: bytes = b"{}") -> None:
        self._keys = keys
        self._kept = {
            name: kept for name, kept in _DECODER.decode(text).items() if kept.key == keys.get(name)
        }

    def still_so(self) -> dict[str, OpenMatters]:
        """What is open where nothing came since."""
        return {name: OpenMatters.read(kept.text) for name, kept in self._kept.items()}

    def text(self, matters: Mapping[str, OpenMatters]) -> bytes:
        """What to keep of these for the next time; what was still so is not written again."""
        return msgspec.json.encode(
            {
                name: self._kept.get(name) or KeptText(self._keys[name], msgspec.Raw(opened.text()))
                for name, opened in matters.items()
                if name in self._keys
            }
        )
