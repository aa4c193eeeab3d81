"""What parties did, undid and did again, in sentences below a treaty's table.

Takes the periods of an instrument and of its parties; gives one line for each of them that has
more to tell than a row of the table shows.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ledger.projections.treaties.periods import Period, Position
from ledger.views.page import Block, Point
from ledger.views.pages.treaties.force import span_words
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.names import Names
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.views.words import Words


def history_lines(state: InstrumentState, names: Names, words: Words = ENGLISH) -> Iterator[Block]:
    """A line for the instrument and for each party that has any history."""
    histories = [(words("history-instrument"), state.history)] if state.history else []
    histories += sorted(
        (names.of(party.party), party.history) for party in state.participation if party.history
    )
    for who, history in histories:
        yield Point(f"{who}: {history_words(history, words)}.", 1)


def history_words(history: Sequence[Period], words: Words = ENGLISH) -> str:
    """Periods in words: each position's acts in their order, and then the next position."""
    groups = groupby(history, key=lambda period: (period.position, _apart(period)))
    return "; ".join(_of_position(tuple(group), words) for _, group in groups)


def _of_position(periods: Sequence[Period], words: Words) -> str:
    acts: list[str] = []
    for place, period in enumerate(periods):
        acts.append(_begun(period, words, again=place > 0))
        for end, back in period.averted:
            if end.span is not None and back.span is not None:
                acts.append(words("averted-for", day=span_words(end.span, words)))
                acts.append(words("averted-back", day=span_words(back.span, words)))
        if period.ending is not None and period.until is not None:
            what = words.texts.get(f"ended-{period.ending}", period.ending)
            acts.append(words("ended-on", what=what, day=span_words(period.until, words)))
    return ", ".join(acts)


def _begun(period: Period, words: Words, *, again: bool) -> str:
    what = words(f"began-{period.position}", reservation=period.act)
    if again:
        what = words("began-again", what=what)
    if period.began.span is None:
        return words("began-unknown", what=what)
    unspoken = period.act in {"", "unknown"} or _reserved(period)
    act = "" if unspoken else words.word(period.act)
    return words("began-on", what=what, day=span_words(period.since, words), act=act)


def _apart(period: Period) -> str:
    """What sets periods of one position apart: the words of a reservation, the part applied."""
    return period.act if period.position is Position.PROVISIONAL_APPLICATION else _reserved(period)


def _reserved(period: Period) -> str:
    return period.act if period.position is Position.RESERVATION else ""
