"""The newest changes over all partnerships, kept as text: the next look goes on from them.

Takes feed entries, the newest first, and the position that they were looked at; gives them back.
They follow from the log alone, so that they stay true where nothing touched their partnership.
"""

from __future__ import annotations

import attrs
import msgspec

from ledger.app.at_hand.development_text import fields_of, names_in, text_form, written
from ledger.decoding import decoder
from ledger.projections.changes.feed import FeedEntry

_FORM = text_form(FeedEntry)
_TEXT: msgspec.json.Decoder[tuple[int, int, list[msgspec.Struct]]] = decoder(
    tuple[int, int, list[_FORM]]  # type: ignore[valid-type]
)


@attrs.frozen(kw_only=True)
class LatestNews:
    """All entries of the positions after ``after``, as of ``position``, the newest first."""

    position: int
    after: int
    entries: tuple[FeedEntry, ...]

    def text(self) -> bytes:
        """All of it as text, from which ``read`` gives what the same pages are made of."""
        entries = [
            written(_FORM, entry, names=names_in(entry.names, entry.development, entry.subject))
            for entry in self.entries
        ]
        return msgspec.json.encode((self.position, self.after, entries))

    @classmethod
    def read(cls, text: bytes) -> LatestNews:
        """What was written.

        Raises:
            msgspec.MsgspecError, UnknownEventType: it was not written by this program.
        """
        position, after, entries = _TEXT.decode(text)
        read = tuple(FeedEntry(**fields_of(entry)) for entry in entries)
        return cls(position=position, after=after, entries=read)
