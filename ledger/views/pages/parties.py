"""Parties as a list and one by one, and the names that an answer takes as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.edtf import Edtf
from ledger.views.page import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Row,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.weighing.parties import Judged, PartyProfile, TakenAsOne

_COLUMN = 12


def parties_page(parties: Sequence[PartyProfile]) -> Iterator[Block]:
    """Each party on its line: id, name, code, and the party that it is if it is another."""
    yield f"{len(parties)} {'party' if len(parties) == 1 else 'parties'}"
    yield Listing(tuple((f"  {party.id}", _listed(party)) for party in parties))


def _listed(party: PartyProfile) -> str:
    code = f"  {party.code}" if party.code else ""
    other = "" if party.stands == party.id else f"; the same as {party.stands}"
    return f"{party.name}{code}{other}"


def party_page(party: PartyProfile, *, public: bool = False) -> Iterator[Block]:
    """One party with all its names, and what was judged of it; ``public`` names no analyst."""
    yield Heading(party.name, party.id)
    yield Row("  type", party.type.value, _COLUMN)
    for label, words in (
        ("  code", party.code),
        ("  also", ", ".join(party.aliases)),
        ("  part of", party.part_of),
        ("  same as", ", ".join(party.same)),
        ("  named", party.stands if party.stands != party.id else None),
    ):
        if words:
            yield Row(label, words, _COLUMN)
    if party.judgements:
        yield ""
    for judged in party.judgements:
        other = next(name for name in judged.parties if name != party.id)
        yield Paragraph(
            f"{judged.verdict}: {other}; {judgement(judged, public=public)}", "    ", "  "
        )


def judgement(judged: Judged, *, public: bool = False) -> str:
    """Who judged, when and why: ``judged by ana, 14 Jun 2024: one institute  [kari+kasa]``."""
    when = Edtf.exactly(judged.recorded_at.date()).short
    by = f" by {judged.by}" if judged.by and not public else ""
    return f"judged{by}, {when}: {judged.reason}  [{judged.id}]"


def as_one_lines(taken: Sequence[TakenAsOne], indent: str) -> Iterator[Block]:
    """The names that are taken as one, each with the judgements that say so."""
    for merger in taken:
        says = f"{merger.filed_name} ({merger.filed}) is {merger.name} ({merger.party})"
        yield Paragraph(says, indent + "  ", indent)
        for ground in merger.judgements:
            yield Paragraph(judgement(ground), indent + "    ", indent + "  ")
