"""From desk to desk: what a ledger holds as entries, and another desk's entries taken in.

Takes a log, gives entries that an import reads; takes another desk's entries, gives what is new
in them and where the two differ. Absent: merging. Where two desks differ, a person decides.
"""
