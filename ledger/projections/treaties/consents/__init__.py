"""PARTICIPATION -> NUMBERS: whose consents count, how many there are, and out of how many.

Takes what each party did and what sources count; gives the number of each stage against its
threshold, and the consents by name. Absent: days that follow from a number.
"""
