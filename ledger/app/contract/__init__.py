"""What a program can rely on: the type of every answer, as JSON Schema (2020-12).

Takes the types of answers; gives schemas of them, of the envelope and of errors. Absent: a second
description of an answer. What is not in a type is in no schema.
"""
