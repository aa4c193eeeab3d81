"""TEXT -> COMMANDS: how an entry is written, and how it is read.

Read in this order: ``specs`` (what each kind is made of), ``tree``, ``yaml_text`` and
``json_text`` (a text whose every node knows its place), ``scalars`` and ``decode`` (a tree
becomes an ``entry``), ``reader`` (a file of them); then ``write``, ``template`` and ``schema``,
which say the same format the other way round. Absent: a second list of fields.
"""
