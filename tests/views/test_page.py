"""A page says what its parts are; how wide they are and where they stand is not said there."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

import ledger
from ledger.views import page
from ledger.views.text.layout import text_lines
from ledger.views.words import LANGUAGES, words

HOUSE = Path(ledger.__file__).parent
PAGES = [HOUSE / "views" / "page.py", *sorted((HOUSE / "views" / "pages").rglob("*.py"))]
COMMANDS = [
    HOUSE / "cli" / "notices.py",
    HOUSE / "demo" / "telling.py",
    *sorted((HOUSE / "app" / "desk" / "interview").rglob("*.py")),
    *sorted((HOUSE / "cli" / "commands").rglob("*.py")),
    *sorted((HOUSE / "cli" / "input").rglob("*.py")),
]
"""What gives lines of its own to be printed."""
BLOCKS = [kind for kind in get_args(page.Block) if kind is not str]
NUMBERS = {"level", "number"}
"""How deep a block stands, and its number in a list."""
LAID_OUT = re.compile(r"  |[\t├└│]")
FILLED_UP = re.compile(r"[<>^=][0-9]*\d")


@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
def test_a_block_has_no_width(kind):
    """Its fields are texts, closed words, parts, its level and its number."""
    numbers = {name for name, field in kind.__annotations__.items() if field == "int"}
    assert numbers <= NUMBERS


def layout_in(code):
    """Texts of a module that set in, set apart or fill up, with their lines."""
    tree = ast.parse(code)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as text) if id(node) not in docs:
                if LAID_OUT.search(text):
                    yield node.lineno, text
            case ast.BinOp(op=ast.Mult(), left=ast.Constant(value=str() as text)) if (
                not text.strip()
            ):
                yield node.lineno, text
            case ast.FormattedValue(format_spec=ast.JoinedStr() as spec):
                form = ast.unparse(spec)
                if FILLED_UP.search(form):
                    yield node.lineno, form


@pytest.mark.parametrize("path", [*PAGES, *COMMANDS], ids=lambda path: path.stem)
def test_no_page_is_laid_out_where_it_is_written(path):
    """No text of ours begins with spaces, has two of them, draws lines or is filled up."""
    assert [] == list(layout_in(path.read_text()))


@pytest.mark.parametrize(
    "code",
    ['f"  {text}"', 'f"{text}  [{name}]"', '" " * 6', 'f"{number:>3}"', 'f"{name:<22}"', '"├─ "'],
)
def test_layout_is_seen(code):
    """Each way in which pages were laid out is one that the test above refuses."""
    assert 1 == len(list(layout_in(f"text = {code}")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_catalogue_is_laid_out(language):
    """Nothing in a sentence is set apart by spaces."""
    assert [] == [text for text in words(language).texts.values() if LAID_OUT.search(text)]


@pytest.mark.parametrize("labels", page.Labels)
def test_every_sort_of_labels_is_laid_out(labels):
    """A row of each sort is a line of text with its label, its text and what is behind it."""
    row = page.Row("label", "text", labels, 1, "behind")
    (line,) = text_lines([row])
    assert ["label", "text", "behind"] == line.split()


def test_a_line_is_never_broken():
    """However narrow the page: what is searched or copied stands on one line."""
    line = page.Line("a command that is copied", 1, "[behind]")
    assert ["  a command that is copied  [behind]"] == list(text_lines([line], 10))


@pytest.mark.parametrize("columns", page.Columns)
def test_cells_of_every_sort_are_in_order(columns):
    """A line of each sort has its cells one after the other, and an empty one leaves its room."""
    (line,) = text_lines([page.ListLine(("1", "first", "second"), columns)])
    assert ["1", "first", "second"] == line.split()
