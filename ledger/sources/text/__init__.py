"""Bytes -> characters: encodings, and files that are not what their names say.

Takes bytes and what was declared about them. Gives text, or a refusal that names the place.
Absent: a guess. What can be read in two ways is refused.
"""
