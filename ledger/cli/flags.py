"""The fields of entries as flags: ``--asserted-by sre``, ``--topics launch --topics training``.

Takes the one description of fields of ``ledger.entries.specs``, gives Click options, and
from what was given the entry as builtins. Whether the values are right, the entries say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.entries.specs import FieldSpec, Sort, field_specs
from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class GivenTwice(InvalidInput):
    """A flag of one value was given more than once."""

    code = "given-twice"

    def __init__(self, field: str) -> None:
        super().__init__(f"{flag(field)} is given more than once", fix="give it once")
        self.field = field


class NoFigure(InvalidInput):
    """A flag that takes a figure holds none."""

    code = "no-figure"

    def __init__(self, field: str, given: str) -> None:
        super().__init__(
            f"{flag(field)} is no figure: {given}",
            fix='write a number and what is counted, as in "15 years" or "more-than 15 years"',
        )
        self.field = field


def flag(name: str) -> str:
    """The flag of a field.

    >>> flag("asserted_by")
    '--asserted-by'
    """
    return "--" + name.replace("_", "-")


def flags_of(kinds: Iterable[str], *, leaving_out: Sequence[str] = ()) -> list[click.Option]:
    """One option for each field that any of these kinds has.

    Every flag may be repeated as far as Click can tell: which field is a list is a matter of
    its kind, and ``entry`` knows it.
    """
    fields: dict[str, FieldSpec] = {}
    for kind in kinds:
        for field in field_specs(kind):
            if field.name not in leaving_out and field.sort is not Sort.ENTRY:
                fields.setdefault(field.name, field)
    return [_option(field) for field in fields.values()]


def entry(kind: str, given: Mapping[str, object]) -> dict[str, object]:
    """The entry that the flags of a call amount to; a flag that was not given leaves no field.

    Raises:
        GivenTwice: a field that holds one value was given several.
        NoFigure: a figure is not written as one.
    """
    specs = {field.name: field for field in field_specs(kind)}
    made: dict[str, object] = {"kind": kind}
    for name, value in given.items():
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
        figures = [figure(name, value) for value in values]
        return figures if many else figures[0]
    return values if many else values[0]


def figure(name: str, text: str) -> dict[str, str]:
    """A figure as the words that people write.

    >>> figure("duration", "more than 15 years")
    {'comparator': 'more-than', 'value': '15', 'unit': 'years'}
    """
    words = text.split()
    at = next((place for place, word in enumerate(words) if word[:1].isdigit()), None)
    if at is None or at + 1 == len(words):
        raise NoFigure(name, text)
    made = {"value": words[at], "unit": " ".join(words[at + 1 :])}
    comparator = "-".join(words[:at])
    return {"comparator": comparator, **made} if comparator else made


def _option(field: FieldSpec) -> click.Option:
    if field.sort is Sort.YES_NO:
        return click.Option([flag(field.name), field.name], is_flag=True, help=field.help)
    words = f": {', '.join(field.choices)}" if field.choices else ""
    each = "; repeat it for more" if field.many else ""
    return click.Option(
        [flag(field.name), field.name],
        multiple=True,
        metavar=_metavar(field),
        help=f"{field.help[:1].upper()}{field.help[1:]}{words}{each}.",
    )


def _metavar(field: FieldSpec) -> str:
    match field.sort:
        case Sort.TEXT:
            return "TEXT"
        case Sort.NUMBER:
            return "NUMBER"
        case Sort.RECORD:
            return '"[MORE-THAN] NUMBER UNIT"'
        case Sort.DATE:
            return "EDTF"
        case Sort.CHOICE:
            return "WORD"
        case _:
            return field.sort.name.replace("_", "-")
