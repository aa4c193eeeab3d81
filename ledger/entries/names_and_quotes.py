"""The names and quotes of an entry that has mistakes elsewhere, held to what the ledger knows.

Takes a fragment and ``Register``; gives the mistakes that are in its right fields, so that one run
tells them together with those that ``decode`` met. A whole entry is for ``decide``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.commands import RecordClaim
from ledger.claims.decision.decide import check_words, record, tense_of
from ledger.claims.decision.lines import check_lines
from ledger.claims.decision.refusals import NotKnown, Refusals
from ledger.claims.entities import Party
from ledger.claims.entry_into_force import EntryIntoForceRule
from ledger.claims.naming import check_code, one_id
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf, from_words
from ledger.entries.document import DocumentEntry
from ledger.entries.fragment import Fragment, stand_in
from ledger.entries.specs import CLAIM_KINDS, FieldSpec, Sort
from ledger.sources.pages.publication import check_published
from ledger.sources.quotation.quotes import anchor_in_first
from ledger.sources.quotation.selector import TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.claims.decision.register import Register

_HELD = {
    Sort.PARTNERSHIP: "partnership",
    Sort.INSTRUMENT: "instrument",
    Sort.DOCUMENT: "document",
    Sort.CLAIM: "claim",
    Sort.HURDLE: "hurdle",
}
_NOT_LOOKED_UP = ("id", "blocks", "successor")
"""Its own name, and hurdles that a claim may name before they are stated."""


def check_fragment(
    fragment: Fragment, register: Register, refusals: Refusals, within: str = ""
) -> None:
    """Note every name that is not known and every quote that does not stand in its document."""
    for spec in fragment.specs:
        value = fragment.values.get(spec.name)
        items = value if isinstance(value, tuple) else (value,)
        for place, item in enumerate(items):
            path = f"{within}{spec.name}" + (f".{place}" if isinstance(value, tuple) else "")
            _check(spec, item, register, refusals, path)
    check_lines(fragment.values, refusals)
    if fragment.kind in CLAIM_KINDS:
        _check_quote(fragment, register, refusals, within)
        _check_words(fragment, register, refusals, within)
    if fragment.kind == Party.kind and fragment.right("name", "aliases", "type", "code"):
        check_code(stand_in(Party, fragment), refusals)


def check_day(fragment: Fragment, today: date, refusals: Refusals) -> None:
    """Note a document that is published after today (UTC)."""
    published = fragment.values.get("published")
    if fragment.kind == DocumentEntry.kind and isinstance(published, Edtf):
        refusals.trying("published", lambda: check_published(published, today))


def _check(
    spec: FieldSpec, item: object, register: Register, refusals: Refusals, path: str
) -> None:
    match item:
        case Fragment():
            check_fragment(item, register, refusals, f"{path}.")
        case RecordClaim():
            refusals.trying(path, lambda: record(item, register))
        case EntryIntoForceRule():
            for party in sorted(item.parties):
                one_id(party, register, refusals, path)
        case str() if spec.sort is Sort.PARTY:
            one_id(item, register, refusals, path)
        case str() if spec.sort in _HELD and spec.name not in _NOT_LOOKED_UP:
            kind = _HELD[spec.sort]
            if getattr(register, kind)(item) is None:
                refusals.add(NotKnown(kind, item, register.near(kind, item)), path)


def _check_quote(fragment: Fragment, register: Register, refusals: Refusals, within: str) -> None:
    document = register.document(fragment.text("document") or "")
    quote = fragment.text("quote")
    if document is None or quote is None or not fragment.right("quote", "prefix", "suffix"):
        return
    selector = TextQuoteSelector(
        exact=quote,
        prefix=fragment.text("prefix") or "",
        suffix=fragment.text("suffix") or "",
    )
    texts = [captured.text for captured in register.captures(document.id)]
    refusals.trying(f"{within}quote", lambda: anchor_in_first(selector, texts))


def _check_words(fragment: Fragment, register: Register, refusals: Refusals, within: str) -> None:
    document = register.document(fragment.text("document") or "")
    words = fragment.text("occurred_words")
    if document is None or words is None:
        return
    occurred = fragment.values.get("occurred")
    if isinstance(occurred, Edtf):
        refusals.trying(f"{within}occurred", lambda: check_words(occurred, words, document))
    elif fragment.right("occurred", "occurred_words", "modality"):
        modality = Modality(fragment.text("modality") or Modality.ACTUAL)
        refusals.trying(
            f"{within}occurred_words",
            lambda: from_words(words, published=document.published, tense=tense_of(modality)),
        )


def names_given(fragment: Fragment) -> Iterator[tuple[str | None, str]]:
    """The kinds and names under which others may refer to what a broken entry describes.

    Of an entry whose kind is wrong, the kind is None: it may be any.
    """
    kind = None if fragment.kind is None else _kind_of(fragment.kind)
    for field in ("id", "name", "code", "aliases"):
        value = fragment.values.get(field)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                yield kind, item
    hurdle = fragment.text("hurdle")
    if hurdle is not None:
        yield "hurdle", hurdle


def _kind_of(kind: str) -> str:
    return "claim" if kind in CLAIM_KINDS else kind
