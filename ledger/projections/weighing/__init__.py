"""CLAIMS -> ONE ANSWER: which claims stand, how much each weighs, and what they give together.

Takes facts and clocks; gives answers with their winner, their losers and the reason of each.
Absent: treaties and hurdles. The rules here are the same whatever is asked.
"""
