"""ANSWERS -> FILES THAT OTHERS SUBSCRIBE TO: Atom, iCalendar, and the imprint they carry.

Takes entries of feeds and days to come; gives text in a public format. Absent: the network, and
an answer that no page gives.
"""
