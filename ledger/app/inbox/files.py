"""Files, folders and mailboxes become arrivals, each on its own: one fault stops none of the rest.

Takes a path or an address; gives what was brought, and an error for each that could not be read.
"""

from __future__ import annotations

import mailbox
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ledger.app.desk.documents import is_address, read_address
from ledger.edtf import parse
from ledger.entries.text.scalars import word_of
from ledger.errors import ClaimsError, InvalidInput, Where
from ledger.intake.inbox.item import Arrival, Door
from ledger.sources.capture import CaptureTerms, capture
from ledger.sources.containers.contents import BrokenFile
from ledger.sources.containers.mail import MAIL
from ledger.sources.document import check_language, check_line, check_url
from ledger.sources.kinds import SourceKind
from ledger.sources.quotation.folding import fold
from ledger.sources.reading import NoSuchFile, read_bounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.sources.capture import Captured

_MAILBOX = b"From "
_MAIL = ".eml"
_DIVIDES = re.compile(rb"From [^\r\n]*\d\d?:\d\d[^\r\n]*\d{4}")  # a sender and a moment (RFC 4155)
_HEADED = re.compile(rb"\s*(?:from|to|cc|subject|date|message-id|received)[ \t]*:", re.IGNORECASE)
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_UNQUOTED = re.compile(rb"\s*(?:[^\r\n]+\r?\n)*?content-length:", re.IGNORECASE)


FILES = 2_000
"""Files of one folder and below it."""


class FolderTooLarge(InvalidInput):
    """A folder with so many files that it is hardly the one that was meant."""

    code = "folder-too-large"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} has more than {FILES:,} files; nothing of it was put in",
            fix="name the folder of the documents, or several smaller ones",
        )


@attrs.frozen(kw_only=True)
class Brought:
    """An arrival, and the bytes it was read from where they are to be kept."""

    arrival: Arrival
    original: bytes | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class ReadingOptions:
    """How documents are read; ``details`` are what a person says of every one."""

    terms: CaptureTerms
    allow_private: bool = False
    keep_original: bool = False
    details: Mapping[str, Any] = attrs.field(factory=dict)

    def brought(self, captured: Captured, data: bytes | None, **details: Any) -> Brought:  # noqa: ANN401
        """What a captured text is, with what its door and a person say of it."""
        return Brought(
            arrival=Arrival.of(captured, **{**details, **self.details}),
            original=data if self.keep_original else None,
        )


def arrivals_of(source: str, reading: ReadingOptions) -> Iterator[Brought | ClaimsError]:
    """What an address of the web brings, or a file, a mailbox or a folder (``arrivals_in``)."""
    if not source.strip():
        yield NoSuchFile(source=source or "(an empty name)")
        return
    if not is_address(source):
        yield from arrivals_in(Path(source), reading)
        return
    try:
        captured = read_address(source, reading.terms, allow_private=reading.allow_private)
    except ClaimsError as error:
        yield error.at(Where(source=source))
        return
    yield reading.brought(captured, captured.original, door=Door.WEB, url=source)


def arrivals_in(path: Path, reading: ReadingOptions) -> Iterator[Brought | ClaimsError]:
    """What a file, a mailbox, or all files of a folder and below it bring, in order of name.

    Hidden files are left out.
    """
    if not path.exists():
        yield NoSuchFile(source=str(path))
        return
    try:
        files = _files(path) if path.is_dir() else [path]
    except FolderTooLarge as error:
        yield error
        return
    for file in files:
        parts = _mails(file) if _is_mailbox(file) else iter([(str(file), None)])
        for name, mail in parts:
            try:
                data = read_bounded(file) if mail is None else _checked(mail, name)
                media_type = None if mail is None or reading.terms.as_is else MAIL
                captured = capture(data, reading.terms, media_type=media_type, filename=name)
            except ClaimsError as error:
                yield error.at(Where(source=name))
                continue
            door = Door.MAIL if name.lower().endswith(_MAIL) else Door.FILE
            yield reading.brought(captured, data, door=door, through=name)


def checked(details: Mapping[str, str | None]) -> dict[str, Any]:
    """What a person says of every document, as an arrival has it.

    Raises:
        InvalidInput: it cannot be so of any document.
    """
    stated: dict[str, Any] = {name: value for name, value in details.items() if value}
    if "published" in stated:
        stated["published"] = str(parse(stated["published"]))
    if "kind" in stated:
        stated["kind"] = SourceKind(word_of(stated["kind"], [kind.value for kind in SourceKind]))
    if "title" in stated:
        stated["title"] = check_line("title", fold(stated["title"]))
    if "url" in stated:
        stated["url"] = check_url(stated["url"])
    if "language" in stated:
        stated["language"] = check_language(stated["language"].lower())
    return stated


def _files(folder: Path) -> list[Path]:
    """The files of a folder and below it in order of name, but hidden ones.

    Raises:
        FolderTooLarge: there are more than anyone would go through.
    """
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(place, name) for name in names if not name.startswith("."))
        files += [path for path in paths if path.is_file()]
        if len(files) > FILES:
            raise FolderTooLarge(folder)
    return sorted(files)


def _is_mailbox(file: Path) -> bool:
    if file.suffix.lower() == ".mbox":
        return True
    try:
        with file.open("rb") as stream:
            return stream.read(len(_MAILBOX)) == _MAILBOX
    except OSError:
        return False  # reading it says why


def _checked(mail: bytes, name: str) -> bytes:
    """A mail of a mailbox; raises `BrokenFile` for a part of one that has no header."""
    if _HEADED.match(mail):
        return mail
    reason = "has no header of a mail (From, Subject, Date)"
    fix = "look at the lines that begin with From and divide the mailbox; then capture it by itself"
    raise BrokenFile(source=name, what="a part of a mailbox", reason=reason, fix=fix)


def _mails(file: Path) -> Iterator[tuple[str, bytes | None]]:
    """The mails of a mailbox, each by its number in it.

    A line of words that begins with From divides nothing; one that was quoted, so that it would
    not (mboxrd), loses its mark.
    """
    mails = mailbox.mbox(file, create=False)
    try:
        parts: list[bytes] = []
        for key in mails.iterkeys():
            part = mails.get_bytes(key, from_=True)
            divider, _, rest = part.partition(b"\n")
            if parts and not _DIVIDES.match(divider) and not _HEADED.match(rest):
                parts[-1] += b"\n" + part
            else:
                parts.append(rest)
        for number, mail in enumerate(parts, start=1):
            whole = mail if _UNQUOTED.match(mail) else _QUOTED.sub(b"", mail)
            yield f"{file}:{number}{_MAIL}", whole
    finally:
        mails.close()
