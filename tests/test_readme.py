"""The README is true: its picture is real output, and every command that it shows runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a reader's shell has set."""
    path = f"{BIN}:{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", **more}


def run(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command as its reader would run it."""
    return subprocess.run(  # noqa: S602 - the README's own lines
        command,
        shell=True,
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )


_STEP = re.compile(
    r"^<!-- terminal: (?P<asks>.*?) -->\n```text\n(?P<talk>.*?)^```|^```sh\n(?P<lines>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
_QUESTION = re.compile(r"^(?P<label>[a-z][a-z -]*)(?: \[(?P<default>.*)\])?:(?: (?P<answer>.*))?$")


def talk(command: str, answers: str, folder: Path, **more: str) -> str:
    """Answer a command on a terminal as the README does; gives what it did not expect, or ""."""
    program, *words = command.split()
    terminal = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **more}
    person = pexpect.spawn(
        str(BIN / program),
        words,
        cwd=str(folder),
        encoding="utf-8",
        dimensions=(40, 80),
        timeout=120,
        env=environment(folder, **terminal),
    )
    try:
        for line in filter(None, answers.splitlines()):
            question = _QUESTION.match(line)
            assert question, line
            default = question["default"]
            bracketed = rf" \[{re.escape(default)}\]" if default else r"(?! \[)"
            person.expect(rf"{re.escape(question['label'])}{bracketed}:")
            person.send(f"{question['answer'] or ''}\r")
        person.expect(pexpect.EOF)
    except pexpect.ExceptionPexpect as error:
        return str(error)
    finally:
        person.close(force=True)
    return "" if person.exitstatus == 0 else f"exit code {person.exitstatus}"


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A folder where everything that the README says was done, in order.

    What a block exports holds until the next heading.
    """
    folder = tmp_path_factory.mktemp("reader")
    for name, text in re.findall(
        r"<!-- file: (\S+) -->\n```\w+\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    ):
        (folder / name).write_text(text)
    done = []
    for section in re.split(r"^## ", README, flags=re.MULTILINE):
        exported: dict[str, str] = {}
        for step in _STEP.finditer(section):
            if step["asks"]:
                trouble = talk(step["asks"], step["talk"], folder, **exported)
                code = 1 if trouble else 0
                done.append((step["asks"], subprocess.CompletedProcess([], code, "", trouble)))
                continue
            for line in step["lines"].splitlines():
                if line.startswith("export "):
                    name, _, value = line.removeprefix("export ").partition("=")
                    exported[name] = value
                elif line.startswith("claims "):
                    done.append((line, run(line, folder, **exported)))
    return folder, done


def test_every_command_runs(reader):
    """Each `claims` line of the README ends well, in the order in which it stands there."""
    _, done = reader
    assert 10 < len(done)
    assert [] == [(line, one.stdout, one.stderr) for line, one in done if one.returncode != 0]


def test_the_example_shows_nine_of_eleven(reader):
    """The example's status is what the README says of it."""
    _, done = reader
    asked = "claims status mexico-korea-space --valid-at 2024-06-12"
    (shown,) = [run_ for line, run_ in done if line == asked]
    assert "9 of 11 consents, 2 still required" in shown.stdout


def test_the_first_hour_ends_in_the_status_that_is_shown(reader):
    """What was recorded by prompts gives the page that stands below it, to the letter."""
    _, done = reader
    shown = re.search(
        r"<!-- first hour: (.*?) -->\n```text\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    )
    assert shown
    (page,) = [run_.stdout for line, run_ in done if line == shown[1]]
    assert page == shown[2]


def test_the_python_example_runs(reader):
    """The Python lines print the same figures."""
    folder, _ = reader
    (code,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("9 of 11 single-source\n", "") == (done.stdout, done.stderr)


def test_the_picture_is_real_output(tmp_path):
    """What the README pictures is what `claims demo` prints."""
    picture = re.search(
        r"<!-- picture: (.*?) -->\n```text\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    )
    assert picture
    shown = run(picture[1], tmp_path)
    assert 0 == shown.returncode, shown.stderr
    assert picture[2].strip()
    assert picture[2] in shown.stdout


def test_make_targets_exist():
    """The two commands, and those that CI calls, are targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text()
    for target in ("demo", "test", "check"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert f"make {target}" in README or f"make {target}" in (ROOT / ".ci" / "run").read_text()
