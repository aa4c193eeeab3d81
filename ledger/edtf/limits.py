"""Rules of the grammar for limits, doubts and spans: `by`, `since`, `about`, `10 to 12 june`.

Takes canonical words; gives the days that they allow, reading the dates inside them with
the other rules.
"""

from __future__ import annotations

import re
from datetime import timedelta

from ledger.edtf.grammar import OPEN, QUALIFIERS
from ledger.edtf.gregorian import SEASONS
from ledger.edtf.reading import Reading, Rule, Tense, end_of, spanning, start_of
from ledger.edtf.refusals import BadDate
from ledger.edtf.relative import YEARLESS, without_year
from ledger.edtf.value import Edtf


def _by(reading: Reading, rest: str) -> Edtf:
    return Edtf(f"{OPEN}/{end_of(reading.read(rest))}")


def _since(reading: Reading, rest: str) -> Edtf:
    return Edtf(f"{start_of(reading.read(rest))}/{OPEN}")


def _before(reading: Reading, rest: str) -> Edtf:
    """Before a unit of the calendar: before its first day. Before a vague one: its last."""
    span = reading.read(rest)
    limit = span.earliest if _is_unit(span) else span.not_after
    if limit is None:
        raise reading.refused("there is no last day for it to come before")
    last = limit - timedelta(1) if _is_unit(span) else limit
    published = reading.published and reading.published.earliest
    future = reading.tense is Tense.FUTURE
    if future and YEARLESS.fullmatch(rest) and published and last < published:
        reason = "it names no year, and this year's is over before the publication"
        raise reading.refused(reason, "add the year")
    return Edtf.on_or_before(last)


def _after(reading: Reading, rest: str) -> Edtf:
    """After a unit of the calendar: after its last day. After a vague one: its first."""
    span = reading.read(rest)
    limit = span.latest if _is_unit(span) else span.not_before
    if limit is None:
        raise reading.refused("there is no first day for it to come after")
    return Edtf.on_or_after(limit + timedelta(1) if _is_unit(span) else limit)


def _is_unit(span: Edtf) -> bool:
    """A day, month, quarter, half or year, whose ends nobody doubts."""
    code = span.text[5:7]
    vague = code.isdecimal() and int(code) in SEASONS
    return not vague and re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", span.text) is not None


def _about(reading: Reading, rest: str) -> Edtf:
    return _qualified(reading.read(rest), "~")


def _possibly(reading: Reading, rest: str) -> Edtf:
    return _qualified(reading.read(rest), "?")


def _qualified(span: Edtf, mark: str) -> Edtf:
    """The mark at each end that names a date; about and possibly together are `%`."""
    ends = []
    for end in span.text.split("/"):
        if end in ("", OPEN):
            ends.append(end)
        elif end[-1] in QUALIFIERS:
            ends.append(end[:-1] + (mark if end[-1] == mark else "%"))
        else:
            ends.append(end + mark)
    return Edtf("/".join(ends))


def _span(reading: Reading, first: str, last: str) -> Edtf:
    return spanning(*_ends(reading, first, last))


def _either(reading: Reading, first: str, last: str) -> Edtf:
    """12 and 13 June, 12 or 13 June: a span only if no day between the two is left out."""
    start, end = _ends(reading, first, last)
    if start.not_after and end.not_before and end.not_before > start.not_after + timedelta(1):
        reason = "it leaves out days between the two, and a date here is one span of days"
        raise reading.refused(reason, "write an interval from the first possible day to the last")
    return spanning(start, end)


def _ends(reading: Reading, first: str, last: str) -> tuple[Edtf, Edtf]:
    """The first and the last, each completed by what only the other says.

    `27 to 28 september 2024`, `september 27 to 28 2024`, `may to june 2024`.
    """
    heads = [first.split()[:count] for count in range(1, len(first.split()))]
    tails = [last.split()[count:] for count in range(1, len(last.split()))]
    starts = [*(f"{first} {' '.join(tail)}" for tail in tails), first]
    start = _first_read(reading, starts[::-1] if re.search(_YEAR, first) else starts)
    end = _first_read(reading, [last, *(f"{' '.join(head)} {last}" for head in heads)])
    if start.earliest and end.latest and end.latest < start.earliest:
        fix = "say the year of both, or give the date as EDTF"
        raise reading.refused(f"{end.display} comes before {start.display}", fix)
    return start, end


def _first_read(reading: Reading, candidates: list[str]) -> Edtf:
    refusals = []
    for candidate in candidates:
        try:
            return reading.read(candidate)
        except BadDate as refusal:
            refusals.append(refusal)
    # What the grammar says of a date that was understood (30 February) tells more.
    raise max(refusals, key=lambda refusal: refusal.text != reading.words)


_YEAR = r"[0-9]{4}"
_ONE = r"((?:(?! and | to | or ).)+)"

LIMITS: tuple[Rule, ...] = (
    (rf"({YEARLESS.pattern})", without_year),
    (rf"(?:between|from|since) {_ONE} (?:and|to|or) {_ONE}", _span),
    (r"by (.+)", _by),
    (r"(?:since|from) (.+)", _since),
    (r"before (.+)", _before),
    (r"after (.+)", _after),
    (r"about (.+)", _about),
    (r"possibly (.+)", _possibly),
    (rf"{_ONE} to {_ONE}", _span),
    (rf"{_ONE} (?:or|and) {_ONE}", _either),
)
