"""What a ledger proves to others, and what others' files prove: keys, checkpoints, copies.

Takes a log and its custody, or a file and keys to trust; gives what holds. Absent: words for pages.
"""
