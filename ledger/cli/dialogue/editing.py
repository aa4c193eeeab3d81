"""Writing an entry in one's own editor: open, read, and open again where something is wrong.

Takes a template and a way to understand what was written; gives what was understood, or None
where nothing was written. What someone wrote is never lost: a text that is given up stays in
its file, which the error names.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ledger.cli.printing import is_terminal, safe
from ledger.errors import ClaimsError, InvalidInput, Problems

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_NAMED = frozenset({"VISUAL", "EDITOR"})

REMARK = "#!"
"""How a line starts that tells what was wrong; it is taken out before the text is read."""


class EditorFailed(InvalidInput):
    """An editor that does not start, or ends with an error."""

    code = "editor-failed"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"the editor failed ({reason}); nothing was recorded",
            fix="name one that works with EDITOR or VISUAL, or record without it; "
            f"what was written is in {path}",
        )
        self.path = path


def edited(template: str, understand: Callable[[str, str], T]) -> T | None:
    """Open ``template`` in the editor until it is understood; None if left empty or unchanged.

    ``understand`` takes the text and the name of its file.

    Raises:
        ClaimsError: what was wrong, when the text is left as it is with its mistakes.
    """
    path = Path(tempfile.mkdtemp(prefix="claims-")) / "entry.yaml"
    text = template
    mistake: ClaimsError | None = None
    while True:
        path.write_text(_remarked(text, mistake), encoding="utf-8")
        if not (_NAMED & os.environ.keys() or is_terminal(sys.stdin)):
            raise EditorFailed(path, "no terminal for it, and neither VISUAL nor EDITOR is set")
        try:
            click.edit(filename=str(path))
        except click.ClickException as error:
            raise EditorFailed(path, _reason(error)) from error
        written = _without_remarks(path.read_text(encoding="utf-8", errors="replace"))
        if written == text or not _says_something(written):
            break
        text = written
        try:
            understood = understand(text, str(path))
        except ClaimsError as error:
            mistake = error
            continue
        shutil.rmtree(path.parent)
        return understood
    if mistake is not None and _says_something(written):
        path.write_text(text, encoding="utf-8")
        raise mistake
    shutil.rmtree(path.parent)
    return None


def _reason(error: click.ClickException) -> str:
    """Why there was no editing, in words of ours."""
    editor = error.message.partition(": Editing failed")[0]
    cause = error.__cause__
    if isinstance(cause, FileNotFoundError):
        return f"there is no program {editor}"
    if isinstance(cause, OSError) and cause.strerror:
        return f"{editor}: {cause.strerror[:1].lower()}{cause.strerror[1:]}"
    return f"{editor} ended with an error"


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _without_remarks(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(REMARK))


def _remarked(text: str, mistake: ClaimsError | None) -> str:
    """The text with each mistake told below its line; one without a line stands on top."""
    if mistake is None:
        return text
    problems = mistake.problems if isinstance(mistake, Problems) else [mistake]
    below: dict[int, list[str]] = {}
    for problem in problems:
        line = problem.where.line if problem.where is not None else None
        below.setdefault(line or 0, []).extend(_remarks(problem))
    lines = text.splitlines(keepends=True)
    remarked = [f"{REMARK} nothing was recorded; what is wrong is said in lines like this one\n"]
    for number, written in enumerate(["", *lines]):
        remarked += [written, *below.pop(number, ())]
    return "".join([*remarked, *(remark for rest in below.values() for remark in rest)])


def _remarks(problem: ClaimsError) -> list[str]:
    lines = [*problem.message.splitlines(), f"try: {problem.fix}"]
    return [f"{REMARK} {safe(line.strip())}\n" for line in lines]
