"""Search at a size, with the index of texts and without; and rows of a sheet read.

``python -m bench.search [CLAIMS]``: makes a ledger in a folder of its own, fills the index, and
asks; a word that few claims have, words of a party's name, and words of many. ``--read`` asks
once without the index too, as a reader does who may not fill it. Then a table of 20,000 rows
next to the same entries as JSON Lines. Processor time and wall time, with the load.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.ledgers import make
from ledger.app import Ledger
from ledger.board.texts import fill
from ledger.clock import Clocks, FixedClock
from ledger.entries.reader import EntryFile, EntryFormat, read_entries
from ledger.entries.sheets.writing import to_csv
from ledger.log import init_log, open_log
from ledger.log.shelf import NoTexts
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = ("zzz", "consent-deposited 2019", "required deposited 12", "publisher 41")
ROWS = 20_000
CLOCK = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something takes: wall, processor, load."""
    wall, processor = time.perf_counter(), time.process_time()
    yield
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what:<48} {wall:8.3f} s {processor:8.3f} s cpu, load {os.getloadavg()[0]:.1f}")


def searches(claims: int, *, read: bool) -> None:
    """Ask a made ledger of so many claims."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "made.db"
        init_log(place)
        log = open_log(place, clock=CLOCK)
        make(log, partnerships=max(claims // 1000, 10), claims=claims)
        log.close()
        before = place.stat().st_size
        log = open_log(place, clock=CLOCK)
        with timed(f"filling the index at {claims:,} claims"):
            fill(log)
        log.close()
        log = open_log(place, clock=CLOCK)
        print(f"the index adds {(place.stat().st_size - before) / before:.1%} to the file")
        _ask(Ledger(log, clock=CLOCK), "by the index")
        if read:
            SqlLog.texts = NoTexts()  # type: ignore[assignment,method-assign]
            _ask(Ledger(log, clock=CLOCK), "by reading", WORDS[:1])
        log.close()


def _ask(ledger: Ledger, how: str, asked: tuple[str, ...] = WORDS) -> None:
    at = Clocks(valid_at=date(2026, 1, 1))
    for words in asked:
        with timed(f"{how}: {words}"):
            hits = ledger.search(words.split(), at)
            passages = ledger.passages(words.split(), at)
        print(f"{'':<4}{len(hits):,} claims, {len(passages):,} documents")


def sheets() -> None:
    """Read rows of a table, and the same entries as JSON Lines."""
    entries: list[dict[str, object]] = [
        {
            "kind": "signed",
            "document": "news",
            "quote": f"With {number} of 11, it is signed",
            "instrument": "pact",
            "party": f"p{number % 50}",
            "occurred": "2024-01-02",
        }
        for number in range(ROWS)
    ]
    table = to_csv(entries).encode()
    lines = "".join(f"{json.dumps(entry)}\n" for entry in entries).encode()
    for data, form in ((table, EntryFormat.SEPARATED), (lines, EntryFormat.JSON_LINES)):
        with timed(f"{ROWS:,} entries, {form.name.lower().replace('_', ' ')}"):
            file = EntryFile(file=io.BytesIO(data), source="made", form=form)
            number = sum(1 for _ in read_entries(file))
        assert number == ROWS


def main() -> None:
    """Measure at the size that the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="?", type=int, default=10_000)
    parser.add_argument("--read", action="store_true")
    asked = parser.parse_args()
    searches(asked.claims, read=asked.read)
    sheets()


if __name__ == "__main__":
    main()
