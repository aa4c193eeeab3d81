"""The folder of a site: files come whole, what is gone is taken away, nobody else's is touched.

Takes a folder and what it held; writes what differs. A process that ends in the middle leaves
whole files and a manifest that says so, and the next one makes it good.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISLNK
from typing import TYPE_CHECKING

from ledger.files import refuse_broken_links, sync_folder, way_out
from ledger.web.public_site.manifest import LOCK, NAME, SiteFile, refuse_others
from ledger.web.public_site.refusals import SiteBusy, SiteUnwritable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

OURS = (
    *("partnerships", "instruments", "parties", "claims", "documents", "why", "log"),
    *("static", "tile"),
)
"""The folders in a site that are wholly its own."""
_PART = ".part"


class Folder:
    """A folder that a site is written into. ``before`` are its files as they were left."""

    def __init__(self, path: Path, before: Mapping[str, SiteFile]) -> None:
        self._path = path
        self._above = f"{path}{os.sep}"
        self._before = before
        self._made: set[str] = set()
        self.written = 0
        self.removed = 0

    def put(self, name: str, content: bytes) -> SiteFile:
        """A file of the site; one that has these bytes already is left alone."""
        file = SiteFile.of(content)
        if self._same(name, file):
            return file
        inner, _, last = name.rpartition("/")
        self._folder(inner)
        part = f"{self._above}{inner}/.{last}{_PART}"
        with open(part, "wb") as written:  # noqa: PTH123 - half as dear, of very many files
            written.write(content)
        os.replace(part, self._above + name)  # noqa: PTH105 - as above
        self.written += 1
        return file

    def unchanged(self, name: str) -> bytes | None:
        """A file as this program left it there; None where it is gone, changed or not believed."""
        with suppress(OSError):
            content = (self._path / name).read_bytes()
            if self._before.get(name) == SiteFile.of(content):
                return content
        return None

    def _same(self, name: str, file: SiteFile) -> bool:
        """Whether the file is there with these bytes: by the manifest, else by reading it."""
        target = self._above + name
        try:
            there = os.lstat(target)
            if there.st_size != file.size or S_ISLNK(there.st_mode):
                return False
            if name in self._before:
                return self._before[name] == file
            return sha256(Path(target).read_bytes()).hexdigest() == file.sha256
        except OSError:
            return False

    def _folder(self, inner: str) -> None:
        if inner in self._made:
            return
        folder = self._path / inner
        folder.mkdir(parents=True, exist_ok=True)
        for parent in (folder, *folder.parents):
            if parent == self._path:
                break
            if parent.is_symlink():
                raise SiteUnwritable(self._path, f"{parent.name} is a link to somewhere else")
        self._made.add(inner)

    def sweep(self, gone: Collection[str]) -> None:
        """Take files away, and the folders that are empty then."""
        parents = set()
        for name in sorted(gone):
            target = self._path / name
            with suppress(FileNotFoundError):
                target.unlink()
                self.removed += 1
            parents.add(target.parent)
        parents |= {upper for parent in parents for upper in parent.parents}
        for parent in sorted(parents, key=lambda path: -len(path.parts)):
            if self._path in parent.parents:
                with suppress(OSError):  # it is not empty
                    parent.rmdir()

    def strays(self, ours: Collection[str]) -> set[str]:
        """What an earlier run that did not end left in the site's own folders."""
        left = set()
        for name in OURS:
            for root, _, files in os.walk(self._path / name):
                inner = Path(root).relative_to(self._path)
                left |= {str(inner / file) for file in files}
        left |= {path.name for path in self._path.glob(f".*{_PART}")}
        return left - set(ours)

    def state(self, content: bytes) -> None:
        """Write the manifest, behind all that it speaks of."""
        if self.written or self.removed:
            os.sync()
        part = self._path / f"{NAME}{_PART}"
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path / NAME)
        sync_folder(self._path)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else writes the folder meanwhile.

    Raises:
        SiteBusy: someone does.
        NotOurFolder: there is something else in it.
        BrokenLink: it is a link to nothing, or behind one.
        SiteUnwritable: the folder cannot be made or written.
    """
    try:
        refuse_broken_links(path)
        refuse_others(path)
        path.mkdir(parents=True, exist_ok=True)
        lock = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise SiteUnwritable(path, error.strerror or str(error), fix=way_out(error)) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SiteBusy(path) from None
        try:
            yield
        except OSError as error:
            raise SiteUnwritable(path, error.strerror or str(error)) from error
    finally:
        os.close(lock)
