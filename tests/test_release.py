"""A version is named in one place, is told in the changelog, and its sdist carries everything."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder

from ledger import __version__

ROOT = Path(__file__).parent.parent


def test_the_version_has_one_place():
    """pyproject.toml takes the version from the package, which names it once."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert "version" not in project["project"]
    assert ["version"] == project["project"]["dynamic"]
    home = ROOT / project["tool"]["hatch"]["version"]["path"]
    assert [__version__] == re.findall(r'^__version__ = "(.+)"$', home.read_text(), re.MULTILINE)


def test_the_changelog_tells_of_the_version():
    """CHANGELOG.md has a section for this version, or one for what is not released yet."""
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert {__version__, "Unreleased"} & set(heads)
    assert len(heads) == len(set(heads))


def test_the_sdist_carries_what_is_under_version_control():
    """Building, testing and reading need no file that the sdist leaves behind."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no checkout")
    words = ["git", "-C", str(ROOT), "ls-files"]
    listed = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    tracked = {name for name in listed if (ROOT / name).exists()}
    carried = {each.distribution_path for each in SdistBuilder(str(ROOT)).recurse_included_files()}
    assert {".gitignore", "pyproject.toml"} == tracked - carried  # the builder adds these itself


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_the_page_on_releases_names_every_python(python):
    """docs/releases.md says of each supported Python how it was tried."""
    rows = (ROOT / "docs/releases.md").read_text().splitlines()
    assert 1 == sum(row.startswith(f"| {python} |") for row in rows)
