"""ANSWERS -> HURDLES: what stands in the way, what blocks what, and who must act.

Takes claims that stand and the state of instruments; gives hurdles, their graph, and the steps of
an agreement. Absent: guesses. A hurdle is there because a claim states it or a rule asks for it.
"""
