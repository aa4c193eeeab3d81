"""JSON Schema of the answers of commands, of all of them or of one, and of errors.

Takes the type of each command's answer; gives one schema. The definitions have the same names
in both, and the answer of a command is the definition ``claims-COMMAND``, the error ``error``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.contract.envelopes import ClocksData, ErrorEnvelope, LeftData
from ledger.app.contract.json_schema import DIALECT, Definitions, Schema, sharing
from ledger.facts.erased import ErasedWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PREFIX = "#/$defs/"


def answers_schema(types: Mapping[str, object], word: str = "") -> Schema:
    """The schema of every envelope that a command prints with ``--json``, or of some.

    Args:
        types: The type of ``data`` by the words of a command; all of them, also for one.
        word: The command that is asked about, or what several begin with, as ``party``.
    """
    definitions = Definitions()
    defs: Schema = {_named(name): _answer(definitions.of(kind)) for name, kind in types.items()}
    clocks, error = definitions.of(ClocksData), definitions.of(ErrorEnvelope)
    erased = definitions.of(tuple[ErasedWords, ...])
    left = definitions.of(LeftData)
    defs |= {"at": clocks, "erased": erased, "left": left, "error": error}
    defs |= sharing(definitions.schemas)
    names = [*map(_named, commands_of(types, word)), "error"]
    used = _used(defs, names)
    return {
        "$schema": DIALECT,
        "title": f"What claims {word or 'COMMAND'} --json prints",
        "description": "An answer on stdout, or an error on stderr.",
        "anyOf": [{"$ref": _PREFIX + name} for name in names],
        "$defs": {name: schema for name, schema in defs.items() if name in used},
    }


def commands_of(types: Mapping[str, object], word: str) -> list[str]:
    """The command of this name, or those below it; all of them for an empty word."""
    return [name for name in types if not word or name == word or name.startswith(f"{word} ")]


def _named(command: str) -> str:
    return f"claims-{command.replace(' ', '-')}"


def _answer(data: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {
            "ok": {"const": True},
            "data": data,
            "at": {"$ref": f"{_PREFIX}at"},
            "erased": {"$ref": f"{_PREFIX}erased"},
            "left": {"$ref": f"{_PREFIX}left"},
        },
        "required": ["ok", "data", "at"],
        "additionalProperties": False,
    }


def _used(defs: Schema, names: Iterable[str]) -> set[str]:
    """The definitions that are reached from these names."""
    used: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name not in used:
            used.add(name)
            ahead += _references(defs[name])
    return used


def _references(schema: object) -> Iterable[str]:
    """The names of the definitions that a schema refers to."""
    match schema:
        case {"$ref": str(reference)}:
            yield reference.removeprefix(_PREFIX)
        case dict():
            for part in schema.values():
                yield from _references(part)
        case list():
            for part in schema:
                yield from _references(part)
