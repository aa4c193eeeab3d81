"""WHAT WAITS FOR A PERSON, AS PAGES: the inbox and the feeds that fill it.

Takes items and feeds; gives pages. Absent: claims; nothing here is one yet.
"""
