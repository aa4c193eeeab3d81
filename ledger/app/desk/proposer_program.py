"""Another program as the proposer: it gets a document as JSON, and gives entries as JSON Lines.

Takes a command and what it is to read; gives the lines that it wrote. The program runs without a
shell, for a bounded time, and no more of its answer is read than a bound. Absent: trust in what it
wrote, which ``intake.drafting.proposals`` checks.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import IO

from ledger.errors import InvalidInput

SECONDS = 120.0
"""How long a proposer may take, unless the caller says otherwise."""

ANSWER_LIMIT = 5_000_000
"""Bytes of an answer that are read: the drafts of an article have thousands."""

_SAID_LIMIT = 10_000  # bytes of what it wrote to stderr


class ProposerUnusable(InvalidInput):
    """The command of a proposer that cannot be started."""

    code = "proposer-unusable"

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(
            f"the proposer cannot be started: {command[:80] or '(nothing)'} ({reason})",
            fix="give a program and its arguments in one word: --with 'python3 propose.py'",
        )


class ProposerFailed(InvalidInput):
    """A proposer that ended with an error; what it wrote before is not looked at."""

    code = "proposer-failed"

    def __init__(self, program: str, code: int, stderr: str) -> None:
        last = stderr.strip().splitlines()[-1][:200] if stderr.strip() else "it says nothing"
        how = f"exit code {code}" if code >= 0 else f"signal {-code}"
        super().__init__(
            f"the proposer {program} failed ({how}): {last}",
            fix="run it by itself with the same input (claims draft --input), and mend it",
        )


class ProposerTooSlow(InvalidInput):
    """A proposer that had not ended in its time, and was stopped."""

    code = "proposer-too-slow"

    def __init__(self, program: str, seconds: float) -> None:
        super().__init__(
            f"the proposer {program} had not ended after {seconds:g} seconds, and was stopped",
            fix="give it more time (--seconds), or a shorter text",
        )


class ProposerTooLong(InvalidInput):
    """A proposer that writes more than is read, and was stopped."""

    code = "proposer-too-long"

    def __init__(self, program: str) -> None:
        super().__init__(
            f"the proposer {program} wrote more than {ANSWER_LIMIT:,} bytes, and was stopped",
            fix="let it write one entry a line, and nothing else, to standard output",
        )


def program_name(command: str) -> str:
    """How drafts and events name a proposer: its program, without folders.

    >>> program_name("python3 /opt/tools/propose.py --model small")
    'propose.py'
    """
    words = _words(command)
    scripts = [word for word in words[1:2] if not word.startswith("-")]
    interpreted = Path(words[0]).name.startswith(("python", "node", "ruby", "sh", "bash", "perl"))
    return Path(scripts[0] if interpreted and scripts else words[0]).name[:80]


def lines_of(command: str, question: bytes, *, seconds: float = SECONDS) -> list[bytes]:
    """The lines that a program answers; the last keeps no line feed where it was cut off.

    Raises:
        ProposerUnusable: it cannot be started.
        ProposerTooSlow: it did not end in time.
        ProposerTooLong: it wrote too much.
        ProposerFailed: it ended with an error.
    """
    name, late, complaint = program_name(command), threading.Event(), bytearray()
    with tempfile.TemporaryFile() as asked:
        asked.write(question)
        asked.seek(0)
        process = _started(command, asked)

        def too_late() -> None:
            late.set()
            _stop(process)

        timer = threading.Timer(seconds, too_late)
        listener = threading.Thread(target=_keep, args=(process.stderr, complaint), daemon=True)
        timer.start()
        listener.start()
        try:
            answer = process.stdout.read(ANSWER_LIMIT + 1) if process.stdout else b""
            if len(answer) > ANSWER_LIMIT:
                raise ProposerTooLong(name)
            code = process.wait()
        finally:
            timer.cancel()
            _stop(process)
            process.wait()
            if process.stdout:
                process.stdout.close()
            listener.join(timeout=1)
    if late.is_set():
        raise ProposerTooSlow(name, seconds)
    if code != 0:
        raise ProposerFailed(name, code, complaint.decode(errors="replace"))
    return answer.splitlines(keepends=True)


def _started(command: str, asked: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - the person names the program
            _words(command),
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise ProposerUnusable(command, getattr(error, "strerror", None) or str(error)) from error


def _keep(stream: IO[bytes] | None, kept: bytearray) -> None:
    """Read a stream to its end, and keep its last words."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError), stream:
        for line in iter(lambda: stream.readline(_SAID_LIMIT), b""):
            kept[:] = (bytes(kept) + line)[-_SAID_LIMIT:]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.poll()


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ProposerUnusable(command, str(error)) from error
    if not words:
        raise ProposerUnusable(command, "no program is named")
    return words
