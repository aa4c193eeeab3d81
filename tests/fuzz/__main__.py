"""The fuzzer: ``python tests/fuzz 180`` tries inputs for three minutes, each ground in turn.

``--ground WORD`` takes those whose name holds the word, ``--seed NUMBER`` another beginning. A
finding is kept in ``corpus``, where ``make test`` replays it; prints each and exits 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from grounds import GROUNDS
from mutators import Mutator
from office import opened

if TYPE_CHECKING:
    from office import Office

CORPUS = Path(__file__).parent / "corpus"
TURN = 5.0  # seconds that a ground has before the next one


def attempts(office: Office, ground: str, data: bytes) -> list[str]:
    """The faults that an input leads to; whatever escapes is one."""
    try:
        return list(GROUNDS[ground].attempt(office, data))
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        office.restore()
        return [f"{type(error).__name__}: {error}"]


def main() -> int:
    """Fuzz until the time is over; how many findings there were."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("seconds", nargs="?", type=float, default=180)
    reader.add_argument("--ground", default="")
    reader.add_argument("--seed", type=int, default=None)
    chosen = reader.parse_args()
    seed = time.time_ns() % 1_000_000 if chosen.seed is None else chosen.seed
    print(f"seed {seed}", flush=True)
    end = time.monotonic() + chosen.seconds
    counts = dict.fromkeys((name for name in GROUNDS if chosen.ground in name), 0)
    findings: set[str] = set()
    with opened() as office:
        mutators = {
            name: Mutator(Random(f"{seed} {name}"), GROUNDS[name].seeds(), GROUNDS[name].words())  # noqa: S311
            for name in counts
        }
        while time.monotonic() < end:
            for name, mutator in mutators.items():
                turn = min(end, time.monotonic() + TURN)
                while time.monotonic() < turn:
                    data = mutator.make()
                    counts[name] += 1
                    for fault in attempts(office, name, data):
                        if _new(findings, name, fault):
                            _keep(name, data, fault)
    for name, count in counts.items():
        print(f"{count:>8,} {name}")
    print(f"{sum(counts.values()):>8,} inputs, {len(findings)} findings, seed {seed}")
    return 1 if findings else 0


def _new(findings: set[str], ground: str, fault: str) -> bool:
    """Whether a fault is of a kind that was not met in this run."""
    kind = f"{ground} " + "".join(char for char in fault if not char.isdigit())[:60]
    fresh = kind not in findings
    findings.add(kind)
    return fresh


def _keep(ground: str, data: bytes, fault: str) -> None:
    folder = CORPUS / ground
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(data).hexdigest()[:12]
    path.write_bytes(data)
    print(f"{path.relative_to(CORPUS.parent)}: {fault}", file=sys.__stderr__, flush=True)


if __name__ == "__main__":
    sys.exit(main())
