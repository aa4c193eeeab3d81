"""What SQLite and PostgreSQL have in common: rows, the values made of them, and reading.

Takes a store of either kind, gives what the port says of reading, and the rows that an append
writes. Absent: a statement that one of the two does not understand, and any knowledge of claims.
"""
