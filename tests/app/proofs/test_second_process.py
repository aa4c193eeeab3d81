"""A share of what is kept is held against the log by a second process, with the same findings.

On a file and on a real PostgreSQL.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import attrs
import msgspec
import pytest

from bench.ledgers import FixedSteps, make
from ledger.app import init_ledger, open_ledger
from ledger.app.proofs import second_process as module
from ledger.app.proofs.second_process import SecondProcessEnded, second_process
from ledger.board.affected import mark_appended
from ledger.board.kept_board import BOARD, body, readable
from ledger.board.kept_facts import FACTS, body_of
from ledger.checks import kept_board, verification
from ledger.clock import Clocks
from ledger.facts.log_reader import facts_of_partnerships
from ledger.log import open_log
from ledger.log.stores.memory import MemoryLog

PARTNERSHIPS = 9


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch):
    """However small a ledger is, and on one core, too."""
    monkeypatch.setattr(module, "LEAST", 1)
    monkeypatch.setattr(module, "two_cores", lambda: True)
    monkeypatch.setattr(kept_board, "PART", 1)


@pytest.fixture
def ledger(database):
    """A ledger of some partnerships, each with a row and facts that are kept."""
    init_ledger(database)
    log = open_log(database, clock=FixedSteps(), on_append=mark_appended)
    make(log, partnerships=PARTNERSHIPS, claims=80 * PARTNERSHIPS, publishers=5, parties=4)
    log.close()
    with open_ledger(database) as opened:
        opened.board(Clocks(valid_at=opened.today))
        assert len(opened.log.shelf.subjects(FACTS)) == PARTNERSHIPS
        yield opened


def falsify(ledger):
    """Rows and facts as someone may put them down who knows how they are bound to the log."""
    log = ledger.log
    head = log.head().size - 1
    rows = dict(readable(log.shelf.read(BOARD)))
    for name in ("partnership:p-1", "partnership:p-7"):
        row = rows[name]
        false = attrs.evolve(row, row=attrs.evolve(row.row, title="FALSE"))
        log.shelf.keep(BOARD, [(name, head, body(false))])
    for name in ("p-7", "p-0", "p-3"):
        noted = []
        facts_of_partnerships(log, {name}, head, noted=noted)
        log.shelf.keep(FACTS, [(f"partnership:{name}", head, body_of(noted[1:]))])


@pytest.fixture
def answered(monkeypatch):
    """How many parts the second process answered; the first one waits for one of them."""
    parts, begun = [], threading.Event()
    asking = module._SecondProcess.compared

    def counted(self, part):
        parts.append(asking(self, part))
        begun.set()
        return parts[-1]

    compared = verification.compared

    def waiting(gathered, part):
        begun.wait(30)
        return compared(gathered, part)

    monkeypatch.setattr(module._SecondProcess, "compared", counted)
    monkeypatch.setattr(verification, "compared", waiting)
    return parts


@pytest.mark.parametrize("false", [False, True])
def test_two_processes_find_what_one_finds(ledger, answered, monkeypatch, false):
    """In the same order, word for word, of a ledger that holds and of one that does not."""
    if false:
        falsify(ledger)
    by_two = ledger.verify()
    assert None not in answered
    assert 0 < len(answered) < PARTNERSHIPS + 1
    assert by_two.partnerships == PARTNERSHIPS
    monkeypatch.setattr(module, "two_cores", lambda: False)
    count = len(answered)
    assert ledger.verify() == by_two
    assert len(answered) == count, "one process alone"
    whats = [broken.what.partition(" is not ")[0] for broken in by_two.breaks]
    of = [what.partition(" are not ")[0].removeprefix("the kept ") for what in whats]
    wanted = ["row of p-1", "row of p-7", "facts of p-0", "facts of p-3", "facts of p-7"]
    assert [what for what in of if what.startswith(("row", "facts"))] == (wanted if false else [])


def test_it_only_reads(ledger):
    """What it compares stays as it was put down."""
    falsify(ledger)
    shelves = [ledger.log.shelf.read(kind) for kind in (BOARD, FACTS)]
    parts = kept_board.read_board(ledger.log).parts
    with second_process(ledger._location, ledger.log) as (compare,):
        comparisons = [compare(part) for part in parts]
    gathered = kept_board.Gathered(ledger.log)
    assert comparisons == [kept_board.compared(gathered, part) for part in parts]
    assert [ledger.log.shelf.read(kind) for kind in (BOARD, FACTS)] == shelves


def test_a_process_that_was_killed_is_told(ledger):
    """Nothing is taken for verified that it looked at."""
    part = kept_board.read_board(ledger.log).parts[0]
    with second_process(ledger._location, ledger.log) as (compare,):
        assert compare(part)
        os.kill(process_of(compare).pid, signal.SIGKILL)
        with pytest.raises(SecondProcessEnded, match="SIGKILL"):
            compare(part)


def test_what_a_dead_process_was_not_told_is_no_other_failure(ledger):
    """Closing its input would fail again, in place of the error that says what happened."""
    part = kept_board.read_board(ledger.log).parts[0]
    with pytest.raises(SecondProcessEnded):
        told_when_dead(ledger, part)


def told_when_dead(ledger, part):
    """Ask a process that is gone, and go on to its end."""
    with second_process(ledger._location, ledger.log) as (compare,):
        compare(part)
        process_of(compare).kill()
        process_of(compare).wait()
        compare(part)


def test_a_killed_process_ends_the_verification_with_an_error(ledger, monkeypatch):
    """What verifies raises it, and does not go on alone."""
    asking = module._SecondProcess.compared

    def killed(self, part):
        asking(self, part)
        self._process.kill()
        return asking(self, part)

    monkeypatch.setattr(module._SecondProcess, "compared", killed)
    with pytest.raises(SecondProcessEnded):
        ledger.verify()


def test_what_it_cannot_compare_it_gives_back(ledger, monkeypatch):
    """The one who asks meets the same failure then, and says what is wrong."""
    (kept,), *_ = kept_board.read_board(ledger.log).parts
    place = module._LedgerPlace(os.fsencode(ledger._location), ledger.log.head().size)
    asked = [place, module._PartAsked((kept,)), module._PartAsked(())]
    lines = b"".join(msgspec.json.encode(what) + b"\n" for what in asked)
    answers = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    monkeypatch.setattr(sys, "stdout", answers)
    monkeypatch.setattr(module.signal, "signal", lambda *_: None)
    monkeypatch.setattr(module.gc, "set_threshold", lambda _: None)
    monkeypatch.setattr(module, "compared", failing)
    module.main()
    _, failed, empty = answers.buffer.getvalue().splitlines()
    assert failed == empty == b'{"comparisons":null}'


def failing(*_):
    """As where the ledger is damaged."""
    raise ValueError


@pytest.mark.parametrize("where", ["nowhere", "another ledger"])
def test_a_place_where_the_ledger_is_not_has_no_second_process(ledger, tmp_path, where):
    """As of a file in whose place another one was put: all is done here."""
    other = tmp_path / "other.db"
    if where == "another ledger":
        init_ledger(other)
    part = kept_board.read_board(ledger.log).parts[0]
    with second_process(str(other), ledger.log) as (compare,):
        assert compare(part) is None


def test_none_is_begun_where_none_can_open_the_ledger_or_it_is_small(ledger, monkeypatch):
    """A log in memory, one core, a small ledger."""
    memory = MemoryLog(clock=FixedSteps())
    make(memory, partnerships=1, claims=20)
    with second_process(None, memory) as others:
        assert others == ()
    monkeypatch.setattr(module, "LEAST", 10**6)
    with second_process(ledger._location, ledger.log) as others:
        assert others == ()


def test_it_ends_with_what_it_is_for(ledger):
    """Also where someone stops it: who asks is interrupted, and ends it."""
    part = kept_board.read_board(ledger.log).parts[0]
    with suppress(KeyboardInterrupt), second_process(ledger._location, ledger.log) as (compare,):
        assert compare(part)
        os.kill(process_of(compare).pid, signal.SIGINT)
        assert compare(part), "an interrupt is for the one who asks"
        raise KeyboardInterrupt
    assert process_of(compare).poll() is not None


_ASKS = """
import sys
from ledger.app import open_ledger
from ledger.app.proofs import second_process as module
from ledger.checks import kept_board
module.LEAST, module.two_cores = 1, lambda: True
ledger = open_ledger(sys.argv[1])
with module.second_process(ledger._location, ledger.log) as (compare,):
    compare(kept_board.read_board(ledger.log).parts[0])
    print(compare.__self__._process.pid, flush=True)
    sys.stdin.read()
"""


def test_it_does_not_outlive_a_process_that_was_killed(ledger):
    """Its input ends, and so does it."""
    asks = subprocess.Popen(
        [sys.executable, "-c", _ASKS, ledger._location],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with asks:
        number = int(asks.stdout.readline())
        assert Path(f"/proc/{number}").exists()
        asks.kill()
    for _ in range(100):
        if not alive(number):
            return
        threading.Event().wait(0.1)
    pytest.fail("it goes on")


def alive(number):
    """Whether a process runs; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def process_of(compare):
    """The process that is asked."""
    return compare.__self__._process
