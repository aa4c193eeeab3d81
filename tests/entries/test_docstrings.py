"""The examples in the docstrings are true."""

import doctest

import pytest

from ledger.entries import explain, mistakes, specs, write


@pytest.mark.parametrize("module", [explain, mistakes, specs, write])
def test_the_examples_run(module):
    """Every module here has examples, and they show what the code answers."""
    result = doctest.testmod(module)
    assert (result.failed, result.attempted > 0) == (0, True)
