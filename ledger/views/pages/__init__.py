"""One page for each answer, as headings, rows, quotes and tables.

Takes answers. Gives pages as values. Absent: a width, a colour or a tag; ``views.text.layout`` and
``views.markup`` add those.
"""
