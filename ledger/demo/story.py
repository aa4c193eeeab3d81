"""The stories that ship with the product, as entries with the day on which each is recorded.

Takes a story's name, and maybe a folder with its articles in full; gives ``NewsDay`` values in
the order of their days. ``telling`` comes next.
"""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.claims.commands import CaptureDocument, Describe, RecordClaim
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.reader import EntryFile, EntryFormat, read_entries
from ledger.errors import NotFound, Problems
from ledger.sources.capture import capture
from ledger.sources.reading import read_bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ledger.sources.document import Document

C = TypeVar("C", Describe, CaptureDocument, RecordClaim)

_FILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mexico-korea": ("mexico_korea.yaml",),
        "alce": ("mexico_korea.yaml", "alce.yaml"),
    }
)
"""The files of each story: the Convention's path goes on where the two articles stop."""


@attrs.frozen(kw_only=True)
class NewsDay:
    """What is recorded on one day (recorded clock), in the order in which it is recorded."""

    day: date
    entries: tuple[Entry, ...]


class NoSuchStory(NotFound):
    """A story that does not ship with the product."""

    code = "no-such-story"

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no story {name}", fix=f"tell one of: {', '.join(_FILES)}")


class NoArticles(NotFound):
    """A folder in which no article of the story is."""

    code = "no-articles"

    def __init__(self, folder: Path, documents: Iterable[str]) -> None:
        names = " or ".join(f"{document}.txt" for document in documents)
        super().__init__(
            f"{folder} holds none of this story's articles",
            fix=f"name a folder with {names}, or leave --from out for the short quotes",
        )


def stories() -> tuple[str, ...]:
    """The names of the stories, the first one first."""
    return tuple(_FILES)


def load(story: str, from_folder: Path | None = None) -> tuple[NewsDay, ...]:
    """A story in batches, the earliest day first.

    A document and its claims are recorded on the day after the document surely was published;
    parties, partnerships and instruments are named on the first of these days. With
    ``from_folder`` a document whose id is the name of a ``.txt`` file there is captured from
    that file, in full, and not from the quotes that ship.

    Raises:
        NoSuchStory: no such story ships.
        NoArticles: the folder holds no article of the story.
    """
    if story not in _FILES:
        raise NoSuchStory(story)
    entries = [entry for name in _FILES[story] for entry in _entries(name)]
    if from_folder is not None:
        entries = _in_full(entries, from_folder)
    names = {
        (command.entity.kind, command.entity.id): entry
        for entry, command in _commands(entries, Describe)
    }
    days = {
        command.document.id: _day(command.document)
        for _, command in _commands(entries, CaptureDocument)
    }
    batches: dict[date, list[Entry]] = {min(days.values()): list(names.values())}
    for entry, capturing in _commands(entries, CaptureDocument):
        batches.setdefault(days[capturing.document.id], []).append(entry)
    for entry, stating in _commands(entries, RecordClaim):
        batches[days[stating.document]].append(entry)
    return tuple(NewsDay(day=day, entries=tuple(batches[day])) for day in sorted(batches))


def _entries(name: str) -> Iterator[Entry]:
    file = BytesIO((files("ledger.demo") / name).read_bytes())
    entries = list(read_entries(EntryFile(file=file, source=name, form=EntryFormat.YAML)))
    mistakes = [
        mistake for entry in entries if isinstance(entry, BrokenEntry) for mistake in entry.mistakes
    ]
    if mistakes:  # pragma: no cover - what ships is read by a test
        raise Problems(name, mistakes)
    yield from (entry for entry in entries if isinstance(entry, Entry))


def _commands(entries: Iterable[Entry], kind: type[C]) -> Iterator[tuple[Entry, C]]:
    return ((entry, entry.command) for entry in entries if isinstance(entry.command, kind))


def _day(document: Document) -> date:
    latest = document.published.latest if document.published else None
    assert latest is not None  # noqa: S101 - every document that ships has a day, by a test
    return latest + timedelta(days=1)


def _in_full(entries: list[Entry], folder: Path) -> list[Entry]:
    """The same entries, with every document whose article stands in the folder in full."""
    documents = [command.document for _, command in _commands(entries, CaptureDocument)]
    texts: dict[str, Path] = {document.id: folder / f"{document.id}.txt" for document in documents}
    there = {name: path for name, path in texts.items() if path.is_file()}
    if not there:
        raise NoArticles(folder, texts)
    return [
        attrs.evolve(entry, command=_from_file(entry.command.document, there))
        if isinstance(entry.command, CaptureDocument)
        else entry
        for entry in entries
    ]


def _from_file(document: Document, there: Mapping[str, Path]) -> CaptureDocument:
    path = there.get(document.id)
    if path is None:
        return CaptureDocument(document=document)
    captured = capture(read_bounded(path), filename=str(path))
    return CaptureDocument(
        document=captured.document(
            id=document.id,
            kind=document.kind,
            title=document.title,
            publisher=document.publisher,
            language=document.language,
            url=document.url,
            published=document.published,
            lineage=document.lineage,
            root=document.root,
        )
    )
