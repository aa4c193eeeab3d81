"""Why a value was refused: the mistake that says so, and what to write instead.

Takes the description of a field and the value that ``decode`` could not take.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from types import NoneType
from typing import TYPE_CHECKING

from ledger.claims.decision.refusals import OutOfBounds
from ledger.entries.mistakes import NotAName, TooManyDigits, WrongType, shown
from ledger.entries.specs import FieldSpec, Sort
from ledger.entries.text.tree import Items, Node, Scalar
from ledger.ids import is_slug

if TYPE_CHECKING:
    from ledger.errors import InvalidInput

_GIVEN = {
    NoneType: "nothing",
    bool: "yes or no",
    int: "a number",
    float: "a number with a fraction",
    Decimal: "a number with a fraction",
}
_EXAMPLES = {
    Sort.NUMBER: "write it in digits, such as 9",
    Sort.FIGURE: "write it in plain digits, such as 15 or 2.5",
    Sort.SHARE: "write it in percent, such as 55 or 33.3, or as a fraction, such as 2/3",
    Sort.YES_NO: "write yes or no",
    Sort.DATE: "write it as text, such as 2022-06-29",
}
IN_DIGITS = (Sort.FIGURE, Sort.SHARE)
"""What is written in digits and kept as text, so that no float touches it."""

NUMBER_DIGITS = 40
FIGURE_DIGITS = 30
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_AS_TEXT = "write it as text or a whole number, so that no digit changes"


def sort_of(node: Node) -> str:
    """What a node is, in the words of a message."""
    if isinstance(node, Items):
        return "a list"
    if not isinstance(node, Scalar):
        return "a group of fields"
    return _GIVEN.get(type(node.value)) or f'text: "{shown(str(node.value))}"'


def wrong_type(spec: FieldSpec, node: Node, *, typed: bool) -> InvalidInput:
    """A field that holds another sort of value, or a number that is too long to be read."""
    text = node.value if isinstance(node, Scalar) and isinstance(node.value, str) else ""
    if spec.sort is Sort.NUMBER and (digits := _digits(text)) > NUMBER_DIGITS:
        return TooManyDigits(spec.name, digits, NUMBER_DIGITS)
    wanted = spec.sort.value
    return WrongType(spec.name, wanted, sort_of(node), fix=_way_out(spec, node, typed=typed))


def no_list(spec: FieldSpec, node: Node) -> WrongType:
    """A single value where the field is a list."""
    text = shown(str(node.value)) if isinstance(node, Scalar) and node.value else "…"
    fix = f"write [{text}]" if isinstance(node, Scalar) else "put it in a list: [{…}]"
    return WrongType(spec.name, spec.holds, sort_of(node), fix=fix)


def no_entries(field: str, node: Node) -> WrongType:
    """Something else where a list of entries stands."""
    fix = "write a dash before each: - signed japan: the words"
    return WrongType(field, "a list of entries", sort_of(node), fix=fix)


def _way_out(spec: FieldSpec, node: Node, *, typed: bool) -> str:
    value = node.value if isinstance(node, Scalar) else None
    parts = ", ".join(part.name for part in spec.parts)
    ways = (
        (spec.sort is Sort.RECORD, f"write it as fields: {parts}"),
        (spec.sort is Sort.ENTRY, "write a whole entry, beginning with its kind"),
        (spec.sort is Sort.CHOICE, f"write one of {', '.join(spec.choices)}"),
        (isinstance(node, Items), f"{spec.name} has one value: write it without the list"),
        (isinstance(value, float | Decimal) and spec.sort in IN_DIGITS, _AS_TEXT),
        (typed and spec.sort is Sort.YES_NO, "write true or false, without quotation marks"),
        (typed and isinstance(value, str), "write it without quotation marks"),
        (spec.sort in _EXAMPLES, _EXAMPLES.get(spec.sort, "")),
        (isinstance(value, int | float | Decimal), "put it in quotation marks"),
    )
    return next((way for applies, way in ways if applies), _written("a text", spec))


def _written(what: str, spec: FieldSpec) -> str:
    return f"write {what}" if spec.required else f"write {what}, or leave the field out"


def misshapen(spec: FieldSpec, text: str) -> InvalidInput:
    """A text that does not have the shape its field asks for: a name, a figure or a share."""
    if spec.sort in IN_DIGITS and (digits := _digits(text)) > FIGURE_DIGITS:
        return TooManyDigits(spec.name, digits, FIGURE_DIGITS)
    if spec.sort in IN_DIGITS:
        return wrong_type(spec, Scalar(text), typed=False)
    return NotAName(spec.name, text, slug_of(text))


def _digits(text: str) -> int:
    """The digits on the longer side of the point of a plain number; of another text, none."""
    return max(map(len, text.lstrip("-").split("."))) if _PLAIN.fullmatch(text) else 0


def slug_of(text: str) -> str | None:
    """A short name made from any text, or None where no letter of it is left.

    >>> slug_of("São Tomé & Príncipe"), slug_of("한국")
    ('sao-tome-principe', None)
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if is_slug(slug) else None


def out_of_bounds(spec: FieldSpec, value: object) -> OutOfBounds:
    """A value of the right type that its field's limits refuse."""
    bounds = spec.bounds
    if isinstance(value, str):
        limit = bounds.max_length if bounds else None
        if not value.strip():
            return OutOfBounds(spec.name, "must not be empty", fix=_written("it", spec))
        return OutOfBounds(
            spec.name,
            f"must be at most {limit} characters long, not {len(value)}",
            fix="shorten it",
        )
    low, high = (bounds.ge, bounds.le) if bounds else (None, None)
    return OutOfBounds(spec.name, f"must be from {low} to {high}", fix="correct the number")


def empty_list(spec: FieldSpec) -> OutOfBounds:
    """A list that must have something in it and has nothing."""
    return OutOfBounds(spec.name, "must be a list of at least one", fix="name at least one")
