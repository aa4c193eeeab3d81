"""Work, counted and not timed: lines that Python runs, by function, and steps of SQLite.

Each turn of a loop that stands on one line is a line more. What the language itself does in one
line is counted too: characters of texts that it goes through, for what could be slow there.

Time on a shared machine says little of how a cost grows; what was run says it exactly.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections import Counter
from contextlib import contextmanager

import attrs
import pytest

STRIDE = 10  # instructions of SQLite's own machine to a step


@attrs.define
class Work:
    """What was done: lines by the function that ran them, and steps of the database."""

    by_function: Counter[str] = attrs.Factory(Counter)
    steps: int = 0

    @property
    def lines(self) -> int:
        """All lines."""
        return self.by_function.total()


class Meter:
    """Counts what is run within ``counting``; a connection of SQLite must be made under it."""

    def __init__(self) -> None:
        self._steps = 0
        self._counters = {}

    @contextmanager
    def connected(self):
        """Every connection to SQLite that is made meanwhile is counted."""
        plain = sqlite3.connect

        def connect(*arguments, **options):
            connection = plain(*arguments, **options)
            connection.set_progress_handler(self._step, STRIDE)
            return connection

        with pytest.MonkeyPatch.context() as patch:
            for module in (sqlite3, sqlite3.dbapi2):
                patch.setattr(module, "connect", connect)
            yield

    def _step(self) -> int:
        self._steps += 1
        return 0

    @contextmanager
    def counting(self):
        """The work that is done meanwhile; what the collector would run is of earlier tests."""
        self._counters, self._steps = {}, 0
        work, before, collecting = Work(), sys.gettrace(), gc.isenabled()
        gc.disable()
        sys.settrace(self._entered)
        try:
            yield work
        finally:
            sys.settrace(before)
            if collecting:
                gc.enable()
            work.steps = self._steps
            for code, done, _ in self._counters.values():
                name = f"{code.co_filename.rpartition('ledger/')[2]}:{code.co_qualname}"
                work.by_function[name] += done[0]

    def _entered(self, frame, _event, _argument):
        code = frame.f_code
        counter = self._counters.get(id(code))
        if counter is None:
            counter = self._counters[id(code)] = code, *_counted()
        return counter[2]


def _counted():
    """A count, and the function that adds to it with each line."""
    done = [0]

    def count(_frame, event, _argument):
        if event == "line":
            done[0] += 1
        return count

    return done, count


@contextmanager
def characters():
    """The characters of the texts whose methods are called meanwhile, by method.

    ``text.find(word)`` may go through all of the text: as many are counted as it has. Patterns
    are none of it.
    """
    taken, before = Counter(), sys.getprofile()

    def called(_frame, event, function):
        text = getattr(function, "__self__", None) if event == "c_call" else None
        if isinstance(text, str):
            taken[function.__name__] += len(text)

    sys.setprofile(called)
    try:
        yield taken
    finally:
        sys.setprofile(before)
