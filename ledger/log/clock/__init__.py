"""The moments that the log stamps: which hold, and what can be wrong with the clock that gave them.

Takes the moments of recorded events. Gives those that hold after repairs. Absent: reading a clock.
"""
