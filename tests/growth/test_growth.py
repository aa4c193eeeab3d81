"""How the cost of each command grows with the ledger: by counting work, on three sizes of it.

``deep`` ledgers have more claims in the same partnerships, ``wide`` ones more partnerships of the
same size. What doubles the ledger may double the work, and a little more for sorting.
"""

from __future__ import annotations

import runpy
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.ledgers import FixedSteps, make
from ledger.app import init_ledger
from ledger.board.affected import mark_appended
from ledger.log import open_log
from tests.growth.commands import ACTS, NOT_CALLED, QUESTIONS, Caller
from tests.growth.work import Meter

SIZES = (1, 2, 4)
SHAPES = {"deep": 3, "wide": 10}
"""How many partnerships the smallest ledger has: of ``wide`` ones never few enough to be read
one by one."""

CLAIMS, ENTRIES = 40, 4
MORE = 2.8
"""By how much the work for the second step of sizes may exceed that for the first: 2 is linear."""

TWICE = 3.2
"""What is run this many times as often on twice the ledger, and again on twice that, is squared."""

FEW = 300  # lines of a function on the largest ledger, and steps: below, chance decides
SHARE = 250  # a function of a smaller part of the whole than this is left to the next size
ROOT = Path(__file__).parents[2]


def made(path, shape, times):
    """A ledger of a shape, so many times the smallest."""
    init_ledger(path)
    log = open_log(path, clock=FixedSteps(), on_append=mark_appended)
    wide = times if shape == "wide" else 1
    partnerships = SHAPES[shape] * wide
    make(log, partnerships=partnerships, claims=CLAIMS * times, publishers=5, parties=4)
    log.close()
    return path


@contextmanager
def caller(folder, shape, times):
    """Commands on a new ledger of a size, in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("CLAIMS_CUSTODY", str(folder / "custody"))
        patch.setenv("CLAIMS_BOOKMARKS", str(folder / "bookmarks.json"))
        patch.setattr(tempfile, "tempdir", str(folder))
        patch.setenv("CLAIMS_CHECKED", str(folder / "checked"))
        yield Caller(made(folder / "claims.db", shape, times), ENTRIES * times)


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory):
    """What is made once in a process is made: it is no work of a command."""
    with caller(tmp_path_factory.mktemp("warm"), "deep", 1) as call:
        for command in (*QUESTIONS, *ACTS):
            call(command)


@pytest.fixture(scope="module", params=SHAPES)
def works(request, tmp_path_factory):
    """The work of each command by size, on ledgers of one shape."""
    works = {}
    meter = Meter()
    for times in SIZES:
        folder = tmp_path_factory.mktemp(f"{request.param}-{times}")
        with meter.connected(), caller(folder, request.param, times) as call:
            for command in (*QUESTIONS, *ACTS):
                with meter.counting() as work:
                    call(command)
                works.setdefault(command, []).append(work)
    return works


def test_every_command_is_called_or_says_why_not():
    """A command is measured, or listed with the reason; one that is in neither list is shown."""
    tree = runpy.run_path(str(ROOT / "tests" / "fuzz" / "commands.py"))
    verbs = {" ".join(verb.words) for verb in tree["verbs"]()}
    lines = [f"{line} " for line in (*QUESTIONS, *ACTS)]
    called = {verb for verb in verbs if any(line.startswith(f"{verb} ") for line in lines)}
    assert NOT_CALLED.keys() <= verbs - called
    if missing := verbs - called - NOT_CALLED.keys():
        pytest.skip(f"not measured yet: {', '.join(sorted(missing))}")


def test_no_command_grows_faster_than_the_ledger(works):
    """Lines that run and the database's steps: twice the ledger, about twice the work, no more."""
    too_fast = [
        (command, kind, counts)
        for command, of_sizes in works.items()
        for kind in ("lines", "steps")
        if grows(counts := [getattr(work, kind) for work in of_sizes])
    ]
    assert not too_fast


def test_no_function_grows_with_the_square(works):
    """Of no command is there a function whose work is fourfold on twice the ledger, and again."""
    squared = [
        (command, name, counts)
        for command, of_sizes in works.items()
        for name, most in of_sizes[-1].by_function.items()
        if most * SHARE > of_sizes[-1].lines
        and is_squared(counts := [work.by_function[name] for work in of_sizes])
    ]
    assert not squared


def test_a_question_of_one_partnership_does_not_grow_with_the_others(works, request):
    """A ledger of four times as many partnerships costs the status of one hardly more."""
    if "deep" in request.node.name:
        pytest.skip("all partnerships grow there")
    for command in ("status p-1", "hurdles p-1", "timeline p-1"):
        first, _, last = (work.lines for work in works[command])
        assert last < 1.3 * first, command


def test_the_measure_sees_a_square():
    """The control: what looks at each pair is found, and what looks at each once is not."""

    def each_pair(size):
        return [a + b for a in range(size) for b in range(size)]

    def each_once(size):
        return [a + a for a in range(size * 20)]

    meter, pairs, singles = Meter(), [], []
    for size in (40, 80, 160):
        with meter.counting() as work:
            each_pair(size)
        pairs.append(work.lines)
        with meter.counting() as work:
            each_once(size)
        singles.append(work.lines)
    assert grows(pairs)
    assert is_squared(pairs)
    assert not grows(singles)
    assert not is_squared(singles)


def grows(counts):
    """Whether the second step of sizes, twice the first, costs clearly more than twice as much."""
    first, second, third = counts
    return third - second > max(FEW, MORE * (second - first)) and third > 2.2 * second


def is_squared(counts):
    """Whether both steps cost nearly four times as much."""
    first, second, third = counts
    return third >= FEW and second > TWICE * first > 0 and third > TWICE * second
