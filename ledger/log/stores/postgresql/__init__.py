"""PostgreSQL as a store: one schema, one writer at a time, through psycopg.

Takes a URL, gives transactions on it. Absent: sequences, advisory and table locks, and anything
that rests on a notification: it is a hint.
"""
