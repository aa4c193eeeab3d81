"""Drafts as a text to edit and to accept: entries in YAML, with what led to each and what is open.

Takes an item and its drafts; gives the text. Read again it is entries; what is left empty is not
stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries.write import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.intake.drafting.draft import Draft, Gap
    from ledger.intake.inbox.item import Item


def entry_of_draft(draft: Draft, item: Item) -> dict[str, object]:
    """A draft as an entry of the document that the item becomes; it says who proposed it."""
    return {**draft.entry(item.id), "proposed_by": draft.proposer}


def draft_text(item: Item, drafts: Sequence[Draft]) -> str:
    """The drafts of an item as YAML, with remarks."""
    return "".join(_lines(item, drafts))


def _lines(item: Item, drafts: Sequence[Draft]) -> Iterator[str]:
    yield f"# {_line(item.title)}\n"
    yield f"# What stands here is recorded with the document ({item.id}) when you save it.\n"
    yield "# Take out what it does not state; an empty text records nothing.\n"
    for number, draft in enumerate(drafts, start=1):
        yield f"\n# {number}. because {_line('; '.join(draft.because))}\n"
        yield from map(_gap, draft.gaps)
        yield to_yaml([entry_of_draft(draft, item)])
        stated = draft.fields
        for gap in draft.gaps:
            if gap.field not in stated and gap.field.isidentifier():
                yield f"  {gap.field}:\n"
    if not drafts:
        yield "#\n# - kind: consents-counted\n"
        yield f"#   document: {item.id}\n#   quote: the words as they stand in the document\n"


def _gap(gap: Gap) -> str:
    needed = "must be chosen" if gap.required else "may be added"
    words = f'; the text says "{_line(gap.words)}"' if gap.words else ""
    choice = f": {', '.join(gap.candidates)}" if gap.candidates else f": {gap.holds}"
    return f"#    {gap.field} {needed}{_line(choice)}{words}\n"


def _line(text: str) -> str:
    return " ".join(text.split())
