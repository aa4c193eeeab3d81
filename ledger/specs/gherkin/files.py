r"""Feature files at paths: found wherever they lie and whatever they are called, and decoded.

Takes paths; gives files, each once, and the text of one with ``\n`` as its only line end.
"""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import Where
from ledger.sources.text.formats import binary_format
from ledger.specs.refusals import FEATURE_LIMIT, FeatureTooLarge, NoFeatures, UnreadableFeature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIX = ".feature"
"""What a feature file in a folder ends with, in letters of any case."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def found(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The feature files at paths, each once, in order.

    A file that is named is a feature whatever it is called; in a folder, what ends with
    ``SUFFIX``. Linked folders are entered, a file that several links name is read once.

    Raises:
        NoFeatures: a path has none.
        UnreadableFeature: a folder cannot be listed.
    """
    seen: set[str] = set()
    for place in paths:
        files = sorted(_below(place)) if Path(place).is_dir() else [Path(place)]
        if not files or not (files[0].exists() or files[0].is_symlink()):
            raise NoFeatures(shown(place))
        for file in files:
            real = os.path.realpath(file)  # not Path.resolve: it raises where links go in a circle
            if real not in seen:
                seen.add(real)
                yield file


def _below(folder: str | Path) -> Iterator[Path]:
    entered: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=_unlisted, followlinks=True):
        real = os.path.realpath(place)
        if real in entered:
            folders.clear()  # a link back to a folder above
            continue
        entered.add(real)
        yield from (Path(place, name) for name in names if name.casefold().endswith(SUFFIX))


def _unlisted(error: OSError) -> None:
    where = Where(source=shown(error.filename))
    raise UnreadableFeature(error.strerror or str(error)).at(where) from None


def text_of(path: Path) -> str:
    """The text of a feature file: UTF-8, or what its byte order mark says.

    Raises:
        FeatureTooLarge: it has more than ``FEATURE_LIMIT`` bytes; no more are read.
        UnreadableFeature: it cannot be opened or is no text, placed.
    """
    where = Where(source=shown(path))
    try:
        with path.open("rb") as file:
            data = file.read(FEATURE_LIMIT + 1)
        if len(data) > FEATURE_LIMIT:
            raise FeatureTooLarge(path.stat().st_size).at(where)
    except OSError as error:
        raise UnreadableFeature(error.strerror or str(error)).at(where) from None
    mark, encoding = next((mark for mark in _MARKS if data.startswith(mark[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body[: error.start].decode(encoding, "replace").count("\n") + 1
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        place = Where(source=shown(path), line=line)
        if (form := binary_format(data)) is not None:
            fix = "name a file of Gherkin, which is text in UTF-8"
            raise UnreadableFeature(f"it is {form.what}, not text", fix=fix).at(place) from None
        raise UnreadableFeature(f"it is no {name}").at(place) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown(path: str | Path) -> str:
    r"""A file as a reader names it: from where they stand if it lies below, always printable.

    Bytes of a name that are no UTF-8 are shown as ``\xff``.
    """
    try:
        path = Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        path = os.fspath(path)
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
