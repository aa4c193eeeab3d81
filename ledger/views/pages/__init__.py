"""One page for each answer, as headings, rows, quotes and tables.

Takes answers. Gives pages as values. Absent: how wide a page is, a colour or a tag;
``views.text.layout`` and ``views.markup`` add those.
"""
