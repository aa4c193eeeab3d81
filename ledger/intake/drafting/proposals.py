"""Drafts that another program proposes, held to the same rules: its lines become drafts or refusals.

Takes the text of a document and lines of JSON; gives a ``Proposal``. An entry is refused with its
reason where it is no JSON, of no kind, wrong in a field, or quotes what is not in the text word for
word. Absent: running a program, and repairing what it wrote.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledger.entries.entry import Entry
from ledger.entries.mistakes import MissingField
from ledger.entries.reader import read_mappings
from ledger.entries.specs import CLAIM_KINDS, kind_spec, takes_several
from ledger.errors import ClaimsError
from ledger.intake.drafting.draft import Draft, Gap, Proposal, RefusedDraft
from ledger.sources.quotation.ends import FILLED
from ledger.sources.quotation.quotes import anchor
from ledger.sources.quotation.selector import TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_LINES = 2_000
"""Lines of one proposer that are read: an article states a few things, not thousands."""

MOST_REFUSED = 100
"""Refused lines after which no more are read: such an answer is no list of entries."""

_SHOWN = 300  # characters of a line or a reason that a refusal shows
_OWN = frozenset({"because", "document", "quote", "prefix", "suffix", "proposed_by"})
_DOCUMENT = "draft"  # how an entry that is checked calls its document


class _NoDraft(Exception):
    """Why one line is no draft."""


def checked(text: str, lines: Iterable[bytes], *, proposer: str) -> Proposal:
    """What a proposer wrote, as drafts and refusals, in the order of the document's words.

    A line may have ``because``, a sentence or several, next to the fields of its entry.
    """
    drafts: list[Draft] = []
    refused: list[RefusedDraft] = []
    notes: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        if number > MOST_LINES or len(refused) >= MOST_REFUSED:
            notes = (f"after {number - 1:,} lines the rest was not read",)
            break
        if not line.strip():
            continue
        try:
            drafts.append(_draft(text, line, proposer))
        except _NoDraft as refusal:
            written = line.decode(errors="replace").strip()[:_SHOWN]
            reason = f"line {number}: {refusal}"
            refused.append(RefusedDraft(reason=reason, written=written, proposer=proposer))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    return Proposal(drafts=tuple(drafts), refused=tuple(refused), notes=notes)


def _draft(text: str, line: bytes, proposer: str) -> Draft:
    entry = _entry(line)
    kind = str(entry.pop("kind", ""))
    if kind not in CLAIM_KINDS:
        raise _NoDraft(f"no kind of claim is called {kind[:60] or '(nothing)'}")
    quote, prefix, suffix = (str(entry.get(name) or "") for name in ("quote", "prefix", "suffix"))
    if not quote.strip():
        raise _NoDraft("it quotes nothing")
    try:
        place = anchor(TextQuoteSelector(exact=quote, prefix=prefix, suffix=suffix), text)
    except ClaimsError as refusal:
        raise _NoDraft(f"{refusal.message}; {refusal.fix}"[:_SHOWN]) from None
    if FILLED in place.folds:
        raise _NoDraft("the quote leaves words out; a draft quotes them all")
    fields = {
        name: value for name, value in entry.items() if name not in _OWN and value is not None
    }
    gaps = _gaps(kind, fields, place.exact)
    return Draft(
        kind=kind,
        quote=place.exact,
        start=place.start,
        end=place.end,
        fields=fields,
        because=_because(entry.get("because")),
        gaps=gaps,
        proposer=proposer,
        prefix=prefix,
        suffix=suffix,
    )


def _entry(line: bytes) -> dict[str, object]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        cut = "" if line.endswith(b"\n") else ", and is cut off"
        raise _NoDraft(f"it is not JSON{cut}") from None
    if not isinstance(entry, dict):
        raise _NoDraft("it is no object with the fields of an entry")
    return entry


def _gaps(kind: str, fields: Mapping[str, object], quote: str) -> tuple[Gap, ...]:
    """What the entry lacks; raises for what is wrong in it."""
    whole = {"kind": kind, "document": _DOCUMENT, "quote": quote, **fields}
    try:
        entries = read_mappings(whole, "draft")
    except (ClaimsError, ValueError, TypeError, RecursionError) as refusal:
        raise _NoDraft(str(refusal)[:_SHOWN]) from None
    missing: list[str] = []
    for entry in entries:
        if isinstance(entry, Entry):
            continue
        for mistake in entry.mistakes:
            if not isinstance(mistake, MissingField):
                raise _NoDraft(mistake.message)
            missing.append(str(mistake.field))
    if takes_several(kind) and "parties" in fields:
        missing = [field for field in missing if field != "party"]
    specs = {spec.name: spec for spec in kind_spec(kind).fields}
    return tuple(
        Gap(field=name, holds=f"{specs[name].help} ({specs[name].holds})", required=True)
        for name in dict.fromkeys(missing)
        if name in specs
    )


def _because(written: object) -> tuple[str, ...]:
    reasons = written if isinstance(written, list) else [] if written is None else [written]
    return tuple(" ".join(str(reason).split())[:_SHOWN] for reason in reasons[:10])
