"""The public Python API: what ``import ledger`` offers, and that it costs nothing until used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import ledger
from ledger.claims import commands, developments
from ledger.claims.developments import KINDS


@pytest.mark.parametrize("name", ledger.__all__)
def test_every_name_of_the_facade_is_there(name):
    """Each resolves to what has that name in its room; a union has no name of its own."""
    value = getattr(ledger, name)
    assert getattr(value, "__name__", name) == {"parse_edtf": "parse"}.get(name, name)


def test_every_kind_of_development_is_exported():
    """Whoever can record it from a file can record it from Python."""
    assert {kind.__name__ for kind in KINDS.values()} <= set(ledger.__all__)
    assert ledger.ConsentsCounted is developments.ConsentsCounted


def test_every_command_is_exported():
    """Nothing that a ledger takes needs an import from a room."""
    named = {command.__name__ for command in commands.Command.__args__}
    assert named <= set(ledger.__all__)


def test_a_name_that_is_not_there_is_no_attribute():
    """A name that was mistyped is refused as Python refuses one."""
    with pytest.raises(AttributeError, match="no attribute 'Legder'"):
        _ = ledger.Legder


def test_the_facade_lists_its_names():
    """Completion in an editor or a shell shows these and no other."""
    assert dir(ledger) == sorted(ledger.__all__)


def test_importing_the_facade_loads_no_room():
    """A program that only asks for the version waits for nothing."""
    code = "import sys, ledger; print([name for name in sys.modules if name.startswith('ledger.')])"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
