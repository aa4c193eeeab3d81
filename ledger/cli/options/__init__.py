"""Options that several commands share, and what Tab offers for them.

Takes a command; gives it options and their values. Absent: commands.
"""
