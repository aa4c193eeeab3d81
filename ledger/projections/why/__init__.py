"""ANSWER -> PROOF: what won, what lost and why, in whose words.

Takes the address of a value; gives the value with its evidence. Absent: a second way of
computing. The proof is the answer that the pages show, with its parts laid open.
"""
