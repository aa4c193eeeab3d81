"""FACTS AND JUDGEMENTS -> PARTIES: who is one with whom, who belongs to a group, and all its names.

Takes what the ledger's owner judged and what entries describe; gives facts with one id for each
party, members, and profiles. Absent: claims. What the news says makes no two parties one.
"""
