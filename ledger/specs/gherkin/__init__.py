"""Feature files: found, decoded, taken apart, and everything wrong with them placed.

Takes paths. Gives features with the line of everything in them. Absent: any run of a step.
"""
