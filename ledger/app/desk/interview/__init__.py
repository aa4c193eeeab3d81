"""An interview: questions and answers that make an entry, without a terminal.

Takes the fields of a kind, the names that the ledger holds, the texts of its documents and a way to
ask; gives entries. Absent: the terminal (``ledger.cli.dialogue``), and recording.
"""
