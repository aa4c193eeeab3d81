"""One process of ``tests/readers``: a writer, or a reader, for so many seconds.

Takes a role, a ledger and seconds; prints as JSON how many appends were recorded, or how often
each answer was given.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from datetime import date

from ledger.app import Ledger, open_ledger
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.clock import Clocks
from ledger.errors import ClaimsError

DAY = Clocks(valid_at=date(2024, 6, 1))


def write(place: str, end: float) -> dict[str, int]:
    """Append one event after the other, opening the ledger for each, as a command does."""
    count = 0
    while time.monotonic() < end:
        with open_ledger(place) as ledger:
            ledger.submit([Describe(entity=Party(id=f"w{count}", name=f"W{count}"))])
        count += 1
        time.sleep(0.02)
    return {"recorded": count}


def look(ledger: Ledger) -> str:
    """What a look at all of it says."""
    ledger.board(DAY)
    breaks = ledger.verify().breaks
    return str(breaks[0])[:200] if breaks else "holds"


def read(place: str, end: float, *, stays: bool) -> dict[str, int]:
    """Look again and again; the ledger is opened for each look, or once."""
    answers: Counter[str] = Counter()
    ledger = open_ledger(place) if stays else None
    while time.monotonic() < end:
        try:
            if ledger is not None:
                answers[look(ledger)] += 1
            else:
                with open_ledger(place) as opened:
                    answers[look(opened)] += 1
        except ClaimsError as error:
            answers[f"{error.code}: {error}"[:200]] += 1
    if ledger is not None:
        ledger.close()
    return dict(answers)


if __name__ == "__main__":
    role, place, seconds = sys.argv[1:]
    end = time.monotonic() + float(seconds)
    answers = (
        write(place, end) if role == "writer" else read(place, end, stays=role == "staying-reader")
    )
    sys.stdout.write(json.dumps(answers))
