"""LOG -> LOG: ways on for a ledger that cannot go on, each of them on record.

Takes an opened log and its custody; gives a ``Plan`` of what is wrong and what would be done,
and carries it out. ``registry.REPAIRS`` lists the repairs; each is a module that says what it
looks for, what it would do, and how it does it. To add one: a class derived from
``repair.Repair`` in a module of its own, and its place in the registry. Absent: a repair that
leaves no record.
"""
