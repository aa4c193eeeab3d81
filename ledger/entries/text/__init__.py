"""Text of YAML and JSON -> trees of values that remember their line and column.

Takes the text of a file of entries. Gives values with their places. Absent: what a field means.
"""
