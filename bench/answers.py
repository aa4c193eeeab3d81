"""What a ledger answers, as one hash: to hold two programs against each other, byte by byte.

    python bench/answers.py --claims 100000 --keep LEDGER      makes a ledger and prints
    python bench/answers.py --ledger LEDGER                    prints what another program says

Every event as the codec reads and writes it, the board, and of every tenth partnership its
status, timeline and disputes, each as the JSON that the command line prints.
"""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ledgers import FixedSteps, make

from ledger.app import Ledger
from ledger.claims.as_json import plain
from ledger.clock import Clocks, FixedClock
from ledger.log import init_log, open_log
from ledger.log.format import canonical, codec

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOCKS = Clocks(valid_at=date(2023, 6, 12), published_by=date(2023, 6, 12))


def answers(ledger: Ledger) -> Iterator[object]:
    """One after the other, as values."""
    for record in ledger.log.read():
        yield codec.encode(codec.decoded(record)).payload.decode()
    board = ledger.board(CLOCKS)
    yield plain(board)
    for row in board[::10]:
        name = row.partnership
        yield plain(ledger.status(name, CLOCKS))
        yield plain(ledger.timeline(name, CLOCKS))
        yield plain(ledger.disputes(CLOCKS, name))


def main() -> None:
    """Make a ledger or open one, and print the hash of all its answers."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--keep", type=Path)
    options.add_argument("--ledger", type=Path)
    chosen = options.parse_args()
    place = chosen.ledger or chosen.keep
    if chosen.ledger is None:
        init_log(place, origin="bench")
        log = open_log(place, clock=FixedSteps())
        make(log, partnerships=max(10, chosen.claims // 100), claims=chosen.claims)
        log.close()
    clock = FixedClock(datetime(2023, 6, 12, tzinfo=UTC))
    hashed, number = sha256(), 0
    with Ledger(open_log(place, clock=clock), clock=clock) as ledger:
        for answer in answers(ledger):
            hashed.update(canonical.encode(answer))  # type: ignore[arg-type]
            number += 1
    print(f"{number:,} answers: {hashed.hexdigest()}")


if __name__ == "__main__":
    main()
