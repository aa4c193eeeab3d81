"""JSON becomes trees: the standard library judges the text, then every value gets its place.

Takes the text of one entry, of a list of entries or of a line of JSON Lines; gives nodes, or
the mistake that ends the reading.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ledger.claims.entries.mistakes import BadJson, EmptyFile, NotEntries, TooDeep
from ledger.claims.entries.tree import DEPTH, Fields, Items, Node, Origin, Refused, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACES = (" ", "\t", "\n", "\r")
_ATOM_END = re.compile(r"[ \t\n\r,\]}]|$")
_CONSTANTS = ("NaN", "Infinity", "-Infinity")
_NAMELESS = Scalar(None)
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
        yield Refused(NotEntries("a single value"), node.start, node.end)
    else:
        yield node


def json_tree(origin: Origin) -> Node:
    """The tree of a JSON text."""
    text = origin.text or ""
    if not text.strip(" \t\r\n"):
        return Refused(EmptyFile())
    try:
        _JUDGE.decode(text)
        return _node(text, _after_space(text, 0), 0)[0]
    except RecursionError:
        return Refused(TooDeep(DEPTH, 0))
    except TooDeep as error:
        return Refused(error, error.offset, error.offset + 1)
    except json.JSONDecodeError as error:
        words, fix = next(
            (ours for theirs, *ours in _PLAIN_WORDS if theirs in error.msg),
            (error.msg, "claims schema shows how entries look"),
        )
        at = min(error.pos, len(text.rstrip()))  # not on the empty line after the last
        return Refused(BadJson(words, fix=fix), at, at + 1)


def _node(text: str, at: int, depth: int) -> tuple[Node, int]:
    """The node that begins at an offset of valid JSON, and the offset after it."""
    if depth > DEPTH:
        raise TooDeep(DEPTH, at)
    match text[at]:
        case '"':
            value, end = _JUDGE.raw_decode(text, at)
            return Scalar(value, at, end), end
        case "[":
            items, end = _parts(text, at, depth, named=False)
            return Items(tuple(item for _, item in items), at, at + 1), end
        case "{":
            pairs, end = _parts(text, at, depth, named=True)
            return Fields(tuple(pairs), at, at + 1), end
        case _:
            return _atom(text, at)


def _parts(text: str, at: int, depth: int, *, named: bool) -> tuple[list[tuple[Scalar, Node]], int]:
    """What stands between two brackets, each part with its name or with nothing for a name."""
    parts: list[tuple[Scalar, Node]] = []
    at = _after_space(text, at + 1)
    name = _NAMELESS
    while text[at] not in "]}":
        if named:
            start = at
            word, at = _JUDGE.raw_decode(text, start)
            name = Scalar(word, start, at)
            at = _after_space(text, _after_space(text, at) + 1)
        node, at = _node(text, at, depth + 1)
        parts.append((name, node))
        at = _after_space(text, at)
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return parts, at + 1


def _atom(text: str, at: int) -> tuple[Node, int]:
    """A number, true, false or null; a number that is not whole, or endless, is a float."""
    after = _ATOM_END.search(text, at)
    end = after.start() if after else len(text)
    word = text[at:end]
    if word in _WORDS:
        return Scalar(_WORDS[word], at, end), end
    if word in _CONSTANTS:
        error = BadJson(f"{word} is no JSON value", fix="write a number in digits, or null")
        return Refused(error, at, end), end
    whole = word.lstrip("-").isdigit() and len(word) <= _LONGEST
    return Scalar(int(word) if whole else float(word), at, end), end


def _after_space(text: str, at: int) -> int:
    while text[at : at + 1] in _SPACES:
        at += 1
    return at
