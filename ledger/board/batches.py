"""Many partnerships at the cost of one reading: each pass folds as many as it may hold.

Takes a log, partnerships and clocks; gives each partnership's view. The views of a pass share
its facts, which are more than any of them needs: what lies elsewhere changes no answer. A pass
reads a bounded part of the log, so memory follows the largest partnership and not the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ledger.board.kept_facts import LEAST, facts_of
from ledger.facts.facts import fold
from ledger.facts.log_reader import (
    PARTIES,
    entities,
    facts_of_partnerships,
    read,
    uncollected,
)
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.facts.facts import Facts
    from ledger.log.port import Log

PASS = 4000
"""Events of a pass, by the tags of its partnerships; one that has more is read alone."""

_Reading: TypeAlias = "tuple[Sequence[str], bool]"
"""Partnerships that are read together; whether it is one whose facts may be kept."""

_FEW = 8  # so many are read one by one sooner than their sizes are asked for


def views(
    log: Log, clocks: Clocks, wanted: Sequence[str] | None = None, *, kept: bool = True
) -> Iterator[PartnershipView]:
    """The views of these partnerships, or of all, as far as they are described at the clocks.

    A view holds its whole pass in memory: take from it what is needed, and let it go. With
    ``kept``, a large partnership's facts are those of its row, where that can be believed. All
    are of one position, whatever is appended between two of them.
    """
    known_at = log.head().size - 1 if clocks.known_at is None else clocks.known_at
    if wanted is not None and len(wanted) <= _FEW:
        facts = fold(read(log, PARTIES, known_at))
        passes: Iterator[_Reading] = (((partnership,), True) for partnership in wanted)
    else:
        facts = entities(log, known_at)
        wanted = tuple(facts.partnerships) if wanted is None else wanted
        passes = _passes(log, facts, wanted)
    for some, large in passes:
        with uncollected():
            if kept and large:
                own = facts_of(log, some[0], known_at, parties=facts).facts
            else:
                own = facts_of_partnerships(log, some, known_at, parties=facts)
            yield from _together(own, clocks, some)


def _together(facts: Facts, clocks: Clocks, some: Sequence[str]) -> Iterator[PartnershipView]:
    standing = Standing(facts, clocks)
    for partnership in some:
        if partnership in facts.partnerships:
            yield PartnershipView(standing=standing, id=partnership)


def _passes(log: Log, facts: Facts, wanted: Sequence[str]) -> Iterator[_Reading]:
    """The partnerships in groups, each of no more events than a pass may hold.

    One that is large enough to have its facts kept stands by itself.
    """
    tags = {partnership: {f"partnership:{partnership}"} for partnership in wanted}
    for instrument in facts.instruments.values():
        for follower in instrument.partnerships:
            if follower in tags:
                tags[follower].add(f"instrument:{instrument.id}")
    sizes = log.tally({tag for carried in tags.values() for tag in carried})
    some: list[str] = []
    carried_tags: set[str] = set()
    size, large = 0, False
    for partnership in wanted:
        own = sum(sizes.get(tag, 0) for tag in tags[partnership])
        more = sum(sizes.get(tag, 0) for tag in tags[partnership] - carried_tags)
        if some and (size + more > PASS or own >= LEAST or large):
            yield some, large
            some, carried_tags, size = [], set(), 0
            more = own
        some.append(partnership)
        carried_tags |= tags[partnership]
        size += more
        large = own >= LEAST
    if some:
        yield some, large
