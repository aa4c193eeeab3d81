"""What whole commands cost, import among them: seconds of processor time and the most memory.

Run ``python -m bench.commands --claims 10000 100000``: a ledger of each size is made, over a
hundredth as many partnerships, its board is read once, and each command runs as a process of its
own, one after the other, with the system's own accounts of it. The import is of as many entries
as the ledger has claims, into a ledger that is empty; what it takes is said for each entry.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from bench.ledgers import FixedSteps, make
from ledger.app import init_ledger
from ledger.board.affected import mark_appended
from ledger.log import open_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS = (
    "status", "status p-1", "status --published-by 2023-06-01", "why p-1", "next", "disputes",
    "diff --since @20", "search publisher", "log", "documents", "calendar", "atom", "export",
    "check", "verify", "rebuild",
)  # fmt: skip
CLAIMS = str(Path(sys.executable).parent / "claims")
A_DOCUMENT = 10  # entries


@attrs.frozen
class Cost:
    """What a process took: seconds of processor time, and megabytes at the most."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    options.add_argument("--only", nargs="+", help="of the commands, these, as import or verify")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["CLAIMS_CUSTODY"] = str(Path(name) / "custody")
        os.environ["CLAIMS_BOOKMARKS"] = str(Path(name) / "bookmarks.json")
        for claims in chosen.claims:
            measure(Path(name), claims, chosen.only)


def measure(folder: Path, claims: int, only: Sequence[str] | None) -> None:
    """Every command on a ledger of so many claims."""
    print(f"\n{claims:,} claims, load {os.getloadavg()[0]:.1f}\n{'':34}{'cpu s':>9}{'MB':>8}")
    if only is None or "import" in only:
        show("import", cost := importing(folder, claims))
        start = importing(folder, A_DOCUMENT).seconds
        entries = sum(1 for _ in news(claims))  # with the documents, and what these name
        print(f"{'':34}{entries / (cost.seconds - start):>9,.0f} entries a second")
    asked = [line for line in COMMANDS if only is None or line.split()[0] in only]
    if asked:
        place = made(folder / f"{claims}.db", claims)
        show("status, the first board", run("status", "--ledger", place))
        for line in asked:
            show(line, run(*line.split(), "--ledger", place))


def made(place: Path, claims: int) -> str:
    """A ledger of so many claims, as a desk's is: marked with each append."""
    init_ledger(place)
    log = open_log(place, clock=FixedSteps(), on_append=mark_appended)
    make(log, partnerships=max(10, claims // 100), claims=claims)
    log.close()
    return str(place)


def importing(folder: Path, entries: int) -> Cost:
    """The import of so many entries of JSON Lines into an empty ledger."""
    file, place = folder / f"{entries}.jsonl", folder / f"imported-{entries}.db"
    with file.open("w") as lines:
        lines.writelines(json.dumps(entry) + "\n" for entry in news(entries))
    init_ledger(place)
    return run("import", str(file), "--ledger", str(place))


def news(entries: int) -> Iterator[dict[str, object]]:
    """Entries of 11 fields on one treaty, in documents of ten each, and what they name."""
    yield {"kind": "party", "id": "korea", "name": "Korea"}
    yield {"kind": "party", "id": "mexico", "name": "Mexico"}
    yield {"kind": "partnership", "id": "p", "title": "Space", "parties": ["korea", "mexico"]}
    yield {"kind": "instrument", "id": "i", "title": "A treaty", "partnerships": ["p"]}
    for number in range(entries // A_DOCUMENT):
        quotes = [f"In report {number}, {n} of 22 States consented." for n in range(A_DOCUMENT)]
        yield {
            "kind": "document",
            "id": f"d-{number}",
            "text": " ".join(quotes),
            "title": f"Report {number}",
            "publisher": f"Paper {number % 97}",
            "source_kind": "news",
            "published": f"2023-{1 + number % 12:02}-{1 + number % 28:02}",
        }
        for count, quote in enumerate(quotes):
            yield {
                "kind": "consents-counted",
                "document": f"d-{number}",
                "quote": quote,
                "instrument": "i",
                "count": count,
                "required": 22,
                "stage": "deposited",
                "partnership": "p",
                "occurred": f"2023-{1 + number % 12:02}",
                "asserted_by": "korea",
                "note": f"of report {number}",
            }


# In a small process of its own: what a large one starts is charged with the memory of that one.
_ACCOUNT = """
import os, sys
nowhere = os.open(os.devnull, os.O_WRONLY)
started = os.posix_spawn(
    sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)]
)
_, status, used = os.wait4(started, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def run(*words: str) -> Cost:
    """One command as a process, its output thrown away; an exit by findings is no failure."""
    command = [sys.executable, "-S", "-c", _ACCOUNT, CLAIMS, *words]
    account = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    code, seconds, megabytes = account.split()
    if code not in {"0", "1"}:
        raise SystemExit(f"claims {' '.join(words)} failed")
    return Cost(float(seconds), float(megabytes))


def show(what: str, cost: Cost) -> None:
    """A line of the table."""
    print(f"{what:34}{cost.seconds:>9.2f}{cost.megabytes:>8,.0f}", flush=True)


if __name__ == "__main__":
    main()
