"""DOCUMENTS -> a queue of what waits for a person, behind a port; no part of the log.

Takes what came through a door; gives items, each new, accepted or dismissed, by whom and when.
Absent: a claim, and any answer that would change by what is here.
"""
