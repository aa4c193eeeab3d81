"""How far an analyst has seen: a place in each ledger's log, and the day on which it was seen.

Takes a file, a ledger's origin and an analyst's name; gives ``Bookmark``. It stands next to the
user's settings and not in the ledger: to look changes nothing that others see.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger import files
from ledger.decoding import decoder
from ledger.errors import InvalidInput, NotFound
from ledger.settings import expanded

if TYPE_CHECKING:
    from ledger.app.clocks import At


class NoBookmark(NotFound):
    """Nobody of this name has looked through this ledger yet."""

    code = "no-bookmark"

    def __init__(self, analyst: str | None) -> None:
        whose = f"of {analyst}" if analyst else "of yours"
        super().__init__(
            f"there is no bookmark {whose} in this ledger yet",
            fix="set it here with claims diff --seen, or compare with a day: "
            "claims diff --since 2024-06-12",
        )


class BookmarksDamaged(InvalidInput):
    """A file of bookmarks that is none."""

    code = "bookmarks-damaged"

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} holds no bookmarks that can be read",
            fix="move it away; claims diff --seen begins a new one",
        )


@attrs.frozen(kw_only=True)
class Bookmark:
    """Up to where an analyst has seen a ledger: a position of its log, and the day asked about."""

    position: int
    day: date


_Kept = dict[str, dict[str, Bookmark]]
_DECODER = decoder(_Kept)


@attrs.frozen(kw_only=True)
class Bookmarks:
    """The bookmarks of this user, by ledger and analyst."""

    file: Path

    def of(self, origin: str, analyst: str | None) -> Bookmark:
        """An analyst's bookmark in a ledger.

        Raises:
            NoBookmark: there is none.
            BookmarksDamaged: the file cannot be read as one.
        """
        bookmark = self._kept().get(origin, {}).get(analyst or "")
        if bookmark is None:
            raise NoBookmark(analyst)
        return bookmark

    def has(self, origin: str, analyst: str | None) -> bool:
        """Whether there is a bookmark of an analyst in a ledger."""
        return (analyst or "") in self._kept().get(origin, {})

    def put(self, origin: str, analyst: str | None, at: At) -> None:
        """Set an analyst's bookmark in a ledger to what an answer showed."""
        kept = self._kept()
        bookmark = Bookmark(position=at.position, day=at.valid_at)
        kept.setdefault(origin, {})[analyst or ""] = bookmark
        file = expanded(self.file)
        files.make_folder(file.parent)
        files.write(file, msgspec.json.encode(kept, order="sorted"), overwrite=True)

    def _kept(self) -> _Kept:
        file = expanded(self.file)
        try:
            return _DECODER.decode(file.read_bytes())
        except FileNotFoundError:
            return {}
        except (msgspec.MsgspecError, OSError) as error:
            raise BookmarksDamaged(file) from error
