"""The command line: words of a shell become one call of the application.

Takes words and files; gives lines or ``--json``, and an exit code. Read in this order: ``program``
(one call from start to exit code), ``verbs`` (which commands there are), ``call`` (what a command
is given), ``answer`` and ``failure`` (what is printed); then ``commands``, one file for each.
Absent: rules. It decides nothing.
"""
