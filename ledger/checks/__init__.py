"""STATE -> FINDINGS: what must be so in a ledger, each as a named pure function.

Takes facts, rows and a ledger; gives findings. Read in this order: ``finding`` (what a check
says), ``sources``, ``days``, ``counts``, ``hurdles``, ``news``, ``names`` (the checks),
``registry`` (all of them, by name and group); then ``verification`` (whether a whole ledger holds)
and ``proven`` (what a proof file shows). Absent: exceptions for what is found, and any change. A
finding is a value.
"""
