"""One module for each family of pages: an ``Asked`` becomes a ``Shown``.

Takes the question that a URL asks; gives the data of the command line, and a body in HTML.
Absent: HTTP. A page knows no headers, no status and no cache.
"""
