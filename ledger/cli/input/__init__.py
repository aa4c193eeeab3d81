"""A SHELL -> THE LEDGER: entries, acts, another desk's file, an import that is taken back.

Takes what a person typed or piped; gives calls of ``app``, and says what was recorded. Absent:
rules; each refusal is the application's.
"""
