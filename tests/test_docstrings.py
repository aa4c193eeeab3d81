"""The examples in docstrings are run, wherever in the package they stand."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import ledger

NOT_IMPORTED = {"ledger.__main__"}
"""What runs when it is imported."""


def test_every_example_in_a_docstring_gives_what_it_says():
    """All of them, in rooms inside rooms too; and there are some."""
    results = {
        module.name: doctest.testmod(import_module(module.name))
        for module in pkgutil.walk_packages(ledger.__path__, "ledger.")
        if module.name not in NOT_IMPORTED and ".migrations" not in module.name
    }
    assert [] == [name for name, result in results.items() if result.failed]
    assert sum(result.attempted for result in results.values()) > 80
