"""What changed, over all partnerships, and what recording something would change.

Takes a ledger and a moment, or commands; gives changes. Absent: a second way to compute an answer.
Both sides are asked as any other question.
"""
