"""SQLite as a store: one file, durable, one writer at a time.

Takes a path, gives transactions on it. Absent: a second way into the file. Nobody opens it
otherwise, for closing any handle on it takes away the locks that this process holds there.
"""
