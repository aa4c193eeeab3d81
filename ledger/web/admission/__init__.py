"""WHO IS LET IN: by which word, how large a request, how slow, and how many costly ones at a time.

Takes requests; gives a visitor and what they may do, or a refusal. Absent: what a page says.
"""
