"""The examples in docstrings are run, wherever in the package they stand."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import ledger

ROOM = Path(ledger.__file__).parent


def modules_with_examples():
    """The names of all modules in which an example stands, in rooms inside rooms too."""
    for path in sorted(ROOM.rglob("*.py")):
        if ">>>" in path.read_text():
            parts = path.relative_to(ROOM.parent).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__")


def test_every_example_in_a_docstring_gives_what_it_says():
    """All of them; and there are some."""
    results = {name: doctest.testmod(import_module(name)) for name in modules_with_examples()}
    assert [] == [name for name, result in results.items() if result.failed]
    assert sum(result.attempted for result in results.values()) > 80
