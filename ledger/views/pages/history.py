"""What parties did, undid and did again, in sentences below a treaty's table.

Takes the periods of an instrument and of its parties; gives one line for each of them that has
more to tell than a row of the table shows.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ledger.projections.treaties.in_force import span_words
from ledger.projections.treaties.periods import Period, Position
from ledger.views.page import Block, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.treaties.treaty import Treaty

_BEGAN = {
    Position.SIGNATURE: "signed",
    Position.APPROVAL: "approved at home",
    Position.CONSENT: "consented",
    Position.PROVISIONAL_APPLICATION: "applied provisionally",
    Position.SUSPENSION: "suspended",
    Position.RESERVATION: "reserved",
}
_ENDED = {
    "signature-withdrawn": "withdrew its signature",
    "domestic-approval-lapsed": "the approval lapsed",
    "consent-withdrawn": "withdrew its consent",
    "denounced": "denounced",
    "provisional-application-ended": "ended",
    "provisionally-applied": "until",
    "participation-resumed": "resumed",
    "instrument-resumed": "resumed",
    "entered-into-force": "in force again",
    "reservation-withdrawn": "withdrew the reservation",
}


def history_lines(treaty: Treaty) -> Iterator[Block]:
    """A heading and a line for the instrument and for each party, if there is any history."""
    names = treaty.names
    histories = [("The instrument", treaty.state.history)] if treaty.state.history else []
    histories += sorted(
        (names.of(party.party), party.history)
        for party in treaty.state.participation
        if party.history
    )
    if histories:
        yield ""
        yield "History:"
    for who, history in histories:
        yield Paragraph(f"{who}: {history_words(history)}.", "    ", "  ")


def history_words(history: Sequence[Period]) -> str:
    """Periods in words: each position's acts in their order, and then the next position."""
    groups = groupby(history, key=lambda period: (period.position, _apart(period)))
    return "; ".join(_of_position(tuple(group)) for _, group in groups)


def _of_position(periods: Sequence[Period]) -> str:
    acts: list[str] = []
    for place, period in enumerate(periods):
        again = " again" if place else ""
        acts.append(f"{_begun(period, again)}")
        for end, back in period.averted:
            if end.span is not None and back.span is not None:
                acts.append(f"denounced for {span_words(end.span)}")
                acts.append(f"took that back {span_words(back.span)}")
        if period.ending is not None and period.until is not None:
            acts.append(f"{_ENDED.get(period.ending, period.ending)} {span_words(period.until)}")
    return ", ".join(acts)


def _begun(period: Period, again: str) -> str:
    verb = f"{_BEGAN[period.position]}{again}"
    if period.position is Position.RESERVATION:
        verb = f"made the reservation \u201c{period.act}\u201d{again}"
    if period.began.span is None:
        return f"{verb} on a day that no source states"
    act = "" if period.act in {"", "unknown"} or _reserved(period) else f" ({period.act})"
    return f"{verb} {span_words(period.since)}{act}"


def _apart(period: Period) -> str:
    """What sets periods of one position apart: the words of a reservation, the part applied."""
    return period.act if period.position is Position.PROVISIONAL_APPLICATION else _reserved(period)


def _reserved(period: Period) -> str:
    return period.act if period.position is Position.RESERVATION else ""
