"""A TREATY AS A PAGE: who, which act, since when, and from which day it binds.

Takes a ``Treaty``; gives a page, and sentences that other pages use. Absent: partnerships.
"""
