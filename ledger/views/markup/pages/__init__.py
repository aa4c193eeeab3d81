"""What each page of the web shows besides its blocks: tables with filters, drawings, forms.

Takes the answer of a page and for whom it is drawn; gives HTML and SVG, each drawing with its
words next to it. Absent: what a page is asked, HTTP, and elements of its own.
"""
