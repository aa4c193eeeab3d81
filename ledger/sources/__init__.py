"""NEWS -> SOURCE: bytes become a document whose words can be quoted and checked.

Takes what was published; gives documents, and the places of quotes in them. Read in this order:
``limits``, ``kinds``, ``one_line``, ``address`` (what a source can be); ``reading`` (a file
becomes bytes), ``text`` (bytes become characters), ``pages`` (a page becomes the words of its
article), ``document``, ``capture``; then ``quotation`` (words get their place). Absent: the
network, and repair in silence.
"""
