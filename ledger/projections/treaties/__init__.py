"""ANSWERS -> INSTRUMENTS: who consented, what is counted, and when a treaty enters into force.

Takes claims that stand; gives the state of each instrument, computed and declared side by side.
Absent: partnerships, hurdles and words for pages.
"""
