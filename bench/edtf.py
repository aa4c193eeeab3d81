"""How long a date takes to read, beside the PyPI package `edtf` where it is installed.

Prints microseconds a parse (the best of five rounds), the ratio to the peer, and what the
import costs. Run it with `python bench/edtf.py`; `--peer PYTHON` names an interpreter of
another environment that has the peer, so that this one need not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import timeit

TEXTS = (
    *("2022-06-29", "2022-06", "2022", "2024-05~", "201X", "2024-35", "2004-06/2006-08"),
    *("2024-06-12/..", "../2024-06-12"),
)
PEER = f"""
import json, timeit, warnings
warnings.simplefilter("ignore")
import edtf
def took(text):
    try:
        edtf.parse_edtf(text).lower_strict()
    except Exception:
        return None
    clock = timeit.Timer(lambda: (e := edtf.parse_edtf(text), e.lower_strict(), e.upper_strict()))
    return min(clock.repeat(3, 50)) / 50 * 1e6
print(json.dumps({{text: took(text) for text in {TEXTS!r}}}))
"""


def ours() -> dict[str, float]:
    """Microseconds to read each text, bounds included."""
    from ledger.edtf import parse  # noqa: PLC0415 - the import is measured apart

    rounds = 20_000
    return {
        text: min(timeit.repeat(lambda t=text: parse(t), number=rounds, repeat=5)) / rounds * 1e6
        for text in TEXTS
    }


def theirs(python: str) -> dict[str, float | None]:
    """The same for the peer; empty where it is not installed."""
    ran = subprocess.run([python, "-c", PEER], capture_output=True, text=True, check=False)
    return json.loads(ran.stdout) if ran.returncode == 0 else {}


def started(code: str) -> float:
    """Milliseconds of a fresh interpreter that runs this code, the best of ten."""
    command = [sys.executable, "-c", code]
    return (
        min(timeit.repeat(lambda: subprocess.run(command, check=True), number=1, repeat=10)) * 1e3
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--peer", default=sys.executable, help="an interpreter that has `edtf`")
    peer = theirs(options.parse_args().peer)
    if not peer:
        print("the peer `edtf` is not installed: no ratio")
    for text, micros in ours().items():
        other = peer.get(text)
        beside = f"{other:10.1f} us{other / micros:8.0f} x" if other else "         -"
        print(f"{text:18}{micros:8.2f} us{beside}")
    bare, known, full = (started(c) for c in ("pass", "import attrs, re", "import ledger.edtf"))
    print(f"start: bare {bare:.0f} ms, with attrs and re {known:.0f} ms, ledger.edtf {full:.0f} ms")


if __name__ == "__main__":
    main()
