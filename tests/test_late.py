"""Modules that are loaded when they are used."""

from __future__ import annotations

import sys
from importlib import import_module
from threading import Event, Thread

import ledger.late
from ledger.late import late

SLOW = """
import sys
gates = sys.slow_gates
gates["loading"].set()
gates["go on"].wait(30)
VALUE = 4
"""


def test_a_thread_waits_for_the_module_that_another_loads(tmp_path, monkeypatch):
    """Two threads that use a module for the first time at once both get it whole."""
    (tmp_path / "slow_module.py").write_text(SLOW)
    monkeypatch.syspath_prepend(str(tmp_path))
    gates = {"loading": Event(), "go on": Event()}
    monkeypatch.setattr(sys, "slow_gates", gates, raising=False)
    module, values = late("slow_module"), []

    def use():
        try:
            values.append(module.VALUE)
        finally:
            gates["go on"].set()

    first = Thread(target=use)
    first.start()
    assert gates["loading"].wait(30)

    def asked_again(name):
        gates["go on"].set()
        return import_module(name)

    monkeypatch.setattr(ledger.late, "import_module", asked_again)
    second = Thread(target=use)
    second.start()
    for thread in (first, second):
        thread.join(30)
    sys.modules.pop("slow_module", None)
    assert values == [4, 4]
