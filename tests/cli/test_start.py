"""What a command loads before it answers: what its question needs, and no more.

Modules are counted, not milliseconds: a library that comes in by an import at the top of some
module is seen here, on any machine.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ledger.demo import tell

_LOADED = """
import sys
from ledger.cli.program import run
code = run(sys.argv[1:])
sys.stderr.write(" ".join(sorted(sys.modules)))
sys.exit(code)
"""
_HELP = "import sys\nfrom ledger.__main__ import main\ncode = main()\n" + _LOADED.splitlines()[-2]
PROJECTIONS = {"ledger.projections.status", "ledger.claims.developments", "ledger.board.batches"}


def loaded(folder, program, *words):
    """The modules that are there once a command has answered."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env={**os.environ, "CLAIMS_CHECKED": str(folder / "checked")},  # of one account
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A ledger with one partnership, its board read once; no test here changes it."""
    folder = tmp_path_factory.mktemp("started")
    tell("mexico-korea", folder / "demo.db")
    loaded(folder, _LOADED, "status", "--ledger", "demo.db")
    return folder


def test_help_loads_click_and_none_of_our_rooms(tmp_path):
    """No classes are made, no tables of letters read: the list of commands is text."""
    modules = loaded(tmp_path, _HELP, "--help")
    assert "click" in modules
    assert not modules & {"attr", "attrs", "msgspec", "wcwidth", "sqlalchemy", "ledger.errors"}
    assert not any(name.startswith(("ledger.app.", "ledger.log.")) for name in modules)


def test_the_board_loads_no_projection_where_its_rows_are_kept(demo):
    """Rows are read, and neither developments nor what weighs them is loaded."""
    modules = loaded(demo, _LOADED, "status", "--ledger", "demo.db")
    assert not modules & PROJECTIONS
    assert not any(name.startswith("ledger.projections.weighing") for name in modules)
    assert not modules & {"tempfile", "random", "zoneinfo", "tomllib"}


def test_a_partnership_loads_what_weighs_it_and_not_what_records(demo):
    """The control: projections are there; what decides, imports and checks is not."""
    modules = loaded(demo, _LOADED, "status", "mexico-korea-space", "--ledger", "demo.db")
    assert modules >= PROJECTIONS - {"ledger.board.batches"}
    absent = {"ledger.claims.decision.decide", "ledger.entries.reader", "ledger.checks.registry"}
    assert not modules & absent


def test_an_export_loads_no_database_library(demo):
    """Though it loads what signs and verifies: a SQLite file is read by the driver alone."""
    modules = loaded(demo, _LOADED, "export", "--ledger", "demo.db")
    assert "ledger.app.proofs.prover" in modules
    assert "sqlalchemy" not in modules
