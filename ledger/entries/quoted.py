"""Documents that take their words from the quotes of their claims (``words: quote``).

Takes the entries of a file in its order; gives them in that order, each such document with what
the claims of the file quote of it. What needs no quotes passes through one at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.commands import CorrectClaim, RecordClaim
from ledger.entries.decode import decoded
from ledger.entries.document import DocumentEntry
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.fragment import Fragment
from ledger.entries.mistakes import NoQuotes
from ledger.entries.specs import CLAIM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.entries.document import FileText

_CONTAINED = 2_000
"""Of more quotes than this, each is kept even where it stands within another."""


def with_quotes(
    entries: Iterable[Entry | BrokenEntry], file_text: FileText | None = None
) -> Iterator[Entry | BrokenEntry]:
    """The entries, with the words of those documents that take them from their claims."""
    ordered = iter(entries)
    for entry in ordered:
        if _waits(entry):
            rest = [entry, *ordered]
            quotes = _quotes(rest)
            yield from (_decoded(each, quotes, file_text) for each in rest)
            return
        yield entry


def _waits(entry: Entry | BrokenEntry) -> bool:
    return isinstance(entry, BrokenEntry) and any(
        isinstance(mistake, NoQuotes) and mistake.name for mistake in entry.mistakes
    )


def _decoded(
    entry: Entry | BrokenEntry, quotes: dict[str, dict[str, None]], file_text: FileText | None
) -> Entry | BrokenEntry:
    if not isinstance(entry, BrokenEntry) or not _waits(entry):
        return entry
    own = _apart(list(quotes.get(entry.fragment.text("id") or "", ())))
    return decoded(*entry.source, file_text, own) if own else entry


def _quotes(entries: Iterable[Entry | BrokenEntry]) -> dict[str, dict[str, None]]:
    """What is quoted of each document, with the words around it that a claim gives, once."""
    quotes: dict[str, dict[str, None]] = {}
    for entry in entries:
        for document, quote in _quoted(entry):
            quotes.setdefault(document, {}).setdefault(quote)
    return quotes


def _quoted(entry: Entry | BrokenEntry) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Entry):
        match entry.command:
            case RecordClaim() as claim:
                yield claim.document, claim.prefix + claim.quote + claim.suffix
            case CorrectClaim(becomes=claim):
                yield claim.document, claim.prefix + claim.quote + claim.suffix
    else:
        yield from _right_of(entry.fragment)


def _right_of(fragment: Fragment) -> Iterator[tuple[str, str]]:
    """What is quoted in an entry with mistakes elsewhere, or in a claim inside it."""
    document, quote = fragment.text("document"), fragment.text("quote")
    right = fragment.kind in CLAIM_KINDS and fragment.right("quote", "prefix", "suffix")
    if right and document and quote:
        yield document, (fragment.text("prefix") or "") + quote + (fragment.text("suffix") or "")
    for value in fragment.values.values():
        if isinstance(value, Fragment) and fragment.kind != DocumentEntry.kind:
            yield from _right_of(value)


def _apart(quotes: list[str]) -> list[str]:
    """The quotes without those that stand within another: each is to stand in one place."""
    if len(quotes) > _CONTAINED:
        return quotes
    kept: list[str] = []
    for quote in sorted(quotes, key=len, reverse=True):
        if not any(quote in longer for longer in kept):
            kept.append(quote)
    whole = set(kept)
    return [quote for quote in quotes if quote in whole]
