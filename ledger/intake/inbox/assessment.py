"""What the inbox says of an item: whether the ledger has it, what it reprints, what it mentions.

Takes an item, the library of all texts, and what was found in the text; gives ``Assessment``.
Nothing of it is kept: it is made again each time it is looked at, from what is there by then.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import parse
from ledger.intake.drafting.draft import Draft, Proposal, RefusedDraft
from ledger.intake.drafting.proposer import proposal
from ledger.intake.inbox.item import Item
from ledger.intake.inbox.mentions import Mentioned, mentioned
from ledger.intake.reprints.edits import Edit, edits
from ledger.intake.reprints.library import of_item
from ledger.intake.reprints.suggestion import Suggestion, suggestion
from ledger.sources.document import sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake.drafting.mentions.names import NameIndex
    from ledger.intake.reprints.library import Library, Near, Source


class Same(StrEnum):
    """By what a document is one that the ledger has."""

    TEXT = "text"
    ADDRESS = "address"


@attrs.frozen(kw_only=True)
class SourceLine:
    """A text that the ledger has, in a line. ``recorded``: in the log, else in the inbox."""

    id: str
    recorded: bool
    title: str
    publisher: str | None
    published: str | None
    url: str | None

    @classmethod
    def of(cls, source: Source) -> SourceLine:
        """The line of a text."""
        return cls(
            id=source.id,
            recorded=source.recorded,
            title=source.title,
            publisher=source.publisher,
            published=source.published,
            url=source.url,
        )


@attrs.frozen(kw_only=True)
class Have:
    """A text that the ledger has already: the same words, or other words of the same address."""

    source: SourceLine
    same: Same


@attrs.frozen(kw_only=True)
class Edited:
    """The version of the same address that came before, and what changed since, word by word."""

    source: SourceLine
    edits: tuple[Edit, ...]


@attrs.frozen(kw_only=True)
class Reprint:
    """A text whose words the item has: in whole per cent of each, and the shared passages."""

    source: SourceLine
    share: int
    other_share: int
    passages: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Assessment:
    """An item with all that the ledger has to say of it, and drafts of what it states.

    ``drafted`` is false where nobody looked for drafts: a long list does not.
    """

    item: Item
    have: tuple[Have, ...] = ()
    edited: Edited | None = None
    reprints: tuple[Reprint, ...] = ()
    suggestion: Suggestion | None = None
    mentions: tuple[Mentioned, ...] = ()
    drafts: tuple[Draft, ...] = ()
    refused: tuple[RefusedDraft, ...] = ()
    drafted: bool = True


def assess(
    item: Item, library: Library, names: NameIndex, *, whole: bool = True, drafted: bool = True
) -> Assessment:
    """What the texts and names of a ledger say of an item.

    Without ``whole`` no passage and no edit, without ``drafted`` no draft, which costs most.
    Of an item that was accepted, what it mentions and states alone: the ledger has it.
    """
    own = of_item(item)
    mentions = mentioned(item.text, names)
    proposed = _proposed(item, names) if drafted else Proposal(drafts=())
    if own is None:
        return Assessment(
            item=item,
            mentions=mentions,
            drafts=proposed.drafts,
            refused=proposed.refused,
            drafted=drafted,
        )
    same = [
        source
        for source in library.same(item.sha256, item.address)
        if source.id not in {item.id, item.document} and _came_first(source, item)
    ]
    have = tuple(
        Have(source=SourceLine.of(source), same=_same(source, item))
        for source in sorted(same, key=lambda source: not source.recorded)
    )
    versions = [source for source in same if _same(source, item) is Same.ADDRESS and source.text]
    itself = {source.id for source in same if _is_itself(source, item)}
    left_out = frozenset({item.id, item.document or "", *itself}).union(
        source.id for source in versions
    )
    near = library.near(item.text, but=left_out)
    derived = suggestion(own, near)
    return Assessment(
        item=item,
        have=have,
        edited=_edited(versions, item) if versions and whole else None,
        reprints=tuple(_reprint(each, item.text, whole=whole) for each in near),
        suggestion=None if derived is not None and derived.root in itself else derived,
        mentions=mentions,
        drafts=proposed.drafts,
        refused=proposed.refused,
        drafted=drafted,
    )


def _proposed(item: Item, names: NameIndex) -> Proposal:
    arrival = item.arrival
    published = None if arrival.published is None else parse(arrival.published)
    return proposal(item.text, names=names, language=arrival.language, published=published)


def _same(source: Source, item: Item) -> Same:
    return Same.TEXT if sha256_of(source.text) == item.sha256 else Same.ADDRESS


def _is_itself(source: Source, item: Item) -> bool:
    """Whether a text is the item's own: the same words, from nowhere else, by nobody else."""
    publishers = {source.publisher, item.arrival.publisher} - {None}
    return (
        _same(source, item) is Same.TEXT and source.address == item.address and len(publishers) < 2  # noqa: PLR2004 - two
    )


def _came_first(source: Source, item: Item) -> bool:
    """Whether the ledger had it before the item: all that is recorded counts as that."""
    return source.recorded or source.number < item.number


def _edited(versions: Sequence[Source], item: Item) -> Edited:
    last = max(versions, key=lambda source: (source.recorded, source.number))
    return Edited(source=SourceLine.of(last), edits=edits(last.text, item.text))


def _reprint(near: Near, text: str, *, whole: bool) -> Reprint:
    passages = near.likeness.passages if whole else ()
    return Reprint(
        source=SourceLine.of(near.source),
        share=near.likeness.share,
        other_share=near.likeness.other_share,
        passages=tuple(text[passage.start : passage.end] for passage in passages),
    )
