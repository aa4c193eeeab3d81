"""What a person does with the inbox, look, accept, dismiss, undo, and the feeds that fill it.

Takes an open ledger; gives items and what became of them. Absent: the terminal and HTTP, and a
second way to record: what is accepted goes the way of all else, to ``app.submission``.
"""
