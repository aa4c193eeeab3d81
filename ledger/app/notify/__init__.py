"""Others are told of changes: who, how far they were told, and what is still to be sent.

Takes a ledger and its receivers; gives webhooks and mail, each sent at least once, in order for
each subject. Absent: words that are kept; a message names positions, and is read from the log as
it goes out.
"""
