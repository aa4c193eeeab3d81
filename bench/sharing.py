"""How long it takes from desk to desk: the export of a ledger with its proofs, and the way in.

Run ``python -m bench.sharing --claims 100000``. The peer, in the same run, is the import of the
same entries without their proofs, as it is done of any file.
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
from typing import TYPE_CHECKING

from ledger.app import init_ledger, open_ledger
from ledger.app.sharing.export import as_text
from ledger.app.sharing.merge import Trust, conflicts_with, merge, read_source
from ledger.clock import FixedClock
from ledger.entries.write import to_json_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    from ledger.app import Ledger

    T = TypeVar("T")


NOON = FixedClock(datetime(2027, 1, 1, 12, tzinfo=UTC))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--partnerships", type=int, default=1000)
    options.add_argument("--claims", type=int, default=100_000)
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    print(f"{date.today()} Python {sys.version.split()[0]}, load {load:.1f}")  # noqa: DTZ011
    with tempfile.TemporaryDirectory() as name:
        _measure(Path(name), chosen.partnerships, chosen.claims)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory, at most: {peak} MB")


def _measure(folder: Path, partnerships: int, claims: int) -> None:
    plain = folder / "plain.jsonl"
    plain.write_text("".join(f"{to_json_line(entry)}\n" for entry in _told(partnerships, claims)))
    init_ledger(folder / "theirs.db")
    with open_ledger(folder / "theirs.db", clock=NOON, custody=folder / "theirs") as ledger:
        _taken(ledger, plain, [], "entries alone")
        key = str(ledger.new_key())
        ledger.checkpoint()
        made = _timed(f"export of {ledger.size():,} events", ledger.export_file)
        text = _timed("as lines of JSON", lambda: as_text(made.mappings, lines=True))
    whole = folder / "whole.jsonl"
    whole.write_text(text)
    times = len(text) / plain.stat().st_size
    print(f"{len(text) / 1e6:.1f} MB, {times:.2f} times the entries alone")
    del text
    init_ledger(folder / "ours.db")
    with open_ledger(folder / "ours.db", clock=NOON, custody=folder / "ours") as ledger:
        _taken(ledger, whole, [key], "with proofs")
    for name in ("theirs", "ours"):
        size = sum(path.stat().st_size for path in folder.glob(f"{name}.db*"))
        print(f"{name}: a ledger of {size / 1e6:.1f} MB")


def _told(partnerships: int, claims: int) -> Iterator[dict[str, object]]:
    """Entries as a desk writes them: a document for every ten claims, counts and meetings."""
    for name in ("a", "b"):
        yield {"kind": "party", "id": name, "name": f"State {name}", "type": "state"}
    for number in range(partnerships):
        title = f"Partnership {number}"
        yield {"kind": "partnership", "id": f"p-{number}", "title": title, "parties": ["a", "b"]}
        yield {"kind": "instrument", "id": f"i-{number}", "title": f"Treaty {number}"}
    for number in range(claims):
        document, place = divmod(number, 10)
        if place == 0:
            yield {
                "kind": "document",
                "id": f"d-{document}",
                "title": f"News {document}",
                "publisher": f"Paper {document % 40}",
                "source_kind": "news",
                "published": f"2024-{document % 12 + 1:02}-{document % 28 + 1:02}",
                "text": " ".join(f"Statement {document}.{each} of the day." for each in range(10)),
            }
        claim: dict[str, object] = {
            "document": f"d-{document}",
            "partnership": f"p-{document % partnerships}",
            "quote": f"Statement {document}.{place} of the day.",
        }
        if place % 2:
            yield {"kind": "meeting-held", "host": "a", "participants": ["b"], **claim}
        else:
            instrument = f"i-{document % partnerships}"
            counts = {"count": place + 1, "required": 11, "stage": "deposited"}
            yield {"kind": "consents-counted", "instrument": instrument, **counts, **claim}


def _taken(ledger: Ledger, file: Path, keys: list[str], what: str) -> None:
    read = _timed(
        f"{what}: read, and verified",
        lambda: read_source(ledger, str(file), Trust(keys=keys, unsigned=not keys)),
    )
    differing = _timed(f"{what}: looked for differences", lambda: conflicts_with(ledger, read))
    _timed(f"{what}: recorded", lambda: merge(ledger, read, differing, []))


def _timed(what: str, call: Callable[[], T]) -> T:
    start, used = time.perf_counter(), time.process_time()
    result = call()
    took, cpu = time.perf_counter() - start, time.process_time() - used
    print(f"{what}: {took:.1f} s ({cpu:.1f} s of CPU)", flush=True)
    return result


if __name__ == "__main__":
    main()
