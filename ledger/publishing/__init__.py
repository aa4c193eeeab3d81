"""ANSWERS -> what leaves the desk: briefs as files, the public site, notifications.

Takes answers of ``app`` in the words of ``views``; writes files and sends messages. Absent: an
answer of its own, and a statement that cannot be followed to the words.
"""
