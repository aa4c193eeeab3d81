"""One page for each answer, as headings, rows, quotes and tables.

Takes answers. Gives pages as values. Absent: a width, a colour or a tag; ``views.layout`` and
``views.markup`` add those.
"""
