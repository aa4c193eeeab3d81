"""Drafts as a text: entries in YAML, with what led to each, and a line for each gap.

Takes ``Drafted``; gives a text that ``claims import`` reads once its gaps are filled. What is
recorded already, and what was refused, stands in it as remarks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries.write import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.app.desk.drafts import Drafted, MarkedDraft
    from ledger.intake.drafting.draft import Draft, Gap, RefusedDraft

NEW_DOCUMENT = "new-document"
"""How entries call a document that the ledger does not have, until a person names it."""

ACCEPT = "# Delete this line to accept what stands below; what stays as it is records nothing.\n"


def draft_text(drafted: Drafted, *, accepting: bool = False) -> str:
    """The drafts as entries; ``accepting`` puts a line on top that a person takes out."""
    return "".join(_lines(drafted, accepting=accepting))


def entry_of(drafted: Drafted, marked: MarkedDraft) -> dict[str, object]:
    """A draft as an entry of its document, which says who proposed it."""
    document = drafted.document.id or NEW_DOCUMENT
    return {**marked.draft.entry(document), "proposed_by": marked.draft.proposer}


def document_entry(drafted: Drafted) -> dict[str, object] | None:
    """The entry of the document, where the ledger does not have it; with what is stated of it."""
    document = drafted.document
    if document.id is not None:
        return None
    details = {
        "title": document.title,
        "publisher": document.publisher,
        "language": document.language,
        "url": document.url,
        "published": None if document.published is None else str(document.published),
    }
    head: dict[str, object] = {"kind": "document", "id": NEW_DOCUMENT}
    return head | {k: v for k, v in details.items() if v is not None} | {"text": document.text}


def _lines(drafted: Drafted, *, accepting: bool) -> Iterator[str]:
    if accepting:
        yield ACCEPT
    new = sum(marked.recorded is None for marked in drafted.drafts)
    yield f"# {len(drafted.drafts)} drafts by {drafted.proposer}, {new} of them not recorded yet.\n"
    yield "# A field without a value is yours to fill in; take out what the text does not state.\n"
    for note in drafted.notes:
        yield f"# note: {_line(note)}\n"
    if (entry := document_entry(drafted)) is not None:
        yield "\n# The document is not in the ledger yet: give it a name, here and below.\n"
        missing = [name for name in ("title", "publisher") if name not in entry]
        yield from _filled(to_yaml([entry]), missing)
    for number, marked in enumerate(drafted.drafts, start=1):
        yield "\n"
        yield from _draft(drafted, number, marked)
    for refused in drafted.refused:
        yield from _refused(refused)


def _filled(text: str, missing: list[str]) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    yield from lines[:2]
    for name in missing:
        yield f"  {name}:  # required\n"
    yield from lines[2:]


def _draft(drafted: Drafted, number: int, marked: MarkedDraft) -> Iterator[str]:
    draft = marked.draft
    for reason in draft.because:
        yield f"# {number}. {_line(reason)}\n"
    text = to_yaml([entry_of(drafted, marked)]) + "".join(_gaps(draft))
    if marked.recorded is None:
        yield text
        return
    yield f"# {number}. recorded already, as {marked.recorded}:\n"
    yield from (f"#   {line}" for line in text.splitlines(keepends=True))


def _gaps(draft: Draft) -> Iterator[str]:
    for gap in draft.gaps:
        mark = "" if gap.required else "#"
        yield f"  {mark}{gap.field}:  # {_choice(gap)}\n"


def _choice(gap: Gap) -> str:
    parts = [_line(gap.holds)]
    if gap.candidates:
        parts.append(f"one of {', '.join(gap.candidates)}")
    if gap.words:
        parts.append(f"the text says “{_line(gap.words)}”")
    return "; ".join(parts)


def _refused(refused: RefusedDraft) -> Iterator[str]:
    yield f"\n# refused: {_line(refused.reason)}\n"
    yield f"#   {_line(refused.written)}\n"


def _line(text: str) -> str:
    return " ".join(text.split())
