"""Talking with a person on a terminal: questions, an editor, one claim after another.

Takes what ``app.desk`` asks; gives answers. Absent: what an entry is made of.
"""
