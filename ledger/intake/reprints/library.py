"""All texts that a ledger has, recorded or waiting, and those that have a text's words.

Takes a log, its inbox and its index of prints; gives the texts that are near a text, with what
they share. The index is brought up to date before each question, as far as the ledger can be
written.
"""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING

import attrs

from ledger.claims.events import DocumentCaptured
from ledger.intake.inbox.port import NoSuchItem
from ledger.intake.reprints.index import Printed, prints_next_to
from ledger.intake.reprints.passages import Likeness, likeness
from ledger.intake.reprints.prints import prints_of
from ledger.log import erasure
from ledger.log.event import Event
from ledger.log.failures import LedgerReadOnly
from ledger.log.format.codec import decoded
from ledger.log.query import Query, QueryItem
from ledger.sources.address import page_address
from ledger.sources.document import sha256_of
from ledger.sources.kinds import Lineage, SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.intake.inbox.item import Item
    from ledger.intake.inbox.port import Inbox
    from ledger.intake.reprints.index import PrintIndex
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log

_TOGETHER = 500  # texts whose prints are added in one transaction
_CANDIDATES = 12  # texts that are compared word for word
_LEAST = 20  # a candidate shares one print in so many, at the least
_MANY = 10  # or so many, of a long text
_ALL = 100_000  # texts that share a print: more than any has
_SAME = 50  # texts of one address, at the most
_KEPT = 2_000  # texts of which the prints are kept for the list that is made
_PER_CENT = 10  # of either text is shared, or it is left out


@attrs.frozen(kw_only=True)
class Source:
    """A text that the ledger has: a document of the log, or an item that waits.

    ``number`` is its event's position, or the item's number. ``published`` is an EDTF date as
    text; ``root`` the document that a derivative names.
    """

    id: str
    number: int
    recorded: bool
    text: str = attrs.field(repr=False)
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    kind: SourceKind
    lineage: Lineage = Lineage.ORIGINAL
    root: str | None = None

    @property
    def address(self) -> str | None:
        """Its address, as addresses are compared."""
        return None if self.url is None else page_address(self.url)

    @property
    def sha256(self) -> str:
        """Of its text."""
        return sha256_of(self.text)


@attrs.frozen(kw_only=True)
class Near:
    """A text that shares words with another."""

    source: Source
    likeness: Likeness


class Library:
    """The texts of one ledger."""

    def __init__(self, log: Log, inbox: Inbox, index: PrintIndex | None = None) -> None:
        self._log = log
        self._inbox = inbox
        self._index = index or prints_next_to(log)
        self._complete = False
        self._keeps = False  # for a list, what was made of its texts on the way
        self._made: dict[bytes, frozenset[int]] = {}

    def near(self, text: str, *, but: frozenset[str] = frozenset()) -> tuple[Near, ...]:
        """The texts that share most with this one, most first; ``but`` are ids to leave out."""
        self.catch_up()
        own = self._made.pop(_key(text), None) or prints_of(text)
        nearest = self._index.nearest(own, _CANDIDATES)
        sources: dict[str, Source] = {}
        for number, shared in nearest:
            if shared * _LEAST < len(own) and shared < _MANY:
                continue
            source = self._source(number)
            if source is not None and source.id not in but:
                sources.setdefault(source.id, source)
        near = (
            Near(source=source, likeness=likeness(text, source.text)) for source in sources.values()
        )
        shared_enough = [
            each
            for each in near
            if max(each.likeness.share, each.likeness.other_share) >= _PER_CENT
        ]
        return tuple(
            sorted(
                shared_enough,
                key=lambda each: (-each.likeness.share, not each.source.recorded, each.source.id),
            )
        )

    def items_near(self, text: str) -> set[str]:
        """The ids of the items that share any print with a text: all that it may be near to."""
        self.catch_up()
        numbers = [-number for number, _ in self._index.nearest(prints_of(text), _ALL)]
        items = [self._item(number) for number in numbers if number > 0]
        return {item.id for item in items if item is not None}

    def same(self, sha256: str, address: str | None) -> tuple[Source, ...]:
        """The texts that are the very same, or come from the same address; recorded ones first."""
        self.catch_up()
        query = Query((QueryItem(tags=frozenset({f"text:{sha256}"})),))
        sources = [of_document(record) for record in self._log.read(query)]
        if address is not None:
            nearest = self._index.nearest({_mark(address)}, _SAME)
            sources += [self._source(number) for number, _ in nearest if number >= 0]
        sources += [of_item(item) for item in self._inbox.alike(sha256, address)]
        return tuple({source.id: source for source in sources if source is not None}.values())

    @contextmanager
    def as_it_is(self, advance: Callable[[int], None] = lambda _: None) -> Iterator[None]:
        """All texts are taken in once, and within this no more: for a long list of questions.

        ``advance`` is as in ``catch_up``.
        """
        self._keeps = True
        self.catch_up(advance)
        self._complete = True
        try:
            yield
        finally:
            self._complete = self._keeps = False
            self._made.clear()

    def unread(self, items: Sequence[Item]) -> int:
        """How many of these items came since the index was brought up to date."""
        upto = self._index.printed().items
        return sum(item.number > upto for item in items)

    def catch_up(self, advance: Callable[[int], None] = lambda _: None) -> None:
        """Add the prints of all that came since; ``advance`` is called with 1 for each text."""
        while not self._complete:
            before, seen = self._index.printed(), self._log.head().size - 1
            if erasure.under_way(self._log, upto=seen):
                return  # what it is to take would be put in
            prints, after = self._further(before, advance, seen)
            if after == before:
                return
            try:
                self._index.add(prints, before=before, after=after, seen=seen)
            except LedgerReadOnly:
                return  # what was added before is found all the same

    def _further(
        self, before: Printed, advance: Callable[[int], None], head: int
    ) -> tuple[dict[int, frozenset[int]], Printed]:
        """The prints of the next texts, and up to where the index goes with them."""
        prints: dict[int, frozenset[int]] = {}
        events = head
        for record in self._captures(before.events, head):
            source = of_document(record)
            if source is not None:
                prints[record.position] = prints_of_document(source)
            advance(1)
            if len(prints) >= _TOGETHER:
                events = record.position
                break
        items = self._inbox.items(after=before.items, limit=_TOGETHER)
        for item in items:
            prints[-item.number] = prints_of(item.text) if item.text else frozenset()
            if self._keeps and item.text and len(self._made) < _KEPT:
                self._made[_key(item.text)] = prints[-item.number]
            advance(1)
        return prints, Printed(
            max(events, before.events), items[-1].number if items else before.items
        )

    def _captures(self, after: int, upto: int) -> Iterator[RecordedEvent]:
        if upto <= after:
            return iter(())
        return self._log.read(Query.of_types(DocumentCaptured.type), after=after, upto=upto)

    def _item(self, number: int) -> Item | None:
        try:
            return self._inbox.item(str(number))
        except NoSuchItem:
            return None  # it has another number since its text came

    def _source(self, number: int) -> Source | None:
        if number < 0:
            item = self._item(-number)
            return None if item is None else of_item(item)
        record = self._log.at(number)
        return None if record is None else of_document(record)


def _key(text: str) -> bytes:
    """What stands for a text while a list is made."""
    return blake2b(text.encode(), digest_size=16).digest()


def prints_of_document(source: Source) -> frozenset[int]:
    """The prints of a document, and the mark of its address."""
    marks = () if source.url is None else (_mark(page_address(source.url)),)
    return prints_of(source.text) | frozenset(marks)


def _mark(address: str) -> int:
    """A number for an address, among the prints: by it the documents of an address are found."""
    digest = blake2b(f"address {address}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def of_item(item: Item) -> Source | None:
    """An item as a text of the ledger; None where it has none, or the log has it by now."""
    if not item.text or item.document is not None:
        return None
    arrival = item.arrival
    return Source(
        id=item.id,
        number=item.number,
        recorded=False,
        text=item.text,
        title=item.title,
        publisher=arrival.publisher,
        url=arrival.url,
        published=arrival.published,
        kind=arrival.kind,
    )


def of_document(record: RecordedEvent) -> Source | None:
    """A document of the log as a text; None of one that was erased."""
    if not isinstance(record.event, Event):
        return None
    event = decoded(record)
    if not isinstance(event, DocumentCaptured):
        return None
    document = event.document
    return Source(
        id=document.id,
        number=record.position,
        recorded=True,
        text=document.text,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=None if document.published is None else str(document.published),
        kind=document.kind,
        lineage=document.lineage,
        root=document.root,
    )
