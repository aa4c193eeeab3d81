"""Behaviour specs in Gherkin, run against a ledger: the project's own and the user's.

Takes feature files and a way to a ledger; gives what held and what did not, with the words behind
it. Absent: writing. What a scenario records is laid over the log in memory.
"""
