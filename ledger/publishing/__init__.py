"""ANSWERS -> what takes a library of its own to be written: briefs as PDF and DOCX.

Takes answers of ``app`` in the words of ``views``; gives files. Absent: an answer of its own, and
a statement that cannot be followed to the words.
"""
