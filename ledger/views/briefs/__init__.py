"""ANSWERS -> a brief: one to two pages on where partnerships stand, every statement with a note.

Takes answers and an imprint; gives ``Brief``, a value, and texts of it. Absent: a statement
without a note to the words, fonts, files, and text that is not escaped.
"""
