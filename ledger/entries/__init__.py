"""TEXT -> COMMANDS: how an entry is written, and how it is read.

Takes files as someone wrote them; gives commands, and every mistake at its place. Read in this
order: ``specs`` (what each kind is made of), ``text`` (YAML and JSON whose every node knows its
place), ``short_form`` (what is written short becomes whole entries), ``decode`` (a tree becomes an
``entry``), ``reader`` (a file of them); then ``write``, ``template`` and ``schema``, which say the
same format the other way round. Absent: a second list of fields.
"""
