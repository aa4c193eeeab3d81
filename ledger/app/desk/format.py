"""The format of entries, as far as a face needs it: kinds, fields, how they are read and written.

Takes nothing of its own; it is the door of the room ``entries`` for the faces.
"""

from ledger.claims.commands import Command
from ledger.claims.vocabulary import Verdict
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.fragment import Fragment
from ledger.entries.mistakes import UnknownKind
from ledger.entries.reader import (
    IMPORT_LIMIT,
    EntryFormat,
    from_mapping,
    read_mapping,
    read_mappings,
)
from ledger.entries.schema import json_schema
from ledger.entries.specs import (
    KIND_NAMES,
    FieldSpec,
    KindSpec,
    Sort,
    field_specs,
    kind_spec,
    written_specs,
)
from ledger.entries.template import template

__all__ = [
    "IMPORT_LIMIT",
    "KIND_NAMES",
    "BrokenEntry",
    "Command",
    "Entry",
    "EntryFormat",
    "FieldSpec",
    "Fragment",
    "KindSpec",
    "Sort",
    "UnknownKind",
    "Verdict",
    "field_specs",
    "from_mapping",
    "json_schema",
    "kind_spec",
    "read_mapping",
    "read_mappings",
    "template",
    "written_specs",
]
