"""The pages are complete and true: all there is stands on a page, and every link leads on."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name, walk_packages
from typing import TYPE_CHECKING

import click
import pytest

import ledger
from ledger.checks.registry import CHECKS
from ledger.cli.program import claims
from ledger.cli.verbs import VERBS
from ledger.entries.specs import KIND_NAMES
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SKIPPED = {".venv", ".git", "node_modules", "dist", "build"}
PAGES = sorted(
    path for path in ROOT.rglob("*.md") if not SKIPPED.intersection(path.relative_to(ROOT).parts)
)
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")


def page(name: str) -> str:
    """The text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def listed(name: str, pattern: str) -> list[str]:
    """What the first column of a page's tables names."""
    return re.findall(rf"^\| `{pattern}` \|", page(name), re.MULTILINE)


def packages() -> set[str]:
    """Every room, as ARCHITECTURE.md writes it."""
    found = walk_packages(ledger.__path__, "ledger.")
    return {f"{package.name.replace('.', '/')}/" for package in found if package.ispkg}


def test_every_room_has_its_paragraph():
    """ARCHITECTURE.md names each package, and none that is not there."""
    named = set(re.findall(r"`(ledger/[a-z_/]+/)`", page("ARCHITECTURE.md")))
    assert packages() == named


def test_every_room_says_what_is_absent():
    """A paragraph without an invariant is half a paragraph."""
    blocks = re.findall(
        r"^(?:### |- )(`ledger/.*?)(?=^### |^- `|^## |^At the root|\Z)",
        page("ARCHITECTURE.md"),
        re.MULTILINE | re.DOTALL,
    )
    assert 20 < len(blocks)
    assert [] == [block.split("`")[1] for block in blocks if "**Absent:**" not in block]


@pytest.mark.parametrize("room", sorted(packages()))
def test_every_room_says_so_itself(room):
    """The docstring of a package says what the room takes, what it gives and what is absent."""
    doc = import_module(room.rstrip("/").replace("/", ".")).__doc__ or ""
    assert [] == [
        word for word in ("[Tt]akes", "[Gg]ives", "Absent:") if not re.search(rf"\b{word}", doc)
    ]


def test_each_face_is_kept_from_every_room_below_the_views():
    """A room that is new is in the layers, or the linter fails; here it is in the walls as well."""
    contracts = tomllib.loads(page("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    rooms = {room.rstrip("/").partition("/")[2] for room in packages()}
    below = {f"ledger.{name}" for name in layers[layers.index("views") + 1 :] if name in rooms}
    walls = {
        source: below.intersection(contract["forbidden_modules"])
        for contract in contracts
        if contract["type"] == "forbidden"
        for source in contract["source_modules"]
        if below.intersection(contract["forbidden_modules"])
    }
    faces = {"ledger.cli", "ledger.web", "ledger.publishing"}
    assert dict.fromkeys(faces, below) == {face: walls.get(face) for face in faces}


def commands() -> Iterator[str]:
    """Every command as it is typed, those of groups too."""
    context = click.Context(claims)
    for name in VERBS:
        yield f"claims {name}"
        command = claims.get_command(context, name)
        if isinstance(command, click.Group):
            yield from (f"claims {name} {own}" for own in command.list_commands(context))


def test_every_command_is_on_its_page():
    """And no other; what the page says of a command is what its help says."""
    assert sorted(commands()) == sorted(listed("docs/commands.md", "(claims [a-z -]+)"))
    text = page("docs/commands.md")
    assert [] == [
        name for name, verb in VERBS.items() if f"| `claims {name}` | {verb.summary} |" not in text
    ]


def test_every_command_is_a_file():
    """Of its name, and every file is a command; ``import`` is a word of Python and has a line."""
    files = {path.stem.rstrip("_") for path in (ROOT / "ledger/cli/commands").glob("[!_]*.py")}
    assert set(VERBS) == files


def test_every_kind_is_on_its_page():
    """And no other."""
    assert sorted(KIND_NAMES) == sorted(listed("docs/kinds.md", "([a-z-]+)"))


def test_every_check_is_on_its_page_with_its_group():
    """And no other."""
    rows = re.findall(r"^\| `([a-z-]+)` \| ([a-z]+) \|", page("docs/checks.md"), re.MULTILINE)
    assert {check.name: check.group for check in CHECKS.values()} == dict(rows)


def error_classes() -> list[type[ClaimsError]]:
    """Every class of error that has a code of its own."""
    for module in walk_packages(ledger.__path__, "ledger."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found, left = [ClaimsError], [ClaimsError]
    while left:
        below = left.pop().__subclasses__()
        found += [error for error in below if error.__module__.startswith("ledger.")]
        left += below
    return [error for error in dict.fromkeys(found) if isinstance(vars(error).get("code"), str)]


def test_every_error_code_is_on_its_page_with_its_exit_code():
    """And no other."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\d) \|", page("docs/errors.md"), re.MULTILINE)
    assert sorted(code for code, _ in rows) == sorted({code for code, _ in rows})
    assert {error.code: str(int(error.exit_code)) for error in error_classes()} == dict(rows)


def test_no_two_causes_share_a_code():
    """A program decides by the code; a narrower class may keep that of the wider one."""
    classes: dict[str, list[str]] = {}
    for error in error_classes():
        classes.setdefault(error.code, []).append(error.__name__)
    assert {} == {code: names for code, names in classes.items() if len(names) > 1}


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as the usual hosts make them."""
    heads = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def links(path: Path) -> Iterator[str]:
    """The relative links of a page, those in blocks of code left out."""
    text = re.sub(
        r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in LINK.findall(text):
        if "://" not in target and not target.startswith("mailto:"):
            yield target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(path):
    """To a file that is there, and to a heading of it."""
    dead = []
    for target in links(path):
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(target)
    assert [] == dead


FOLDERS = ("ledger", "tests", "docs", "features", "examples", "bench", "migrations")
SUBROOMS = {room.rstrip("/").rpartition("/")[2] for room in packages()}
PATH = re.compile(
    rf"(?<![\w./-])((?:{'|'.join(sorted({*FOLDERS, *SUBROOMS}))})(?:/[\w.-]*\w)+)"
    r"((?:, [a-z_]+)*(?=  |\n|\Z))?"
)
DOTTED = re.compile(r"`(ledger(?:\.\w+)+)`")
PLACEHOLDER = re.compile("NNNN|VERB|KIND|ROOM")
NO_PATHS = {"text/plain", "text/markdown", "text/html"}
"""Types of media: ``text`` is a room too."""
FIELDS = {
    "ledger/claims/entry_into_force/": {"after", "entry_into_force", "instrument"},
    "ledger/entries/short_form/": {"parties"},
}
"""Docstrings of rooms that name fields of an entry."""


def paths(text: str) -> Iterator[str]:
    """The paths in a text's backticks and blocks of code; ``room/a, b`` names two."""
    blocks = CODE_BLOCK.findall(text)
    for code in (*blocks, *re.findall(r"`([^`\n]+)`", CODE_BLOCK.sub("", text))):
        for path, others in PATH.findall(code):
            yield path
            yield from (f"{path.rpartition('/')[0]}/{name}" for name in others.split(", ")[1:])


def is_there(path: str) -> bool:
    """Whether a path leads to a file, a module or a room, from the root or from ``ledger``."""
    return any(
        (base / name).exists() for base in (ROOT, ROOT / "ledger") for name in (path, f"{path}.py")
    )


def is_bound(name: str) -> bool:
    """Whether a dotted name leads to a module or to something in it."""
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_a_page_names_is_there(path):
    """In backticks and in the walks: a module or a room that moved is named by its new place."""
    if path.name == "CHANGELOG.md" or path.parent.name == "decisions":
        pytest.skip("it tells of the past, and names modules as they were on its day")
    text = path.read_text(encoding="utf-8")
    named = {name for name in paths(text) if not PLACEHOLDER.search(name)} - NO_PATHS
    assert [] == sorted(name for name in named if not is_there(name))
    assert [] == [name for name in DOTTED.findall(text) if not is_bound(name)]


@pytest.mark.parametrize("room", sorted(packages()))
def test_every_module_that_a_room_names_is_there(room):
    """The docstring of a package names its own modules, the rooms, and what they hold."""
    dotted = room.rstrip("/").replace("/", ".")
    doc = import_module(dotted).__doc__ or ""
    named = set(re.findall(r"`(?:ledger\.)?([a-z_]+(?:\.\w+)*)`", doc)) - FIELDS.get(room, set())
    bases = (dotted, "ledger")
    assert set() == {
        name for name in named if not any(is_bound(f"{base}.{name}") for base in bases)
    }
    assert [] == [name for name in paths(doc) if not is_there(name)]


RECIPE = re.compile(r"`(\w+)`(?: of|,? in)? \(?`((?:ledger|tests)/[\w/]+\.py)`")


def test_every_name_of_a_recipe_is_in_its_file():
    """CONTRIBUTING.md sends to a name of a file; it is there, and not somewhere else by now."""
    names = RECIPE.findall(page("CONTRIBUTING.md"))
    assert 5 < len(names)
    assert [] == [
        (name, file)
        for name, file in names
        if not re.search(rf"^(?:class |def |    def )?{name}\b", page(file), re.MULTILINE)
    ]


def test_a_path_that_is_gone_is_seen():
    """In backticks, in a walk, after a comma, with dots; what only looks like a path passes."""
    walk = "```text\n  weighing/standing_claims  claims\n  views/page, lost   a page\n```"
    text = f"`log/codec` `ledger/gone/` `a/b`\n{walk}"
    assert ["weighing/standing_claims", "views/lost", "log/codec", "ledger/gone"] == [
        name for name in paths(text) if not is_there(name)
    ]
    assert is_bound("ledger.log.format.codec")
    assert not is_bound("ledger.log.codec")


def test_every_page_is_in_the_index():
    """docs/README.md names each page of docs/, and the index of decisions each decision."""
    for folder in ("docs", "docs/decisions"):
        names = {path.name for path in (ROOT / folder).glob("*.md")} - {"README.md"}
        named = {target.partition("#")[0] for target in links(ROOT / folder / "README.md")}
        assert set() == names - named


def test_every_decision_has_its_day_and_its_status():
    """The same day as in the index."""
    index = page("docs/decisions/README.md")
    for path in (ROOT / "docs" / "decisions").glob("0*.md"):
        head = re.search(
            r"^\*\*Decided\*\*: (\d+ \w+ \d{4})\. \*\*Status\*\*: (\w[\w ]*)\.$",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        assert head, path.name
        assert f"({path.name}) | {head[1]} | {head[2]} |" in index, path.name


def test_every_decision_has_a_number_of_its_own():
    """In its name, its title and the index, which lists them in their order."""
    paths = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    numbers = [int(path.name[:4]) for path in paths]
    titles = [path.read_text(encoding="utf-8").split(".")[0] for path in paths]
    rows = re.findall(r"^\| (\d+) \|", page("docs/decisions/README.md"), re.MULTILINE)
    assert sorted(set(numbers)) == numbers
    assert [f"# {number}" for number in numbers] == titles
    assert [str(number) for number in numbers] == rows


def test_the_words_of_the_glossary_are_in_order():
    """Each table is alphabetical, and no word is decided twice."""
    text = page("docs/glossary.md").partition("## Files and commands")[0]
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        words = re.findall(r"^\| \*\*([^*]+)\*\*", table, re.MULTILINE)
        assert words == sorted(words)


DIALECT = re.compile(
    r"\b(anew|upon|whoever|beside|needs it not|waits not|comes next)\b", re.IGNORECASE
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_pages_are_in_plain_english(path):
    """Without the words that the glossary replaces; it names them itself."""
    if path.name in {"CHANGELOG.md", "glossary.md"}:
        pytest.skip("one tells what was, the other names these words")
    assert [] == DIALECT.findall(path.read_text(encoding="utf-8"))
