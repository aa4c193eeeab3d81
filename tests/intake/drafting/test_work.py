"""Drafting takes work by the length of the text, however the text is made."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.edtf import Edtf
from ledger.intake.drafting import proposer
from ledger.intake.drafting.mentions.names import NameIndex
from ledger.intake.drafting.proposer import MOST, proposal
from ledger.intake.drafting.sentences import sentence
from tests.growth.work import Meter
from tests.intake.drafting.steps import LONGEST

FEW = 4_000  # steps of a pattern in the long text: below, chance decides
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


def lengths(unit: str, short: int) -> tuple[str, str]:
    """A text of so many characters, and one of four times as many."""
    return tuple((unit * length)[:length] for length in (short, 4 * short))


@pytest.fixture(scope="module")
def steps():
    """The steps of each pattern in drafting each of the two texts, by what they repeat."""
    texts = {name: lengths(unit, 2 * LONGEST) for name, unit in HOSTILE.items()}
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.drafting.steps"],
        input=json.dumps(texts),
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_four_times_as_long_takes_no_more_than_eight_times_the_steps(name, steps):
    """What repeats a pattern's beginning for ever costs bounded steps of patterns a character."""
    short, long = steps[name]
    assert max(long.values()) > FEW
    assert not [
        (pattern, short.get(pattern, 0), count)
        for pattern, count in long.items()
        if count > max(FEW, 8 * short.get(pattern, 0))
    ]


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_text_four_times_as_long_takes_no_more_than_eight_times_the_work(unit, monkeypatch):
    """And bounded work around the patterns."""
    monkeypatch.setattr(sentence, "LONGEST", LONGEST)
    meter, works = Meter(), []
    short, long = lengths(unit, 4 * LONGEST)
    for text in (short, short, long):  # what is made once is made
        with meter.counting() as work:
            proposal(text, names=NAMES, published=Edtf("2024-06-12"))
        works.append(work.lines)
    assert 0 < works[2] < 8 * works[1], works


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
