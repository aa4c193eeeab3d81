"""How long a site takes: of a whole ledger, again with nothing new, and after one new claim.

Run ``python -m bench.publishing_site --partnerships 1000 --claims 5000``. The peer, in the same
run, is a plain write of the same files.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bench.ledgers import FixedSteps, make
from ledger.app import init_ledger, open_ledger
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import OpinionStated
from ledger.clock import FixedClock
from ledger.web.public_site.publish import Published, publish

NOON = FixedClock(datetime(2027, 1, 1, 12, tzinfo=UTC))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--partnerships", type=int, default=1000)
    options.add_argument("--claims", type=int, default=5000)
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    print(f"{date.today()} Python {sys.version.split()[0]}, load {load:.1f}")  # noqa: DTZ011
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        init_ledger(folder / "claims.db")
        with open_ledger(folder / "claims.db", clock=FixedSteps()) as ledger:
            make(ledger.log, partnerships=chosen.partnerships, claims=chosen.claims)
        _measure(folder, chosen.partnerships)


def _measure(folder: Path, partnerships: int) -> None:
    with open_ledger(folder / "claims.db", clock=NOON, custody=folder / "keys") as ledger:

        def again(what: str) -> Published:
            start, used = time.perf_counter(), time.process_time()
            done = publish(ledger, folder / "site", now=NOON.now())
            took, cpu = time.perf_counter() - start, time.process_time() - used
            print(
                f"{what}: {took:.2f} s ({cpu:.2f} s of CPU), {done.written} of {done.files} files"
            )
            return done

        again(f"{partnerships} partnerships, {ledger.size()} events, first time")
        again("nothing new")
        ledger.submit(
            [
                RecordClaim(
                    document="doc-3",
                    quote="Statement 1 of the day.",
                    development=OpinionStated(topic="news"),
                    partnership="p-3",
                )
            ]
        )
        again("a new claim")
        files = {
            path: path.read_bytes() for path in (folder / "site").rglob("*.*") if path.is_file()
        }
        size = sum(map(len, files.values()))
        start = time.perf_counter()
        for path, content in files.items():
            target = folder / "plain" / path.relative_to(folder / "site")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        print(f"a plain write of the {size / 1e6:.0f} MB: {time.perf_counter() - start:.2f} s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"memory, at most: {peak} MB")


if __name__ == "__main__":
    main()
