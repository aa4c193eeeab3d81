"""The fuzzer: ``python tests/fuzz 180`` tries inputs for three minutes, each ground in turn.

``--ground WORD`` takes those whose name holds the word, ``--seed NUMBER`` another beginning. A
finding is kept in the folder ``corpus``, where ``make test`` replays it (``--replay``); prints each
and exits 1. ``--planted`` puts a bug into the program first, to see that it is found.
"""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from grounds import GROUNDS
from mutators import Mutator
from office import opened

from ledger.cli.program import run

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def replay(office: Office, corpus: Path) -> int:
    """Every input that was kept, again; how many lead to a fault."""
    broken = 0
    for path in sorted(path for path in corpus.glob("*/*") if path.is_file()):
        for fault in attempts(office, path.parent.name, path.read_bytes()):
            broken += 1
            print(f"{path.relative_to(corpus)}: {fault}", file=sys.__stderr__, flush=True)
    return broken


def fuzz(office: Office, seed: int, seconds: float, word: str, corpus: Path) -> int:
    """New inputs until the time is over; how many kinds of fault they led to."""
    end = time.monotonic() + seconds
    findings: set[str] = set()
    mutators = {
        name: Mutator(Random(f"{seed} {name}"), ground.seeds(), ground.words())  # noqa: S311
        for name, ground in GROUNDS.items()
        if word in name
    }
    counts = dict.fromkeys(mutators, 0)
    while time.monotonic() < end:
        for name, mutator in mutators.items():
            turn = min(end, time.monotonic() + TURN)
            while time.monotonic() < turn:
                data = mutator.make()
                counts[name] += 1
                for fault in attempts(office, name, data):
                    if _new(findings, name, fault):
                        _keep(corpus / name, data, fault)
    for name, count in counts.items():
        print(f"{count:>8,} {name}")
    print(f"{sum(counts.values()):>8,} inputs, {len(findings)} findings, seed {seed}")
    return len(findings)


def planted(words: Sequence[str], **more: object) -> int:
    """The command with a bug in it: exit code 70 where a file's length is a multiple of seven."""
    bug = words[0] == "import" and not len(Path(words[1]).read_bytes()) % 7
    return 70 if bug else run(words, **more)


def main() -> int:
    """Fuzz, or replay; 1 where there was a finding."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("seconds", nargs="?", type=float, default=180)
    reader.add_argument("--ground", default="")
    reader.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    reader.add_argument("--corpus", type=Path, default=CORPUS)
    reader.add_argument("--replay", action="store_true")
    reader.add_argument("--planted", action="store_true")
    chosen = reader.parse_args()
    corpus = chosen.corpus.resolve()
    with patch("office.run", planted if chosen.planted else run), opened() as office:
        if chosen.replay:
            return 1 if replay(office, corpus) else 0
        print(f"seed {chosen.seed}", flush=True)
        found = fuzz(office, chosen.seed, chosen.seconds, chosen.ground, corpus)
    return 1 if found else 0


def _new(findings: set[str], ground: str, fault: str) -> bool:
    """Whether a fault is of a kind that was not met in this run."""
    kind = f"{ground} " + "".join(char for char in fault if not char.isdigit())[:60]
    fresh = kind not in findings
    findings.add(kind)
    return fresh


def _keep(folder: Path, data: bytes, fault: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(data).hexdigest()[:12]
    path.write_bytes(data)
    print(f"{folder.name}/{path.name}: {fault}", file=sys.__stderr__, flush=True)


if __name__ == "__main__":
    sys.exit(main())
