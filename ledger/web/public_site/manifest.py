"""What of a folder is a site's: each group of pages with its key, each file with its hash.

Takes a folder; gives ``Manifest``, or says why the folder cannot be a site's. It stands in the
folder itself, written last: while it says ``unfinished``, no file of it is believed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from ledger.decoding import decoder
from ledger.web.public_site.refusals import (
    NotOurFolder,
    OtherSite,
    SiteDamaged,
    SiteOfNewerProgram,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = ".claims-site.json"
LOCK = ".claims-site.lock"
FORM = 1
"""The form of the list; a newer program may write another."""


class KeptGroup(msgspec.Struct, frozen=True, array_like=True):
    """A group as it was made: its key, its files, and the proofs that its pages link to."""

    key: str
    files: list[str]
    wanted: list[str]


class SiteFile(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was written."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> SiteFile:
        """What a file of these bytes is."""
        return cls(len(content), sha256(content).hexdigest())


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """All of a site. ``program`` is the one that made it."""

    origin: str
    language: str
    form: int = FORM
    program: str = ""
    unfinished: bool = False
    groups: dict[str, KeptGroup] = {}
    files: dict[str, SiteFile] = {}


class _ManifestForm(msgspec.Struct, frozen=True):
    """Of a manifest, what says whether the rest can be read."""

    form: int = FORM


_FORM = decoder(_ManifestForm)
_DECODER = decoder(Manifest)


def read(folder: Path, *, origin: str, language: str) -> Manifest | None:
    """The manifest of a folder; None where the folder is empty or not there.

    Raises:
        NotOurFolder: there is something else in it.
        OtherSite: the site is of another ledger or language.
        SiteDamaged, SiteOfNewerProgram: the list cannot be read.
    """
    file = folder / NAME
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        refuse_others(folder)
        return None
    try:
        if _FORM.decode(content).form > FORM:
            raise SiteOfNewerProgram(folder)
        manifest = _DECODER.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SiteDamaged(file) from error
    if manifest.origin != origin:
        raise OtherSite(folder, "of another ledger")
    if manifest.language != language:
        raise OtherSite(folder, f"in another language ({manifest.language})")
    return manifest


_WHOLE, _UNFINISHED = b'"unfinished":false', b'"unfinished":true'


def begun(folder: Path, manifest: Manifest) -> bytes:
    """What says that the site of a manifest is being changed: its bytes, unless there are none."""
    with suppress(OSError):
        content = (folder / NAME).read_bytes()
        if _WHOLE in content:
            return content.replace(_WHOLE, _UNFINISHED, 1)
    return encoded(msgspec.structs.replace(manifest, unfinished=True))


def encoded(manifest: Manifest) -> bytes:
    """The bytes of a manifest, the same for the same site."""
    # Sorted here and not by the encoder, which takes ten times as long for names in no order.
    ordered = msgspec.structs.replace(
        manifest,
        groups={name: manifest.groups[name] for name in sorted(manifest.groups)},
        files={name: manifest.files[name] for name in sorted(manifest.files)},
    )
    return msgspec.json.encode(ordered)


def intact(folder: Path, files: Mapping[str, SiteFile]) -> set[str]:
    """The files that are there with their size; what one changes by hand is not looked for."""
    above = f"{folder}{os.sep}"
    return {name for name, file in files.items() if _size(above + name) == file.size}


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return -1


def refuse_others(folder: Path) -> None:
    """Look before anything is made that the folder is a site's, empty or not there.

    Raises:
        NotOurFolder: there is something else in it, or it is a file.
    """
    if not folder.exists() or (folder / NAME).exists():
        return
    if not folder.is_dir():
        raise NotOurFolder(folder, file=True)
    if any(path.name != LOCK for path in folder.iterdir()):
        raise NotOurFolder(folder)
