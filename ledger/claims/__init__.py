"""SOURCE -> CLAIM: what a claim is, and how one comes to be recorded.

Read in this order: ``vocabulary`` (the closed words), ``developments`` (what can be stated),
``claim`` (a development with its attribution), ``commands`` (what one may ask),
``decide`` (which events follow), ``events`` (what the log keeps). Absent: storage, and any
judgement of who is right.
"""
