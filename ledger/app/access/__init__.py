"""Who may do what with a ledger over HTTP: tokens, kept as hashes, each bound to one ledger.

Takes names and what they may do; gives tokens once, and whoever brings one. Absent: HTTP, and
passwords.
"""
