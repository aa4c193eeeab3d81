"""JSON becomes trees: the standard library judges the text, then every value gets its place.

Takes the text of one entry, of a list of entries or of a line of JSON Lines; gives nodes, or
the mistake that ends the reading.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.entries.mistakes import BadJson, EmptyFile, NotEntries, TooDeep, TooManyDigits
from ledger.entries.text.tree import DEPTH, Fields, Items, Node, NotRead, Origin, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.errors import ClaimsError

# A string, a bracket, or a number or word; in valid JSON, all else is space, comma or colon.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s,:\[\]{}"]+')
_FRACTION = re.compile(r"-?[0-9]{1,60}\.[0-9]{1,60}")
_CONSTANTS = ("NaN", "Infinity", "-Infinity")
_WORDS = {"true": True, "false": False, "null": None}
_LONGEST = 4_000  # digits, which Python still reads; nothing that is counted has so many

# The standard library's own words, in part. (theirs, ours, the way out)
_PLAIN_WORDS = (
    ("Expecting ','", "a comma or a closing bracket is missing", "put it before this place"),
    ("Expecting ':'", "a colon is missing after the name of a field", "put it before this place"),
    (
        "property name",
        "the name of a field is expected here, in double quotation marks",
        "write it in double quotation marks, and no comma after the last field",
    ),
    (
        "Expecting value",
        "a value is expected here",
        "write a value; texts stand in double quotation marks",
    ),
    ("Extra data", "something follows the end", "write one entry a line, or a list in brackets"),
    ("Unterminated string", "a quotation mark is opened and never closed", "close it"),
    (
        "Invalid control character",
        "a line break or tab inside a text",
        "write it as \\n or \\t",
    ),
    ("escape", "a backslash that escapes nothing", "write the backslash twice"),
    ("trailing comma", "a comma after the last one", "take the comma out"),
)


_JUDGE = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def json_trees(origin: Origin) -> Iterator[Node]:
    """The entries of a JSON text: the items of its list, or the one entry that it is."""
    node = json_tree(origin)
    if isinstance(node, Items):
        yield from node.items
    elif isinstance(node, Scalar):
        yield NotRead(NotEntries("a single value"), node.start, node.end)
    else:
        yield node


def json_tree(origin: Origin) -> Node:
    """The tree of a JSON text."""
    text = origin.text or ""
    if not text.strip(" \t\r\n"):
        return NotRead(EmptyFile())
    try:
        _JUDGE.decode(text)
        tokens = _TOKEN.finditer(text)
        return _node(text, next(tokens), tokens, 0)
    except RecursionError:
        return NotRead(TooDeep(DEPTH, 0))
    except TooDeep as error:
        return NotRead(error, error.offset, error.offset + 1)
    except json.JSONDecodeError as error:
        words, fix = next(
            (ours for theirs, *ours in _PLAIN_WORDS if theirs in error.msg),
            (error.msg, "claims schema shows how entries look"),
        )
        if "property name" in error.msg and text[: error.pos].rstrip()[-1:] == ",":
            words, fix = _PLAIN_WORDS[-1][1:]  # as Python 3.13 has it: at the comma
            error.pos = text.rindex(",", 0, error.pos)
        at = min(error.pos, len(text.rstrip()))  # not on the empty line after the last
        return NotRead(BadJson(words, fix=fix), at, at + 1)


def _node(text: str, token: re.Match[str], tokens: Iterator[re.Match[str]], depth: int) -> Node:
    """The node that begins with this token of valid JSON; takes the tokens up to its end."""
    start, end = token.span()
    if depth > DEPTH:
        raise TooDeep(DEPTH, start)
    match text[start]:
        case '"':
            return Scalar(_string(token[0]), start, end)
        case "[":
            return Items(tuple(_items(text, tokens, depth + 1)), start, end)
        case "{":
            return Fields(tuple(_pairs(text, tokens, depth + 1)), start, end)
        case _:
            return _atom(token[0], start, end)


def _items(text: str, tokens: Iterator[re.Match[str]], depth: int) -> Iterator[Node]:
    while (token := next(tokens))[0] != "]":
        yield _node(text, token, tokens, depth)


def _pairs(text: str, tokens: Iterator[re.Match[str]], depth: int) -> Iterator[tuple[Scalar, Node]]:
    while (token := next(tokens))[0] != "}":
        name = Scalar(_string(token[0]), *token.span())
        yield name, _node(text, next(tokens), tokens, depth)


def _string(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def _atom(word: str, start: int, end: int) -> Node:
    """A number, true, false or null; one in powers of ten, such as 1e5, is a float."""
    if word in _WORDS:
        return Scalar(_WORDS[word], start, end)
    error: ClaimsError
    if word in _CONSTANTS:
        error = BadJson(f"{word} is no JSON value", fix="write a number in digits, or null")
        return NotRead(error, start, end)
    whole = word.lstrip("-").isdigit()
    if whole and len(word) > _LONGEST:
        error = TooManyDigits("this", len(word.lstrip("-")), _LONGEST)
        return NotRead(error, start, end)
    if _FRACTION.fullmatch(word):  # to the digit: no float touches it
        return Scalar(Decimal(word), start, end)
    return Scalar(int(word) if whole else float(word), start, end)
