"""A file that holds a text becomes the words in it: PDF, DOCX, mail.

Takes bytes whose first ones say what they are; gives a ``Contents``. Each format is read in a
module of its own, and what is written in C runs in a process of its own. Absent: a guess of words
that are only drawn. A scan without text is refused.
"""
