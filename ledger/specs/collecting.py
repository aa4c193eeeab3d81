"""Feature files as tests without any Python file, for ``claims spec run`` and our own suite.

Takes a ``.feature`` file; gives pytest a module with one test for each scenario, carried out by
pytest-bdd. A tag is no marker here, so that strict markers know nothing of it.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import scenario
from pytest_bdd.feature import get_feature

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIX = ".feature"


class FeatureFile(pytest.Module):
    """A feature file; its scenarios are found under their own names."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem)
        folder, name = str(self.path.parent), self.path.name
        for title in get_feature(folder, name).scenarios:
            setattr(module, title, _test(folder, name, title))
        return module

    def funcnamefilter(self, name: str) -> bool:
        """A scenario may be called anything."""
        return not name.startswith("__")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Collect feature files."""
    if file_path.suffix != SUFFIX:
        return None
    module: FeatureFile = FeatureFile.from_parent(parent, path=file_path)
    return module


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool:  # noqa: ARG001
    """Leave tags alone: they are read from the feature, and are no markers."""
    return True


def _test(folder: str, name: str, title: str) -> Callable[..., None]:
    def carried_out(spec_world: object) -> None:
        """The world must be asked for here, so that a project can have several drivers."""

    test: Callable[..., None] = scenario(name, title, features_base_dir=folder)(carried_out)
    return test
