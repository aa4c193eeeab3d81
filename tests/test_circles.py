"""No two modules import each other, not even for types alone: each stands right of what it needs.

``import-linter`` keeps the rooms in order; this looks within them, where it does not.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


def circle_in(package: str) -> list[str]:
    """One circle of modules that import each other; empty where there is none.

    A package's ``__init__`` hands on names of its modules, and no circle runs through it.
    """
    graph = grimp.build_graph(package, cache_dir=None)
    plain = {name for name in graph.modules if not graph.find_children(name)}
    needed = {name: graph.find_modules_directly_imported_by(name) & plain for name in plain}
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other():
    """A reader can go through the house from left to right, module by module."""
    assert [] == circle_in("ledger")


@pytest.mark.parametrize("line", ["from made.a import thing", "from made import a"])
def test_a_circle_is_seen_where_it_is_for_types_alone(tmp_path, monkeypatch, line):
    """Two modules of a made package, of which one names a type of the other."""
    monkeypatch.syspath_prepend(tmp_path)
    made = tmp_path / "made"
    made.mkdir()
    (made / "__init__.py").touch()
    (made / "a.py").write_text("from made.b import Other\n")
    (made / "b.py").write_text(
        f"from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    {line}\n"
    )
    assert {"made.a", "made.b"} == set(circle_in("made"))
