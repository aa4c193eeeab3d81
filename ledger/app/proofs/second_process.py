"""A second process for what a large ledger keeps: it holds a share of it against the log.

Takes where a ledger stands; gives what compares partnerships, for ``checks.verification``. The
process opens the ledger by itself and only reads. It is asked through its standard input, a line
of JSON each, and answers so; it ends with its input, so it never outlives the one who asks. Where
it cannot begin, or cannot compare something, the one who asks does it alone.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from typing import IO, TYPE_CHECKING

import msgspec

from ledger.checks.kept_board import Gathered, KeptComparison, KeptOf, compared
from ledger.clock import SystemClock
from ledger.decoding import decoder
from ledger.errors import StorageError
from ledger.log.opening import open_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.checks.verification import Comparing
    from ledger.log.port import Log

LEAST = 50_000
"""Ledgers of fewer events are verified as soon by one process: a second one must begin first."""

_PATIENT = 400_000  # allocations between two rounds of the garbage collector


class SecondProcessEnded(StorageError):
    """The process that held a share of the ledger against the log ended before it was done."""

    code = "second-process-ended"

    def __init__(self, code: int) -> None:
        how = f"with code {code}" if code >= 0 else f"by {signal.Signals(-code).name}"
        super().__init__(
            f"the second process of claims verify ended {how} before it was done; nothing is "
            "known of what it looked at",
            fix="run it again; taskset --cpu-list 0 claims verify does without a second process",
        )


class _LedgerPlace(msgspec.Struct, frozen=True):
    """Where the ledger stands, as the system names it, and how many events it has at least."""

    location: bytes
    size: int


class _LedgerSeen(msgspec.Struct, frozen=True):
    """What ledger the process sees there: its name, and the hash of its last leaf of those."""

    origin: str
    leaf: bytes


class _PartAsked(msgspec.Struct, frozen=True):
    part: tuple[KeptOf, ...]


class _PartAnswered(msgspec.Struct, frozen=True):
    comparisons: list[KeptComparison] | None


@contextmanager
def second_process(location: str | None, log: Log) -> Iterator[tuple[Comparing, ...]]:
    """What compares partnerships in a process of its own; none where that would not pay.

    ``location`` is where the log was opened; None of one that no other process can open.
    """
    size = log.head().size
    if location is None or size < LEAST or not sys.executable or not two_cores():
        yield ()
        return
    try:
        seen = _seen(log, size)
        process = subprocess.Popen(  # noqa: S603  no shell, and no argument of the user's
            [sys.executable, "-P", "-m", __spec__.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, StorageError):  # there is no room for one more; what is damaged is named later
        yield ()
        return
    with process:
        try:
            yield (
                _SecondProcess(process, _LedgerPlace(os.fsencode(location), size), seen).compared,
            )
        finally:
            process.kill()
            if process.stdin is not None:
                with suppress(OSError):  # what a dead process was not told is still waiting there
                    process.stdin.close()


def two_cores() -> bool:
    """Whether this process may use more than one core."""
    return len(os.sched_getaffinity(0)) > 1


def _seen(log: Log, size: int) -> _LedgerSeen:
    return _LedgerSeen(log.head().origin, b"".join(log.hashes(0, size - 1, 1)))


class _SecondProcess:
    """The second process as the first one sees it; it is spoken to by one thread."""

    def __init__(
        self, process: subprocess.Popen[bytes], place: _LedgerPlace, seen: _LedgerSeen
    ) -> None:
        self._process = process
        self._place = place
        self._seen = seen
        self._ready = False

    def compared(self, part: tuple[KeptOf, ...]) -> list[KeptComparison] | None:
        """What it says of partnerships; None where it cannot say anything.

        Raises:
            SecondProcessEnded: it is gone.
        """
        if not self._ready:
            self._tell(self._place)
            line = self._line()
            if not line or decoder(_LedgerSeen).decode(line) != self._seen:
                return None
            self._ready = True
        self._tell(_PartAsked(part))
        if not (line := self._line()):
            raise SecondProcessEnded(self._process.wait())
        return decoder(_PartAnswered).decode(line).comparisons

    def _tell(self, what: msgspec.Struct) -> None:
        with suppress(OSError):  # it is gone: its output ends as well
            _write(self._process.stdin, what)

    def _line(self) -> bytes:
        assert self._process.stdout is not None  # noqa: S101 - a pipe
        return self._process.stdout.readline()


def _write(stream: IO[bytes] | None, what: msgspec.Struct) -> None:
    assert stream is not None  # noqa: S101 - a pipe
    stream.write(msgspec.json.encode(what) + b"\n")
    stream.flush()


def main() -> None:
    """Answer what comes in, until nothing does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks is told, and ends this one
    gc.set_threshold(_PATIENT)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    place = decoder(_LedgerPlace).decode(asked.readline())
    with closing(open_log(os.fsdecode(place.location), clock=SystemClock())) as log:
        _write(answers, _seen(log, place.size))
        gathered = Gathered(log)
        for line in asked:
            part = decoder(_PartAsked).decode(line).part
            try:
                comparisons = compared(gathered, part)
            except Exception:  # noqa: BLE001 - who asks compares these, and says what is wrong
                comparisons = None
            _write(answers, _PartAnswered(comparisons))


if __name__ == "__main__":
    main()
