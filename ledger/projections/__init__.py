"""FACTS -> STATE: pure functions from facts and three clocks to what holds.

Takes ``Facts`` and ``Clocks``; gives status, timeline, outlook, contests and changes, with the
weighing, treaties and hurdles under them. Absent: the log, the clock of the machine, and words
for pages.
"""
