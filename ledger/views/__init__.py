"""STATE -> what people read: sentences and pages that every face shares.

Takes answers; gives a ``page`` as values (headings, paragraphs, rows, quotes), which ``text``
makes into lines in columns. Absent: computing. A view takes an answer, and never a ledger.
"""
