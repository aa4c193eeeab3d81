"""An item of the inbox: a document that came through a door, and what became of it.

Takes what a door gives (``Arrival``); gives ``Item``, a value that the queue keeps and changes
by putting another in its place.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

import attrs

from ledger.ids import content_id
from ledger.sources.address import page_address
from ledger.sources.document import sha256_of
from ledger.sources.kinds import SourceKind

if TYPE_CHECKING:
    from ledger.sources.capture import Captured


class Door(StrEnum):
    """By which way a document came."""

    FILE = "file"
    WEB = "web"
    FEED = "feed"
    MAIL = "mail"
    BOOKMARKLET = "bookmarklet"


class State(StrEnum):
    """What became of an item. An item that someone is accepting has a plan, and no end yet."""

    NEW = "new"
    ACCEPTING = "accepting"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@attrs.frozen(kw_only=True)
class Arrival:
    """What came through a door: a captured text, or the reason why there is none.

    ``published`` is an EDTF date as text; ``through`` names the feed, the file or the mailbox;
    ``notes`` are those of its capture; ``fault`` is one sentence, and then ``text`` is empty;
    ``quote`` are words that a person selected in it. ``pages`` are the places in the text at
    which the pages of its file begin; ``original`` is the SHA-256 of its bytes, where they are
    kept.
    """

    text: str = attrs.field(default="", repr=False)
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    published: str | None = None
    kind: SourceKind = SourceKind.UNKNOWN
    door: Door
    through: str | None = None
    notes: tuple[str, ...] = ()
    fault: str | None = None
    quote: str | None = None
    pages: tuple[int, ...] = ()
    original: str | None = None

    @classmethod
    def of(cls, captured: Captured, *, door: Door, **details: Any) -> Self:  # noqa: ANN401
        """A captured document; details that are given count before what it says of itself."""
        published = None if captured.published is None else str(captured.published)
        suggested = {
            "title": captured.title,
            "publisher": captured.publisher,
            "language": captured.language,
            "url": captured.url,
            "published": published,
        }
        stated = {name: value for name, value in details.items() if value is not None}
        return cls(
            text=captured.text,
            media_type=captured.media_type,
            notes=captured.notes,
            pages=captured.pages,
            door=door,
            **{**suggested, **stated},
        )

    @property
    def sha256(self) -> str:
        """Of its text; that of its address and reason where there is no text."""
        return sha256_of(self.text or f"{self.address or self.through} {self.fault}")

    @property
    def address(self) -> str | None:
        """Its address, as addresses are compared."""
        return None if self.url is None else page_address(self.url)

    @property
    def id(self) -> str:
        """The id that follows from its words and its address."""
        return content_id("i", f"{self.sha256}\n{self.address or ''}".encode())


@attrs.frozen(kw_only=True)
class Plan:
    """What someone began to record of an item, in the import format as JSON.

    Kept before anything is recorded, so that who comes after a fault can finish the very same.
    ``document`` is the id of the captured document, ``new`` the ids of the claims that were not
    there before.
    """

    by: str | None
    at: datetime
    document: str
    entries: str
    new: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Item:
    """A document in the inbox. ``number`` is its place in the order of arrival, from 1.

    ``revision`` counts what was done to it. ``by``, ``at`` and ``reason`` are of its last
    change of state; ``document`` and ``claims`` are what accepting it recorded; ``undone`` is
    how often that was taken back, and ``retracted`` has the claims that are taken back since, each
    with the retraction by which it was.
    """

    number: int
    id: str
    sha256: str
    address: str | None
    arrival: Arrival
    arrived: datetime
    state: State = State.NEW
    revision: int = 0
    by: str | None = None
    at: datetime | None = None
    reason: str | None = None
    plan: Plan | None = None
    document: str | None = None
    claims: tuple[str, ...] = ()
    undone: int = 0
    retracted: tuple[tuple[str, str], ...] = ()

    @classmethod
    def arrived_as(cls, arrival: Arrival, *, number: int, now: datetime) -> Item:
        """A new item of what arrived."""
        return cls(
            number=number,
            id=arrival.id,
            sha256=arrival.sha256,
            address=arrival.address,
            arrival=arrival,
            arrived=now,
        )

    @property
    def text(self) -> str:
        """The captured text; empty where there is none."""
        return self.arrival.text

    @property
    def title(self) -> str:
        """Its title, or what else it can be called by."""
        arrival = self.arrival
        return arrival.title or arrival.url or arrival.through or self.id


@attrs.frozen(kw_only=True)
class Added:
    """What became of an arrival: the item, and whether it is new in the inbox.

    What is not new stands there already, in whatever state: what was dismissed stays so.
    """

    item: Item
    new: bool
