"""Names that do not say what they hold or are there twice, tests that do not state their fact.

``python tests/names.py [FOLDER]`` takes a folder of Python; without it, names are looked at in
``ledger`` and tests in ``tests`` and ``features``. Prints each variable, parameter or field that
is called by one of seven words, each class that has the name of another one, and each
function ``test_…`` without a docstring, and exits 1 if there is one. ``docs/glossary.md`` has the
nouns to use instead. A name that stays is in ``EXCEPTIONS`` with its reason; one that is there
and no longer in the code is printed too.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLASS = re.compile(r"^ *class _?(\w+)[(:]", re.MULTILINE)
WORDS = frozenset({"one", "held", "found", "said", "given", "told", "known"})
EXCEPTIONS = {
    ("cli/commands/party.py", "one"): "a word of the command line: claims party same ONE OTHER",
    ("log/repairs/record.py", "found"): "recorded in logs and shown by --json under this name",
    (
        "projections/treaties/entry_into_force/consent.py",
        "given",
    ): "a consent is given: the field is that day",
    ("views/answer_types.py", "said"): "shown by --json under this name",
    ("specs/steps/asking.py", "known"): "bound by name: the parameter of a step's phrase",
}


def bindings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that is bound as a variable, a parameter or a field, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=str(name), ctx=ast.Store()) | ast.arg(arg=str(name)):
                yield node.lineno, name
            case (
                ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.MatchMapping(rest=str(name))
                | ast.ExceptHandler(name=str(name))
                | ast.alias(asname=str(name))
            ):
                yield node.lineno, name


def faults(folder: Path) -> Iterator[str]:
    """A line for each name that should say what it holds, and for each unused exception."""
    unused = dict(EXCEPTIONS)
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder).as_posix()
        for line, name in bindings(ast.parse(path.read_text(encoding="utf-8"))):
            if name in WORDS and (place, name) not in EXCEPTIONS:
                yield f"{path}:{line}  {name}: say what it holds (docs/glossary.md)"
            unused.pop((place, name), None)
    for place, name in unused:
        yield f"{folder / place}  {name}: no longer there; take it out of EXCEPTIONS in {__file__}"


def doubled_classes(folder: Path) -> Iterator[str]:
    """A line for each class whose name an earlier file has: one word for one thing.

    That a class is private, or made in a function, changes nothing for who reads its name.
    """
    first: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.py")):
        for match in _CLASS.finditer(path.read_text(encoding="utf-8")):
            name = match[1]
            if first.get(name, path) != path:
                yield f"{path}  {name}: {first[name]} has a class of this name; rename one"
            first.setdefault(name, path)


def silent_tests(folder: Path) -> Iterator[str]:
    """A line for each test that does not state its fact: it has no docstring, or an empty one."""
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "def test_" not in text:
            continue  # most modules: what is not parsed takes no time
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and node.name.startswith("test_")
                and not ast.get_docstring(node)
            ):
                yield f"{path}:{node.lineno}  {node.name}: state its fact in a docstring"


def main() -> int:
    """Print every fault; 1 if there is one."""
    if sys.argv[1:]:
        folder = Path(sys.argv[1])
        lines = [*faults(folder), *doubled_classes(folder), *silent_tests(folder)]
    else:
        lines = [*faults(Path("ledger")), *doubled_classes(Path("ledger"))]
        lines += [line for name in ("tests", "features") for line in silent_tests(Path(name))]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main())
