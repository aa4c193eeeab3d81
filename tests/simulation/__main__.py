"""The simulation: ``python tests/simulation 77`` runs one seed, ``1-200`` those in between.

``--planted NAME`` puts a fault into the program first (``planted``), to see that it is found.
Prints the seed and the steps of the first breach of a law, and exits 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext

if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of a set follows from the seed too
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606
    from planted import PLANTED
    from run import runs

    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("seeds", help="a seed, or the first and the last: 1-200")
    reader.add_argument("--planted", choices=PLANTED)
    given = reader.parse_args()
    first, _, last = given.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    with PLANTED[given.planted]() if given.planted else nullcontext(), runs() as world:
        for seed in seeds:
            if (breach := world.run(seed)) is not None:
                # the command gives its stdout up where a disk is full
                print(breach, file=sys.stderr)
                sys.exit(1)
    print(f"{len(seeds)} seeds, no law broken")
