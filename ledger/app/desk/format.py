"""The format of entries, as far as a face needs it: kinds, fields, how they are read and written.

Takes nothing of its own; it is the door of the room ``entries`` for the faces.
"""

from ledger.claims.commands import Command
from ledger.claims.developments import Figure
from ledger.claims.vocabulary import Verdict
from ledger.entries.document import DocumentEntry
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.fragment import Fragment
from ledger.entries.mistakes import MissingField, UnknownKind
from ledger.entries.reader import (
    IMPORT_LIMIT,
    EntryFile,
    EntryFormat,
    from_mapping,
    read_mapping,
    read_mappings,
)
from ledger.entries.schema import json_schema
from ledger.entries.specs import (
    DESCRIBED_KINDS,
    KIND_NAMES,
    FieldSpec,
    KindSpec,
    Sort,
    field_specs,
    kind_spec,
    written_specs,
)
from ledger.entries.template import template
from ledger.entries.write import to_short_yaml as short_yaml

DOCUMENT_KIND = DocumentEntry.kind
"""The kind of the entry that keeps a document."""

__all__ = [
    "DESCRIBED_KINDS",
    "DOCUMENT_KIND",
    "IMPORT_LIMIT",
    "KIND_NAMES",
    "BrokenEntry",
    "Command",
    "Entry",
    "EntryFile",
    "EntryFormat",
    "FieldSpec",
    "Figure",
    "Fragment",
    "KindSpec",
    "MissingField",
    "Sort",
    "UnknownKind",
    "Verdict",
    "field_specs",
    "from_mapping",
    "json_schema",
    "kind_spec",
    "read_mapping",
    "read_mappings",
    "short_yaml",
    "template",
    "written_specs",
]
