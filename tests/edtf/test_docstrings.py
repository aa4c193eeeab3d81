"""The examples in the docstrings run and are right."""

import doctest
import importlib
import pkgutil

import pytest

import ledger.edtf

MODULES = [
    "ledger.edtf",
    *(f"ledger.edtf.{m.name}" for m in pkgutil.iter_modules(ledger.edtf.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    """What a docstring of the room shows is what the code answers."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0
