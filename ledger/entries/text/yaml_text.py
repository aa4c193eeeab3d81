"""YAML becomes trees, one entry at a time; every scalar is read as the text that it is.

Takes the text of a file, gives its entries as nodes, or the mistake that ends the reading.
PyYAML's events are used alone: no value is resolved, so a date, ``no`` or ``1:30`` stays what
was written, and a large file is never a large tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from ledger.entries.mistakes import BadYaml, EmptyFile, NotEntries, TooDeep, YamlFeature
from ledger.entries.text.tree import DEPTH, Fields, Items, Node, NotRead, Origin, Scalar
from ledger.late import late

if TYPE_CHECKING:
    import yaml
    from yaml import Event
else:
    yaml = late("yaml")

NOTHING = frozenset({"", "~", "null"})
"""What a plain scalar says that says nothing."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_QUOTE = 'put the text in "quotation marks"'

# libyaml's and PyYAML's own words, in part; first match decides. (theirs, ours, the way out)
_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "a second colon, or a field that is indented too far",
        f"{_QUOTE} if it has a colon, and line up the fields of an entry",
    ),
    (
        "expected key",
        "this line does not fit the one before it",
        "line up the fields of an entry, and close every quotation mark",
    ),
    (
        "expected <block end>",
        "this line does not fit the one before it",
        "line up the fields of an entry, and close every quotation mark",
    ),
    (
        "expected '-' indicator",
        "this line does not fit the list it stands in",
        "begin each entry with a dash at the same column",
    ),
    (
        "expected ':'",
        "the colon after a field's name is missing",
        "write each field as name: value",
    ),
    (
        "expected ',' or",
        "a list or group in brackets is not closed",
        "close the bracket, with commas between its parts",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is opened and never closed",
        "close the quotation mark",
    ),
    (
        "escape character",
        "a backslash in double quotation marks",
        "use single quotation marks, or write the backslash twice",
    ),
    (
        "block sequence entries are not allowed",
        "a dash where no list can begin",
        "begin the list on a line of its own, or quote the text",
    ),
    (
        "expected node content",
        "a value is missing, or a comma or bracket stands where it should be",
        "write the value; a text with a comma or bracket stands in quotation marks",
    ),
    (
        "cannot start any token",
        "a text cannot begin with this character",
        _QUOTE,
    ),
    (
        "hexdecimal",
        "a backslash in double quotation marks",
        "use single quotation marks, or write the backslash twice",
    ),
    (
        "comment or line break",
        "something stands behind the | or > that begins a text",
        "put the text on the lines below, or in quotation marks without | or >",
    ),
    (
        "<document start>",
        "this stands behind the end of the list",
        "begin each entry with a dash at the same column",
    ),
    (
        "document indicator",
        "a line of --- or ... within a quoted text",
        "close the quotation mark before it",
    ),
    ("tab character", "a tab stands where only spaces may", "indent with spaces"),
    ("directive", "a line that begins with %", f"take the line out, or {_QUOTE}"),
    ("version", "a line that begins with %", f"take the line out, or {_QUOTE}"),
    (
        "YAML document",
        "a line that begins with %",
        f"take the line out, or {_QUOTE}",
    ),
    ("tag", "a text cannot begin with !", _QUOTE),
    ("expected '!'", "a text cannot begin with !", _QUOTE),
    ("'>'", "a text cannot begin with !", _QUOTE),
    ("URI", "a text cannot begin with !", _QUOTE),
    ("alpha", "a text cannot begin with & or *", _QUOTE),
    ("whitespace", "a text cannot begin with this", _QUOTE),
    (
        "not allowed",
        "a control character",
        "delete that character",
    ),
)


def yaml_trees(origin: Origin) -> Iterator[Node]:
    """The entries of a YAML text: the items of its list, or the one entry that it is."""
    text = origin.text or ""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from _Composer(yaml.parse(text, Loader=loader)).entries()
    except TooDeep as error:
        yield NotRead(error, error.offset, error.offset + 1)
    except yaml.MarkedYAMLError as error:
        problem = error.problem or ""
        began = error.context_mark if "end of stream" in problem else None
        mark = began or error.problem_mark
        yield _unreadable(text, problem, mark.index if mark else 0)
    except yaml.reader.ReaderError:
        match = _CONTROL.search(text)
        yield _unreadable(text, "not allowed", match.start() if match else 0)


@attrs.frozen
class _Composer:
    """Takes events up to the end of each node that it makes."""

    events: Iterator["Event"]

    def entries(self) -> Iterator[Node]:
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.events.StreamEndEvent):
            return
        first = next(self.events)
        if isinstance(first, yaml.events.SequenceStartEvent):
            yield from self.items(yaml.events.SequenceEndEvent, 0)
            next(self.events)  # the document ends
        else:
            node = self.node(first, 0)
            next(self.events)  # raises where a mistake in the text cut the node short
            yield _alone(node)
        after = next(self.events)
        if not isinstance(after, yaml.events.StreamEndEvent):
            feature = YamlFeature("a second document", fix="keep one list: take out the line ---")
            yield NotRead(feature, *_span(after))

    def items(self, end: type[Event], depth: int) -> Iterator[Node]:
        """The nodes up to the event that ends their list."""
        event = next(self.events)
        while not isinstance(event, end):
            node = self.node(event, depth)
            event = next(self.events)  # raises where a mistake in the text cut the node short
            yield node

    def node(self, event: Event, depth: int) -> Node:
        """The node that begins with this event."""
        start, end = _span(event)
        if depth > DEPTH:
            raise TooDeep(DEPTH, start)
        node: Node
        match event:
            case yaml.events.ScalarEvent():
                nothing = event.implicit[0] and event.value in NOTHING
                node = Scalar(None if nothing else event.value, start, end)
            case yaml.events.SequenceStartEvent():
                node = Items(tuple(self.items(yaml.events.SequenceEndEvent, depth + 1)), start, end)
            case yaml.events.MappingStartEvent():
                flat = list(self.items(yaml.events.MappingEndEvent, depth + 1))
                node = Fields(
                    tuple(zip(map(_name, flat[::2]), flat[1::2], strict=True)), start, end
                )
            case _:
                return _refused("an alias (*)", start, end)
        if event.anchor is not None:
            return _refused("an anchor (&)", start, end)
        return node if event.tag is None else _refused("a tag (!)", start, end)


def _span(event: Event) -> tuple[int, int]:
    begin, end = event.start_mark, event.end_mark
    return begin.index if begin else 0, end.index if end else 0


def _name(node: Node) -> Scalar:
    """The name of a field; what cannot be one becomes a name that no field has."""
    if isinstance(node, Scalar):
        return Scalar(node.value or "", node.start, node.end)
    return Scalar("?", node.start, node.end)


def _alone(node: Node) -> Node:
    """What stands in the place of a list: an entry, nothing, or a mistake."""
    if not isinstance(node, Scalar):
        return node
    return NotRead(EmptyFile() if node.value is None else NotEntries("text"), node.start, node.end)


def _refused(feature: str, start: int, end: int) -> NotRead:
    fix = 'write the value out; if it is meant as text, put it in "quotation marks"'
    return NotRead(YamlFeature(feature, fix=fix), start, end)


def _unreadable(text: str, problem: str, index: int) -> NotRead:
    """The mistake that ends the reading, at its character."""
    if text[index : index + 1] == "\t":
        words, fix = "a tab stands where only spaces may", "indent with spaces"
    else:
        words, fix = next(
            (ours for theirs, *ours in _PLAIN_WORDS if theirs in problem),
            ("this cannot be read", "claims schema shows how entries look"),
        )
    seen = min(index, len(text.rstrip()))  # not on the empty line after the last
    return NotRead(BadYaml(words, fix=fix), seen, seen + 1)
