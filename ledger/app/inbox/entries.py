"""The entries that a person accepts with an item: drafts by number, or a text of their own.

Takes numbers or a file; gives entries that call the document by the item's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.desk.entry_files import entries_in, entry_file, read_file
from ledger.app.inbox.draft_text import entry_of_draft
from ledger.entries.reader import read_entries, read_mappings
from ledger.errors import InvalidInput
from ledger.ids import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from ledger.entries.entry import BrokenEntry, Entry
    from ledger.intake.drafting.draft import Draft
    from ledger.intake.inbox.assessment import Assessment
    from ledger.intake.inbox.item import Item

ALL = "all"
"""All drafts that can be recorded as they stand."""


class NoSuchDraft(InvalidInput):
    """A number that no draft of an item has."""

    code = "no-such-draft"

    def __init__(self, written: str, count: int) -> None:
        super().__init__(
            f"no draft is number {written[:20] or '(empty)'}; there are {count}",
            fix="claims inbox show ID numbers them; --drafts all takes those that lack nothing",
        )


class UnfilledDraft(InvalidInput):
    """Drafts in which something is open that only a person can fill in."""

    code = "unfilled-draft"

    def __init__(self, item: Item, drafts: Mapping[int, Draft]) -> None:
        self.drafts = tuple(drafts)
        lacking = "; ".join(
            f"draft {number} ({draft.kind}) lacks "
            + ", ".join(gap.field for gap in draft.gaps if gap.required)
            for number, draft in drafts.items()
        )
        super().__init__(
            lacking,
            fix=f"fill it in: claims inbox accept {item.number} --edit opens the drafts, "
            "--entries FILE takes entries of your own",
        )


def entries_of_drafts(assessment: Assessment, numbers: str) -> list[Entry | BrokenEntry]:
    """The entries of the drafts with these numbers, ``1,3``, or of all that lack nothing.

    Raises:
        NoSuchDraft: there is none of a number.
        UnfilledDraft: one of them lacks something.
    """
    drafts = assessment.drafts
    if numbers.strip().lower() == ALL:
        wanted = [draft for draft in drafts if draft.whole]
    else:
        places = [_place(word.strip(), len(drafts)) for word in numbers.split(",")]
        unfilled = {place + 1: drafts[place] for place in places if not drafts[place].whole}
        if unfilled:
            raise UnfilledDraft(assessment.item, unfilled)
        wanted = [drafts[place] for place in places]
    mappings = [entry_of_draft(draft, assessment.item) for draft in wanted]
    return [entry for mapping in mappings for entry in read_mappings(mapping, "draft")]


def entries_of_text(source: Path | BinaryIO | str, name: str) -> Sequence[Entry | BrokenEntry]:
    """The entries of a file, a stream or a text."""
    if isinstance(source, str):
        return entries_in(source, name)
    return list(read_entries(entry_file(read_file(source, name), name)))


def _place(word: str, count: int) -> int:
    number = number_of(word)
    if number is None or not 1 <= number <= count:
        raise NoSuchDraft(word, count)
    return number - 1
