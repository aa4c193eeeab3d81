"""A TEXT AND NAMES -> WHO AND WHAT IS NAMED: by which of its names, and at which place.

Takes the names that a ledger has; gives mentions and the partnerships they speak of. Absent: what
is said of them.
"""
