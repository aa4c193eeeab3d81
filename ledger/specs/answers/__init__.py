"""The parts of an answer that steps look at, read from the plain data that every driver gives.

Takes what ``--json`` prints; gives typed values. Absent: what no step looks at. It is left out, so
that an answer may grow without these shapes changing.
"""
