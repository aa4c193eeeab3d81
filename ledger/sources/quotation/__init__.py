"""A quote -> its place in a document, word for word and exactly once.

Takes the words that a person copied and a captured text. Gives the place and what was folded to
find it, or a refusal with the nearest passage. Absent: a match that is only similar.
"""
