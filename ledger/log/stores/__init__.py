"""The log's backends: SQLite, PostgreSQL and memory, behind the one port.

Takes events that were decided on, gives them back with positions once they are on disk. Absent:
any knowledge of claims. A store sees types, tags and bytes.
"""
