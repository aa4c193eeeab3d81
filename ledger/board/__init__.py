"""FACTS -> KEPT ANSWERS: rows for the board of all partnerships, and what makes them old.

Takes a log and its kept rows; gives the board of today, the partnerships that an append affects,
and search over all claims. Absent: an answer of its own. Every row is what the projections give
from the log, and can be thrown away and made again.
"""
