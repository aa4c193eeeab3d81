"""Sheets, as far as a face needs them: the header of a kind, and entries as a table.

Takes nothing of its own; it is the door of the room ``entries.sheets`` for the faces.
"""

from ledger.entries.sheets.columns import columns_of, kind_called
from ledger.entries.sheets.writing import header_line, to_csv

__all__ = ["columns_of", "header_line", "kind_called", "to_csv"]
