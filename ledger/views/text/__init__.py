"""A PAGE -> LINES OF TEXT: columns, wrapped lines, letters as wide as a terminal shows them.

Takes a page and a width; gives plain text. Absent: words of its own, and colour that means
something.
"""
