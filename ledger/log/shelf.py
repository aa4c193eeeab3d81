"""What is kept next to a log: rows that others may throw away, and an index of texts.

Takes rows with the marks of what they rest on, and words; gives rows back, and positions. Absent:
anything that the log cannot make again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs
import msgspec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ledger.log.checked import Checked
    from ledger.log.words import AskedWords


class KeptRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One subject on the shelf.

    ``touched`` is the position of the last event that touches it, as far as that was marked, and
    never before the last event that carries the subject as a tag; of a subject without a mark
    that can be true, it is the head. ``body`` is what was kept of it, true up to ``position``
    (None and -1: nothing). ``doubt`` says why no program of ours put the row down as it stands.
    """

    subject: str
    touched: int
    position: int
    body: bytes | None
    doubt: str | None = None

    @property
    def fresh(self) -> bool:
        """Whether nothing touched the subject since it was kept, and the row is not in doubt."""
        return self.body is not None and self.doubt is None and self.position >= self.touched


@attrs.frozen(kw_only=True)
class RowKind:
    """A projection and its version: a new version is filled next to the old one.

    ``named`` is how the ids of the events begin that name a subject, up to a last colon and a
    number: such subjects are there whether or not they were marked. Rows that hold ``words`` of
    the log are put down only while nothing touched their subject since: what was erased meanwhile
    does not come back into the file.
    """

    name: str
    version: int
    named: str | None = None
    words: bool = False


@attrs.frozen(kw_only=True)
class Shelved:
    """The shelf at one moment: every subject, with what a projection kept of it.

    ``head`` is the log's last position then, ``marked`` up to where ``touched`` is complete.
    ``doubts`` are marks that no program of ours left as they are, in words.
    """

    head: int
    marked: int
    subjects: tuple[KeptRow, ...]
    doubts: tuple[str, ...] = ()


class Shelf(Protocol):
    """What projections keep in the log's database: derived, updatable, rebuilt at any time.

    Subjects are tags. A row may only be read while it is ``fresh`` and the marks are complete.
    Whether it is one of this account's own, or was checked by it, ``checked`` knows.
    """

    checked: Checked

    def read(self, kind: RowKind) -> Shelved:
        """All subjects in order, in one reading."""
        ...

    def look(self, kind: RowKind, subject: str) -> Shelved:
        """The same of one subject, whatever else is kept: ``subjects`` has it alone."""
        ...

    def subjects(self, kind: RowKind) -> tuple[str, ...]:
        """The subjects that have a row of a kind, in order, whether or not they have a mark."""
        ...

    def mark(self, touched: Mapping[str, int], *, after: int, upto: int) -> None:
        """Note which subjects were touched last where, by the events ``after`` to ``upto``.

        The subject ``EVERY`` stands for all that are there. Marks are complete up to ``upto``
        only if they were so up to ``after``.
        """
        ...

    def keep(self, kind: RowKind, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """Put down subjects, positions and bodies; a row never gives way to an earlier one.

        Bodies are JSON objects that are not empty. Rows of earlier versions go. Nothing is kept
        where the shelf was cleared meanwhile, nor of a position that the log does not hold. A
        subject without a mark gets the head's.
        """
        ...

    def drop(self, kind: RowKind) -> None:
        """Forget what was kept of a projection; the marks stay."""
        ...

    def swap(self, kind: RowKind, built: RowKind, subjects: Collection[str], *, upto: int) -> bool:
        """Let all that was kept as ``built`` take the place of ``kind`` and its earlier versions.

        At once: a reader sees all of the old or all of the new. ``subjects`` are those that were
        put down, and all there were among the events up to ``upto``. Where ``built`` lacks one,
        nothing changes and False comes back: someone else cleared the shelf, or builds too.
        Marks that cannot be true are made good; those of later events stand.
        """
        ...

    def clear(self) -> None:
        """Forget all of it."""
        ...


class TextIndex(Protocol):
    """Which events may hold a word, up to a bookmark: derived, emptied and filled at any time.

    A row is a position and a folded text (``words.folded_text``). It names every event of its
    rows that holds a word, and may name others.
    """

    def upto(self) -> int | None:
        """Up to which position it goes, -1 for none; None where there can be no index."""
        ...

    def add(self, rows: Iterable[tuple[int, str]], *, after: int, upto: int, seen: int) -> bool:
        """Put in the rows of the events ``after`` to ``upto``; False if it ends elsewhere now.

        Rows were made when the log ended at ``seen``: False, too, where it orders an erasure
        behind that, for its words may be in them.
        """
        ...

    def find(
        self,
        asked: Sequence[AskedWords],
        tag: str | None = None,
        *,
        after: int = -1,
        last: int | None = None,
    ) -> tuple[int, list[int] | None]:
        """Up to where it goes, and there the positions, in order, that may hold every word.

        None where that may be any; what carries one of a word's tags is among them. With ``tag``
        only what carries it; only positions ``after < position <= last``, so that who looks at
        the last part of a long log pays for no more.
        """
        ...

    def count(self) -> int:
        """How many rows there are."""
        ...

    def clear(self) -> None:
        """Empty it."""
        ...


class NoTexts:
    """The index of a log that has none."""

    def upto(self) -> int | None:
        """None."""
        return None

    def add(
        self,
        rows: Iterable[tuple[int, str]],  # noqa: ARG002
        *,
        after: int,  # noqa: ARG002
        upto: int,  # noqa: ARG002
        seen: int,  # noqa: ARG002
    ) -> bool:
        """Nothing is put in."""
        return False

    def find(
        self,
        asked: Sequence[AskedWords],  # noqa: ARG002
        tag: str | None = None,  # noqa: ARG002
        *,
        after: int = -1,  # noqa: ARG002
        last: int | None = None,  # noqa: ARG002
    ) -> tuple[int, list[int] | None]:
        """Any event may hold any word."""
        return -1, None

    def count(self) -> int:
        """None at all."""
        return 0

    def clear(self) -> None:
        """Nothing is there."""


EVERY = "*"
"""The subject that stands for all subjects, where it cannot be told which were touched."""
