"""What the fuzzer once found, again: every input of the corpus, and a few new ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def modules():
    """The fuzzer's own modules, which import each other by name."""
    sys.path.insert(0, str(HERE))
    try:
        import __main__  # noqa: F401, PLC0415
        import grounds  # noqa: PLC0415
        import mutators  # noqa: PLC0415
        import office  # noqa: PLC0415
    finally:
        sys.path.remove(str(HERE))
    return grounds, mutators, office
