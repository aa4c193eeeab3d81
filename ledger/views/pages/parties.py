"""Parties as a list and one by one, and the names that an answer takes as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.edtf import Edtf
from ledger.views.page import Block, Heading, Labels, Listing, Point, Row
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.weighing.parties.profiles import Judged, PartyProfile, TakenAsOne
    from ledger.views.words import Words


def parties_page(parties: Sequence[PartyProfile], words: Words = ENGLISH) -> Iterator[Block]:
    """Each party on its line: id, name, code, and the party that it is if it is another."""
    yield words.counted("party", len(parties))
    yield Listing(tuple((party.id, _listed(party, words)) for party in parties), 1)


def _listed(party: PartyProfile, words: Words) -> str:
    other = "" if party.stands == party.id else party.stands
    return words("party-listed", name=party.name, code=party.code, other=other)


def party_page(
    party: PartyProfile, *, public: bool = False, words: Words = ENGLISH
) -> Iterator[Block]:
    """One party with all its names, and what was judged of it; ``public`` names no analyst."""
    yield Heading(party.name, party.id)
    for label, text in (
        ("party-type", words.word(party.type)),
        ("party-code", party.code),
        ("party-also", ", ".join(party.aliases)),
        ("party-part-of", party.part_of),
        ("party-same-as", ", ".join(party.same)),
        ("party-named", party.stands if party.stands != party.id else None),
    ):
        if text:
            yield Row(words(label), text, Labels.RECORD, 1)
    if party.judgements:
        yield ""
    for judged in party.judgements:
        other = next(name for name in judged.parties if name != party.id)
        ground = judgement(judged, public=public, words=words)
        sentence = f"{words.word(judged.verdict)}: {other}; {ground}"
        yield Point(sentence, 1, behind=f"[{judged.id}]")


def judgement(judged: Judged, *, public: bool = False, words: Words = ENGLISH) -> str:
    """Who judged, when and why: ``judged by ana, 14 Jun 2024: one institute``."""
    when = words.short(Edtf.exactly(judged.recorded_at.date()))
    by = "" if public else judged.by
    return words("judged", by=by, day=when, reason=judged.reason)


def as_one_lines(
    taken: Sequence[TakenAsOne], level: int, words: Words = ENGLISH
) -> Iterator[Block]:
    """The names that are taken as one, each with the judgements that say so."""
    for merger in taken:
        says = words(
            "is-one",
            filed=merger.filed_name,
            filed_id=merger.filed,
            name=merger.name,
            id=merger.party,
        )
        yield Point(says, level)
        for ground in merger.judgements:
            yield Point(judgement(ground, words=words), level + 1, behind=f"[{ground.id}]")
