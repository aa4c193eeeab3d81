"""ANSWERS -> what leaves the desk, as values: briefs, entries of feeds, days of a calendar.

Takes a ledger and clocks; gives values that ``views`` lays out and ``publishing`` writes. Absent:
files, the network, and an answer that no other face gives.
"""
