"""LOG -> FACTS: what was recorded, folded and looked up by id.

Takes a log and a question's needs; gives ``Facts``, and answers what ``claims.decision`` must know.
What was read is noted, so that an append's condition covers it. Absent: any judgement on who is
right.
"""
