"""Why a site is not written: a folder that is not ours, or holds what must not be public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import Conflict, InvalidInput, StorageError

if TYPE_CHECKING:
    from pathlib import Path


class NotOurFolder(Conflict):
    """A folder with files in it that no site of this program made, or a file."""

    code = "not-our-folder"

    def __init__(self, folder: Path, *, file: bool = False) -> None:
        fault = "is a file" if file else "is not empty, and no site of claims is in it"
        super().__init__(
            f"{folder} {fault}",
            fix="name a folder that is empty or not there yet; files in it come and go",
        )


class OtherSite(Conflict):
    """The site of another ledger, or in another language, stands in the folder."""

    code = "other-site"

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(
            f"the site in {folder} is {what}", fix="name another folder, or empty this one first"
        )


class SiteDamaged(StorageError):
    """The list of a site's files that cannot be read as one."""

    code = "site-damaged"

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} does not list the files of a site as this program does",
            fix="empty the folder and publish again",
        )


class SiteOfNewerProgram(StorageError):
    """A site that a newer program wrote."""

    code = "newer-site"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the site in {folder} was written by a newer claims",
            fix="publish with that program, or into an empty folder",
        )


class WouldPublish(InvalidInput):
    """A folder that holds the ledger or the keys, which a site would give away."""

    code = "would-publish"

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(
            f"{folder} is where {what} stands, and all of a site is public",
            fix="name a folder of its own for the site",
        )


class SiteUnwritable(StorageError):
    """A folder that the machine does not let this program write."""

    code = "site-unwritable"

    def __init__(self, folder: Path, reason: str, *, fix: str | None = None) -> None:
        super().__init__(
            f"the site in {folder} cannot be written: {reason[:1].lower()}{reason[1:]}",
            fix=fix or "see to the folder, then publish again: what is half done is made good then",
        )


class SiteBusy(Conflict):
    """Someone else publishes into the folder now."""

    code = "site-busy"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another claims publish writes {folder} now", fix="wait for it to end")
