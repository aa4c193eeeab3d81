"""The fields of entries as words: what flags, prompts and forms hold becomes an entry.

Takes the one description of fields of ``ledger.entries.specs`` and words; gives builtins.
Whether the values are right, the entries say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.developments import Figure
from ledger.claims.vocabulary import Comparator
from ledger.entries.figure_words import UnreadFigure, figure_of
from ledger.entries.specs import FieldSpec, Sort, written_specs
from ledger.entries.text.tree import NotRead, Origin, plain
from ledger.entries.text.yaml_text import yaml_trees
from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class GivenTwice(InvalidInput):
    """A flag of one value was given more than once."""

    code = "given-twice"

    def __init__(self, field: str) -> None:
        super().__init__(f"{flag(field)} is given more than once", fix="give it once")
        self.field = field


class NoFigure(InvalidInput):
    """A flag that takes a figure holds none."""

    code = "no-figure"

    def __init__(self, field: str, text: str) -> None:
        super().__init__(
            f"{flag(field)} is no figure: {text}",
            fix='write a number and what is counted, as in "15 years" or "more-than 15 years"',
        )
        self.field = field


def flag(name: str) -> str:
    """The flag of a field.

    >>> flag("asserted_by")
    '--asserted-by'
    """
    return "--" + name.replace("_", "-")


def entry(kind: str, fields: Mapping[str, object]) -> dict[str, object]:
    """The entry that the flags of a call amount to; a flag that was not given leaves no field.

    Raises:
        GivenTwice: a field that holds one value was given several.
        NoFigure: a figure is not written as one.
    """
    specs = {field.name: field for field in written_specs(kind)}
    made: dict[str, object] = {"kind": kind}
    for name, value in fields.items():
        spec = specs.get(name)
        if isinstance(value, tuple) and value:
            made[name] = _values(name, spec, list(value))
        elif value is True:
            made[name] = "true"
    return made


def _values(name: str, spec: FieldSpec | None, values: list[str]) -> object:
    many = spec is not None and spec.many
    if len(values) > 1 and not many:
        raise GivenTwice(name)
    if many and values == [""]:
        return []
    if spec is not None and spec.sort is Sort.RECORD:
        groups = [group(spec, value) for value in values]
        return groups if many else groups[0]
    return values if many else values[0]


class NoGroup(InvalidInput):
    """A flag or an answer that takes a group of fields holds none."""

    code = "no-group"

    def __init__(self, field: str, names: Sequence[str]) -> None:
        super().__init__(
            f"{flag(field)} takes a group of fields",
            fix=f"write it in braces, each with its value: {{{', '.join(names)}}}, such as "
            "{when: [{consents: 2}], after: {number: 30, unit: days}}",
        )
        self.field = field


def group(spec: FieldSpec, text: str) -> object:
    """A group of fields as a person writes it: a figure in words, any other in braces, as in YAML.

    Raises:
        NoFigure, NoGroup: it is neither.
        ClaimsError: what stands in the braces cannot be read.
    """
    if not text.lstrip().startswith("{"):
        if spec.type is Figure:
            return figure(spec.name, text)
        raise NoGroup(spec.name, [f"{part.name}: …" for part in spec.parts])
    (node, *rest) = yaml_trees(Origin(source=spec.name, text=text))
    for each in (node, *rest):
        if isinstance(each, NotRead):
            raise each.error.about(spec.name)
    try:
        return plain(node)
    except TypeError:
        raise NoGroup(spec.name, [f"{part.name}: …" for part in spec.parts]) from None


def figure(name: str, text: str) -> dict[str, str]:
    """A figure as the words that people write.

    >>> figure("duration", "more than 15 years")
    {'comparator': 'more-than', 'value': '15', 'unit': 'years'}
    """
    try:
        meant = figure_of(text)
    except UnreadFigure:
        raise NoFigure(name, text) from None
    exact = meant.comparator is Comparator.EXACTLY
    made = {} if exact else {"comparator": meant.comparator.value}
    made |= {"value": str(meant.value), "unit": meant.unit}
    return made if meant.to is None else {**made, "to": str(meant.to)}
