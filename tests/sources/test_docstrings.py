"""The examples in the docstrings of ``ledger.sources`` run."""

import doctest
import importlib
import pkgutil

import pytest

import ledger.sources

MODULES = [module.name for module in pkgutil.iter_modules(ledger.sources.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_run(name):
    """What a module of the room shows as an example is what it answers."""
    module = importlib.import_module(f"ledger.sources.{name}")
    assert doctest.testmod(module).failed == 0
