"""TWO LOOKS -> WHAT IS NEW: what changed in a partnership, and what recording would change.

Takes views of one partnership at the clocks of then and of now; gives values, hurdles, contests and
claims that are other ones, and the entries of feeds. Absent: a state of its own.
"""
