"""Proof of the log: its tree, signed checkpoints, proofs, tiles, witnesses and custody.

Takes the log's leaves and the keys in the custody folder; gives what others can check without
the ledger. Absent: formats of our own, where a public one is there (RFC 6962, c2sp.org).
"""
