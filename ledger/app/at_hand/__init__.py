"""What was read or answered, kept in the process for a while.

Takes a ledger's log; gives what was given before, where nothing can have changed it. Absent: an
answer that is not what asking again would give.
"""
