"""Commands and recorded claims become entries again: the reader's inverse.

Takes a command or a claim of the ledger, gives the mapping that reads back to the same
command, and the mappings as YAML or as lines of JSON. Used to correct, to show and to export.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.claims.claim import Claim
from ledger.claims.commands import CaptureDocument, Command, Describe, RecordClaim
from ledger.entries.document import DocumentEntry, entry_of_document
from ledger.entries.specs import FieldSpec, Sort, field_specs
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import yaml
    from yaml import SafeDumper, ScalarNode

    from ledger.entries.short_form import abbreviation
else:
    abbreviation = late("ledger.entries.short_form.abbreviation")
    yaml = late("yaml")

_FOLDED = "\x85\u2028\u2029"  # line ends to YAML 1.1, which keeps them only behind a backslash


def entry_of(stated: Command | Claim) -> dict[str, object]:
    """The entry of a command, or of a claim as it is recorded.

    Texts, whole numbers, true or false, lists and mappings alone; what keeps its default is
    left out. A recorded claim keeps its id, so that it is the same claim when read again.
    """
    match stated:
        case Claim():
            return entry_of(recorded_as(stated))
        case RecordClaim():
            return _entry(stated.development.kind, stated.development, stated)
        case Describe():
            entry = _entry(stated.entity.kind, stated.entity)
            emptied = (spec for spec in field_specs(stated.entity.kind) if not spec.required)
            return entry | {
                spec.name: _empty(spec)
                for spec in emptied
                if spec.name in (stated.fields or ()) and spec.name not in entry
            }
        case CaptureDocument():
            document = entry_of_document(stated.document)
            return _entry(
                DocumentEntry.kind, attrs.evolve(document, first_recorded=stated.first_recorded)
            )
        case _:
            return _entry(stated.kind, stated)


def _empty(spec: FieldSpec) -> object:
    """How a description states that a field is empty, or is what it is where nothing is said."""
    if spec.many:
        return []
    return None if spec.nullable else _plain(spec, spec.default)


def recorded_as(claim: Claim) -> RecordClaim:
    """The command that records a claim just as it stands in the ledger."""
    evidence, when = claim.evidence, claim.occurred
    return RecordClaim(
        development=claim.development,
        document=evidence.document,
        quote=evidence.exact,
        prefix=evidence.prefix,
        suffix=evidence.suffix,
        translation=evidence.translation,
        modality=claim.modality,
        occurred=None if when is None else when.edtf,
        occurred_words=None if when is None else when.words,
        asserted_by=claim.asserted_by,
        partnership=claim.partnership,
        condition=claim.condition,
        quoted_by=claim.quoted_by,
        anonymous=claim.anonymous,
        note=claim.note,
        id=claim.id,
    )


def to_yaml(entries: Iterable[Mapping[str, object]], *, ascii_only: bool = False) -> str:
    """Entries as a YAML list that reads back to them; ``ascii_only`` escapes all other letters."""
    return yaml_of([dict(entry) for entry in entries], ascii_only=ascii_only)


def to_short_yaml(entries: Iterable[Mapping[str, object]]) -> str:
    """Entries in the short form, as YAML that reads back to them, in their order."""
    return yaml_of(list(abbreviation.abbreviated(dict(entry) for entry in entries)))


def to_json_line(entry: Mapping[str, object]) -> str:
    """An entry as one line of JSON, without the line's end."""
    return msgspec.json.encode(entry).decode()


def yaml_of(value: object, *, ascii_only: bool = False) -> str:
    r"""A value as YAML, every text as plain as it can be written.

    >>> yaml_of({"occurred": "2022-06-29", "topic": "no", "note": "9: a count"})
    "occurred: 2022-06-29\ntopic: no\nnote: '9: a count'\n"
    """
    return yaml.dump(
        _texts(value), Dumper=_dumper(), allow_unicode=not ascii_only, sort_keys=False, width=88
    )


@cache
def _dumper() -> type[SafeDumper]:
    """A dumper that knows text and nothing, as the reader does, and no dates or numbers."""

    class TextDumper(yaml.SafeDumper):
        yaml_implicit_resolvers = {  # noqa: RUF012 - a class variable of PyYAML's
            first: [rule for rule in rules if rule[0] == "tag:yaml.org,2002:null"]
            for first, rules in yaml.SafeDumper.yaml_implicit_resolvers.items()
        }

    def text(dumper: SafeDumper, value: str) -> ScalarNode:
        folded = any(letter in value for letter in _FOLDED)
        style = '"' if folded else "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    TextDumper.add_representer(str, text)
    return TextDumper


def _entry(kind: str, *parts: object) -> dict[str, object]:
    """The entry of a kind whose fields are attributes of one of the parts."""
    entry: dict[str, object] = {"kind": kind}
    for spec in field_specs(kind):
        value = next(getattr(part, spec.name) for part in parts if hasattr(part, spec.name))
        if spec.required or value != spec.default:
            entry[spec.name] = _plain(spec, value)
    return entry


def _plain(spec: FieldSpec, value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(spec, each) for each in value]
    if isinstance(value, RecordClaim):
        return entry_of(value)
    if spec.sort is Sort.RECORD:
        return {
            part.name: _plain(part, getattr(value, part.name))
            for part in spec.parts
            if part.required or getattr(value, part.name) != part.default
        }
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if isinstance(value, bool | int) else str(value)


def _texts(value: object) -> object:
    """The same with every scalar as text."""
    match value:
        case dict():
            return {name: _texts(each) for name, each in value.items()}
        case list() | tuple():
            return [_texts(each) for each in value]
        case bool():
            return "true" if value else "false"
        case None:
            return None
        case _:
            return str(value)
