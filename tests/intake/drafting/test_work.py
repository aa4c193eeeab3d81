"""Drafting takes time by the length of the text, however the text is made."""

from __future__ import annotations

import time

import pytest

from ledger.edtf import Edtf
from ledger.intake.drafting import proposer
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposer import MOST, proposal

NAMES = NameIndex.of(())
HOSTILE = {
    "one verb": "signed ",
    "names in a row": "Mexico and Korea ",
    "requirements": "must require approval of ",
    "quotation marks": "\u201cword word ",
    "a list": "signed\n- ",
    "conditions": "if the if ",
    "Korean without an end": "\ud55c\uad6d\uacfc \uba55\uc2dc\ucf54\ub294 \ud611\uc815\uc5d0 ",
    "initials": "A. B. ",
}


def seconds(text: str) -> float:
    """The CPU time of one drafting, the best of four."""
    times = []
    for _ in range(4):
        begun = time.process_time()
        proposal(text, names=NAMES, published=Edtf("2024-06-12"))
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_text_four_times_as_long_takes_no_more_than_eight_times_as_long(unit):
    """What repeats a pattern's beginning for ever costs a bounded time a character."""
    short = (unit * 4_000)[:4_000]
    assert seconds(short * 4) < 8 * seconds(short) + 0.05


def test_no_more_than_a_bound_is_drafted():
    """A text that states more than any article is cut, and the note says so."""
    text = "".join(f"On day {n} Mexico signed treaty number {n}.\n\n" for n in range(MOST + 50))
    proposed = proposal(text, names=NAMES, language="en")
    assert MOST <= len(proposed.drafts) <= MOST + 5
    assert "was not read" in proposed.notes[0]


def test_no_more_than_a_bound_is_read(monkeypatch):
    """Of a longer text the beginning is read, and the note says so."""
    monkeypatch.setattr(proposer, "LONGEST", 100)
    text = "Mexico signed the treaty. " * 10
    proposed = proposal(text, names=NAMES, language="en")
    assert all(draft.end <= 100 for draft in proposed.drafts)
    assert "the first 100 characters" in proposed.notes[0]
