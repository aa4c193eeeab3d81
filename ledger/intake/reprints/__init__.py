"""TEXTS -> which of them have another's words: how much, and which passages.

Takes a text and the prints of all others; gives the near-identical ones with the passages that
they share. Absent: a judgement of which derives from which; that is suggested, and a person
decides.
"""
