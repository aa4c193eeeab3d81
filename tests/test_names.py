"""Variables say what they hold and tests state their fact: ``make check`` refuses others."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "tests" / "names.py"
EXCEPTIONS = runpy.run_path(str(SCRIPT))["EXCEPTIONS"]

PLANTED = {
    "a variable": "found = 1",
    "a field": "class Claim:\n    given: str",
    "a parameter": "def cite(*, said): ...",
    "the rest of the arguments": "def cite(*told): ...",
    "a parameter of a lambda": "key = lambda one: one.id",
    "a loop": "for known in []: ...",
    "a comprehension": "ids = [held.id for held in ()]",
    "a part of several": "first, (found, *others) = 1, (2, 3)",
    "a walrus": "if (found := 1): ...",
    "a with": "with open('x') as held: ...",
    "an except": "try: ...\nexcept ValueError as told: ...",
    "an import": "import json as known",
    "a pattern": "match 1:\n    case int() as said: ...",
    "the rest of a pattern": "match []:\n    case [*known]: ...",
    "the rest of a mapping": "match {}:\n    case {**given}: ...",
}


def _run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(folder)], capture_output=True, text=True, check=False
    )


def _code(folder: Path) -> Path:
    """A folder with nothing but the exceptions, each where it is expected."""
    for place, name in EXCEPTIONS:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} = 1\n")
    return folder


def test_no_name_in_the_code_is_one_of_the_words():
    """The code is as the check wants it, so ``make check`` passes."""
    done = _run(ROOT / "ledger")
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("code", PLANTED.values(), ids=PLANTED)
def test_a_planted_name_is_seen(tmp_path, code):
    """Each way to bind a name is looked at, and the fault names its line."""
    (_code(tmp_path) / "planted.py").write_text(f"{code}\n")
    done = _run(tmp_path)
    assert done.returncode == 1
    line = 2 if "\n" in code else 1
    assert done.stdout.startswith(f"{tmp_path / 'planted.py'}:{line}  ")
    assert done.stdout.count("\n") == 1


def test_a_use_that_binds_nothing_is_no_fault(tmp_path):
    """An attribute, a keyword of a call and a function may have these names."""
    code = "def known(): ...\nknown()\nlog.found\ncall(given=1)\n"
    (_code(tmp_path) / "uses.py").write_text(code)
    assert _run(tmp_path).returncode == 0


def test_an_exception_counts_in_its_file_alone(tmp_path):
    """The same word in another file is a fault."""
    (_code(tmp_path) / "other.py").write_text(f"{next(iter(EXCEPTIONS))[1]} = 1\n")
    assert "other.py:1" in _run(tmp_path).stdout


def test_an_exception_that_is_gone_is_told(tmp_path):
    """The list of exceptions does not outlive what it excuses."""
    place, name = next(iter(EXCEPTIONS))
    (_code(tmp_path) / place).write_text("")
    done = _run(tmp_path)
    assert done.returncode == 1
    assert f"{name}: no longer there" in done.stdout


@pytest.mark.parametrize("first", ["Answer", "_Answer"])
@pytest.mark.parametrize(
    "second", ["class Answer(str): ...", "class _Answer: ...", "def made():\n    class Answer: ..."]
)
def test_no_two_classes_have_one_name(tmp_path, first, second):
    """One word means one thing: the second class of a name is named with the file of the first."""
    (_code(tmp_path) / "first.py").write_text(f"class {first}: ...\nclass Answers: ...\n")
    (tmp_path / "second.py").write_text(f"{second}\n")
    done = _run(tmp_path)
    assert done.returncode == 1
    fault = f"Answer: {tmp_path / 'first.py'} has a class of this name; rename one"
    assert done.stdout == f"{tmp_path / 'second.py'}  {fault}\n"


def test_a_class_is_looked_for_where_code_is(tmp_path):
    """Words of a docstring are no class."""
    (_code(tmp_path) / "first.py").write_text("class Answer: ...\n")
    (tmp_path / "second.py").write_text('"""Every\nclass Answer has.\n"""\n')
    assert _run(tmp_path).returncode == 0


SILENT = {
    "no docstring": "def test_a(): ...",
    "an empty docstring": 'def test_a():\n    """ """',
    "a comment in its place": "def test_a():\n    # A fact.\n    ...",
    "a coroutine": "async def test_a(): ...",
    "a method": "class TestAll:\n    def test_a(self): ...",
}


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT)
def test_a_test_that_does_not_state_its_fact_is_seen(tmp_path, code):
    """Each way to write a test without a docstring is one fault, named with its line."""
    (_code(tmp_path) / "test_silent.py").write_text(f"{code}\n")
    done = _run(tmp_path)
    line = 2 if code.startswith("class") else 1
    place = f"{tmp_path / 'test_silent.py'}:{line}"
    assert done.stdout == f"{place}  test_a: state its fact in a docstring\n"
    assert done.returncode == 1


def test_a_helper_of_tests_may_go_without_a_docstring(tmp_path):
    """Only functions that pytest runs as tests state a fact."""
    code = 'def tested(): ...\ndef test_a():\n    """One is one."""\n    assert tested() is None\n'
    (_code(tmp_path) / "test_stated.py").write_text(code)
    assert _run(tmp_path).returncode == 0


def test_every_test_here_states_its_fact():
    """Without a folder the script looks at the project's own tests, and meets none without."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0)
