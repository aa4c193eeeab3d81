"""Threads that read into a class for the first time read into the whole of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import ledger

HOME = Path(ledger.__file__).parent
AT_ONCE = """
import threading, time
import attrs
from ledger.decoding import converted, decoder

class Slow:
    def __getattr__(self, name):
        time.sleep(0.2)  # the others come while it is worked out what the class holds
        return int

slow = Slow()

@attrs.frozen
class Count:
    number: "slow.Number"

@attrs.frozen
class Claim:
    count: Count

def read(way):
    together.wait()
    results.append(way())

def decoded():
    return decoder(tuple[Claim, ...]).decode(b'[{"count": {"number": 9}}]')

def of_data():
    time.sleep(0.1)
    return (converted({"count": {"number": 9}}, Claim),)

together, results = threading.Barrier(4), []
threads = [threading.Thread(target=read, args=(way,)) for way in (decoded, of_data) * 2]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert results == [(Claim(Count(9)),)] * 4, results
"""


def test_a_class_that_several_threads_read_into_first_is_whole_for_each():
    """Half made, it would end the process with a segmentation fault."""
    run = subprocess.run(
        [sys.executable, "-c", AT_ONCE], check=False, capture_output=True, text=True
    )

    assert (run.returncode, run.stderr) == (0, "")


def test_no_module_makes_a_decoder_of_its_own():
    """Nor converts into a class past the turns; a single value of a field knows no class."""
    own = re.compile(r"msgspec\.(json\.Decoder\((?!float_hook)|json\.decode\([^)]*type=|convert\()")
    allowed = {"decoding.py", "entries/text/scalars.py"}

    assert {
        path.relative_to(HOME).as_posix()
        for path in HOME.rglob("*.py")
        if own.search(path.read_text(encoding="utf-8"))
    } == allowed
