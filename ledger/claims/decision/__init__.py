"""COMMAND -> EVENTS: what follows from a command, given what the ledger knows and the day.

Takes a command and a register of what is recorded. Gives events, or every reason for refusing.
Absent: input and output; the same values always give the same events.
"""
