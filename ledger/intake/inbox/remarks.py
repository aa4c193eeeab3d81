"""What is kept of what the inbox says of an item, so that a long list works nothing out again.

Takes items, all texts and all names; gives ``Remarks`` by the items' ids. They are kept as of
the events of the log and the changes of the inbox that they were made from (``Mark``). What came
since drops those that it touches: texts that share words, or an address; names and erasures all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

import attrs

from ledger.claims.events import (
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.inbox.assessment import Assessment, Have, Reprint, assess
from ledger.intake.inbox.mentions import Mentioned
from ledger.intake.inbox.port import Inbox
from ledger.intake.reprints.library import Library, of_document
from ledger.intake.reprints.suggestion import Suggestion
from ledger.log import erasure
from ledger.log.event import ErasedEvent
from ledger.log.failures import LedgerBusy, LedgerReadOnly
from ledger.log.port import Log
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ledger.intake.inbox.item import Item

_NAMES = Query.of_types(
    PartyDescribed.type, PartnershipDescribed.type, InstrumentDescribed.type, PartiesJudged.type
)

EVENTS, TEXTS = 5_000, 200
"""Of more events, or more texts, that came since, no one looks which remarks they touch."""


@attrs.frozen
class Mark:
    """As of what something was made: the last position of the log, the last change of the inbox."""

    events: int = -1
    changes: int = 0


@attrs.frozen(kw_only=True)
class Remarks:
    """What an ``Assessment`` says in short: no passage, no edit, no draft."""

    revision: int
    have: tuple[Have, ...] = ()
    reprints: tuple[Reprint, ...] = ()
    suggestion: Suggestion | None = None
    mentions: tuple[Mentioned, ...] = ()

    @classmethod
    def of(cls, assessment: Assessment) -> Remarks:
        """The remarks of an assessment."""
        return cls(
            revision=assessment.item.revision,
            have=assessment.have,
            reprints=assessment.reprints,
            suggestion=assessment.suggestion,
            mentions=assessment.mentions,
        )

    def on(self, item: Item) -> Assessment:
        """The assessment of an item that has these remarks."""
        return Assessment(
            item=item,
            have=self.have,
            reprints=self.reprints,
            suggestion=self.suggestion,
            mentions=self.mentions,
            drafted=False,
        )


class KeptRemarks(Protocol):
    """Remarks that are kept next to an inbox."""

    def mark(self) -> tuple[Mark, int]:
        """As of what the remarks are, and the last change of the inbox by now."""
        ...

    def changed(self, after: int, limit: int) -> tuple[Item, ...]:
        """The items that changed after a change of the inbox."""
        ...

    def move(self, before: Mark, after: Mark, drop: Collection[str] | None) -> bool:
        """Drop the remarks on some items (None: all), and move on from a mark.

        False, and nothing done, where they are not at ``before``, or an erasure came since.
        """
        ...

    def read(self, ids: Sequence[str], mark: Mark) -> Mapping[str, Remarks]:
        """The remarks on items, as of a mark; none where they are as of another."""
        ...

    def keep(self, remarks: Mapping[str, Remarks], mark: Mark) -> bool:
        """Keep remarks made as of a mark; False where others moved on, or an erasure came since."""
        ...


Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""What is to be worked out and how many texts that are -> the way to say that some are done."""


@contextmanager
def in_silence(label: str, length: int) -> Iterator[Callable[[int], None]]:  # noqa: ARG001 - a Progress
    """A progress that nobody looks at."""
    yield lambda _: None


@attrs.frozen(kw_only=True)
class Grounds:
    """What remarks rest on: the log, what waits next to it, the texts of both, and the names.

    ``kept`` are those that were made before; None where nothing is kept.
    """

    log: Log
    inbox: Inbox
    kept: KeptRemarks | None
    library: Library
    names: Callable[[], NameIndex]


def assessments_of(
    items: Sequence[Item], grounds: Grounds, *, progress: Progress = in_silence
) -> tuple[Assessment, ...]:
    """The items with what is said of each in short, from what is kept as far as it holds.

    ``progress`` is told what is to be worked out, and how many texts that are.

    The mark is read first, texts and names after it: what is kept rests on all up to its mark.
    """
    kept, library = grounds.kept, grounds.library
    before, after = (None, None) if kept is None else _marks(grounds.log, kept)
    with ExitStack() as stack:
        with progress("reading what came", library.unread(items)) as advance:
            stack.enter_context(library.as_it_is(advance))
        called = grounds.names()
        if kept is None or before is None or after is None:
            return tuple(_assessed(item, library, called) for item in items)
        if not _brought_up(grounds, kept, before, after):
            return tuple(_assessed(item, library, called) for item in items)
        remarks = dict(kept.read([item.id for item in items], after))
        made: dict[str, Remarks] = {}
        missing = [
            item
            for item in items
            if (note := remarks.get(item.id)) is None or note.revision != item.revision
        ]
        with progress("comparing what waits", len(missing)) as advance:
            for item in missing:
                made[item.id] = Remarks.of(_assessed(item, library, called))
                advance(1)
        if made:
            with suppress(LedgerReadOnly, LedgerBusy):  # else they are worked out again next time
                kept.keep(made, after)
        remarks |= made
        return tuple(remarks[item.id].on(item) for item in items)


def _assessed(item: Item, library: Library, names: NameIndex) -> Assessment:
    return assess(item, library, names, whole=False, drafted=False)


def _marks(log: Log, kept: KeptRemarks) -> tuple[Mark | None, Mark | None]:
    """As of what the remarks are, and what they are to be as of; None while words are erased."""
    head = log.head().size - 1
    if erasure.under_way(log, upto=head):
        return None, None
    before, changes = kept.mark()
    return before, Mark(head, changes)


def _brought_up(grounds: Grounds, kept: KeptRemarks, before: Mark, after: Mark) -> bool:
    """Drop what came since touched; False where it cannot be written."""
    if before == after:
        return True
    far = before == Mark() or after.events - before.events > EVENTS
    items = () if far else kept.changed(before.changes, TEXTS + 1)
    texts = None if far else _texts(grounds.log, items, before.events, after.events)
    touched = None if texts is None else _touched(texts, items, grounds)
    try:
        return kept.move(before, after, touched)
    except (LedgerReadOnly, LedgerBusy):
        return False


@attrs.frozen
class _Text:
    text: str
    sha256: str
    address: str | None


def _texts(log: Log, items: Sequence[Item], after: int, upto: int) -> list[_Text] | None:
    """The texts of items and those captured since; None where all remarks may be touched."""
    texts = [_Text(item.text, item.sha256, item.address) for item in items]
    for record in log.read(after=after, upto=upto):
        if isinstance(record.event, ErasedEvent) or _NAMES.matches(record.event):
            return None
        if record.event.type == DocumentCaptured.type:
            source = of_document(record)
            if source is None:
                return None
            texts.append(_Text(source.text, source.sha256, source.address))
    return None if len(texts) > TEXTS else texts


def _touched(texts: Sequence[_Text], items: Sequence[Item], grounds: Grounds) -> set[str]:
    """The ids of these items, and of those that share words or an address with the texts."""
    touched = {item.id for item in items}
    for each in texts:
        touched |= {item.id for item in grounds.inbox.alike(each.sha256, each.address)}
        touched |= grounds.library.items_near(each.text)
    return touched
