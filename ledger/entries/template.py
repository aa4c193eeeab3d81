"""A commented template of an entry, for an editor: every field with its sentence.

Takes a kind and what is known already, gives YAML that the reader reads once it is filled:
required fields first, optional ones behind a ``#`` of their own.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from ledger.entries.specs import FieldSpec, Sort, kind_spec, written_specs
from ledger.entries.write import yaml_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDTH = 86
_HOW = "Lines that begin with # are not read. Save an empty file to cancel."


def template(kind: str, filled: Mapping[str, object] | None = None) -> str:
    """The template of a kind; KeyError for a word that is no kind.

    ``filled`` are fields that are known already, as an entry has them.
    """
    spec, fields = kind_spec(kind), dict(filled or {})
    head = [_comment(f"{kind}: {spec.summary.splitlines()[0]}"), _comment(_HOW), f"kind: {kind}"]
    written = written_specs(kind)
    required = [_field(field, fields) for field in written if field.required]
    optional = [_field(field, fields) for field in written if not field.required]
    rest = [_comment("Take away the # before a field to use it."), *optional]
    return "\n".join([*head, *required, "", *rest]) + "\n"


def _comment(sentence: str) -> str:
    return "\n".join(f"# {line}" for line in wrap(sentence, _WIDTH, break_on_hyphens=False))


def _field(spec: FieldSpec, fields: Mapping[str, object]) -> str:
    if fields.get(spec.name) is not None:
        body = yaml_of({spec.name: fields[spec.name]})
    elif spec.required:
        body = f"{spec.name}:"
    else:
        body = f"#{spec.name}: {_sample(spec)}".rstrip()
    return f"\n{_comment(_sentence(spec))}\n{body}".rstrip("\n")


def _sentence(spec: FieldSpec) -> str:
    """What a field means and holds: "how many (a whole number)"."""
    holds = spec.holds
    if spec.sort is Sort.CHOICE:
        holds = f"one of {', '.join(spec.choices)}"
    elif spec.sort is Sort.RECORD:
        holds += ": " + "; ".join(f"{part.name}, {part.help}" for part in spec.parts)
    return f"{spec.help} ({holds})"


def _sample(spec: FieldSpec) -> str:
    """What stands behind an optional field that is not used: its default, or its shape."""
    if spec.many and spec.sort is Sort.RECORD:
        return f"[{{{', '.join(f'{part.name}: ' for part in spec.parts)}}}]"
    if spec.many:
        return "[]"
    return "" if spec.default is None else yaml_of(spec.default).split("\n")[0]
