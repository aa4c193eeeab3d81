"""The closed vocabulary of steps, in every language, as patterns and as sentences.

Takes a step as written. Gives the phrase that it is and its values. Absent: free text; a step
that is no phrase is refused.
"""
