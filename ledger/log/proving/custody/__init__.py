"""KEYS AND CHECKPOINTS OUTSIDE THE DATABASE: what someone who can change a ledger cannot change.

Takes a folder, best on another disk or machine; gives keys, signed checkpoints, and every way in
which they and the log are not as they were left. Absent: formats of proof, which are next door.
"""
