"""Which program makes the pages: its version and the bytes that it is made of.

Takes the folder of the package; gives a text that is the same as long as pages come out the same.
In a checkout the code changes and the version does not.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[2]
_NO_PAGES = frozenset({"__pycache__", "cli", "demo", "specs"})
"""Folders of the package that no page of the site comes from."""


@cache
def program(package: Path = PACKAGE) -> str:
    """The version and a hash over the files of the package, each by its place and its bytes.

    Bytes and not times, which a checkout or an installation may set as it likes.
    """
    digest = sha256()
    for file in _files(str(package)):
        with open(file, "rb") as opened:  # noqa: PTH123 - half as dear, of a thousand files
            content = opened.read()
        digest.update(f"{file.removeprefix(str(package))} {len(content)}\n".encode())
        digest.update(content)
    return f"{__version__} {digest.hexdigest()}"


def _files(folder: str) -> Iterator[str]:
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NO_PAGES)
        yield from (f"{above}{os.sep}{name}" for name in sorted(names))
