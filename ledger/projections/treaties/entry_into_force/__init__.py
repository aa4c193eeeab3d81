"""A RULE AND CONSENTS -> A DAY: when a treaty enters into force, and what is still missing.

Takes a rule as data and consents with their days; gives the computed day, the progress of each
condition, and how a declared day differs from it. Absent: claims, sources and the weight of them.
Where a consent comes from is not asked here.
"""
