"""What is written short -> whole entries, before they are decoded; and back.

Takes the tree of an item of a file: a block that says once what its claims share, a line such as
``signed japan philippines 2024-07-08: the words``, an act with several ``parties``. Gives trees of
whole entries, each value at the place where it was written. Absent: what a ledger holds.
"""
