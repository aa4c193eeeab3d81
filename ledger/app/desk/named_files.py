"""The files that documents of an import name: taken from its own folder, and from no other place.

Takes the file of entries and the folders that a person allows; gives the way to read what its
entries name. A file of entries may come from a colleague, and must not pick up what else the
machine holds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.app.desk.documents import read_document
from ledger.errors import InvalidInput
from ledger.sources.capture import CaptureTerms
from ledger.sources.reading import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.entries.document import FileText
    from ledger.sources.capture import Captured


STREAM = "-"
"""What a command line calls standard input; no document of a file can be read from it."""


class OutsideTheFolder(InvalidInput):
    """A document names a file that is not in the folder of the entries, nor under it."""

    code = "outside-the-folder"

    def __init__(self, path: str, folder: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} is not in the folder of the entries ({folder}), nor under it",
            fix="put the file next to the entries, capture it first (claims capture), "
            "or allow its folder with --files-in FOLDER",
        )


class NoStreamHere(InvalidInput):
    """A document names the standard input as its file."""

    code = "no-stream-here"

    def __init__(self) -> None:
        super().__init__(
            "a document in a file of entries cannot be read from the standard input (-)",
            fix="name a file, or give the words as text",
        )


class NotARegularFile(InvalidInput):
    """A device, a pipe or a socket where a file is named."""

    code = "not-a-regular-file"

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is no ordinary file", fix="copy its text into a file")


def files_named_in(file: Path | None, allowed: Sequence[str | Path] = ()) -> FileText:
    """How the documents of a file are read: their paths are seen from the file's own folder.

    Links are followed before the place is looked at. Without a file, the folder is the current
    one.
    """
    folder = Path() if file is None else file.parent
    within = [folder, *map(Path, allowed)]

    def text(path: str, charset: str | None) -> Captured:
        if path == STREAM:
            raise NoStreamHere
        try:
            place = (folder / path).resolve()
            inside = any(place.is_relative_to(each.resolve()) for each in within)
        except (OSError, RuntimeError, ValueError) as error:  # a circle of links, a NUL
            raise UnreadableFile(source=path, reason=str(error)) from None
        if not inside:
            raise OutsideTheFolder(path, folder.resolve())
        if place.exists() and not place.is_file() and not place.is_dir():
            raise NotARegularFile(path)
        return read_document(place, CaptureTerms(charset=charset))

    return text
