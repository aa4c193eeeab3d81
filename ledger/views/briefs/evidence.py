"""The claims behind the sentence on an instrument: of each thing that it says, one comes first.

Takes an instrument's state; gives claims in the order in which a brief cites them.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.projections.treaties.instruments import InstrumentState


def behind(state: InstrumentState) -> tuple[tuple[str, ...], int]:
    """The claims behind what ``instrument_words`` says, and how many things that is.

    Of each (the stage, the count, whose consent is there, its course) one claim comes first, so
    that a brief which cites few of them still cites each.
    """
    parts = [claims for claims in _parts(state) if claims]
    first = dict.fromkeys(claims[0] for claims in parts)
    return tuple(dict.fromkeys((*first, *chain.from_iterable(parts)))), len(first)


def _parts(state: InstrumentState) -> Iterator[tuple[str, ...]]:
    yield state.stage_claims
    yield state.consents.claims
    yield state.existence.pending
    if state.sides is not None:
        there = {*state.sides.consented, *state.sides.uncertain}
        for party in state.participation:
            if party.party in there:
                yield party.consent.claims
    if state.negotiation is not None and state.stage in {"negotiation", "negotiated"}:
        yield state.negotiation.claims
    if state.term is not None:
        yield state.term.claims
    yield tuple(loser.claim for loser in state.undecided)
