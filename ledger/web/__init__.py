"""The web face: pages for a reader, and the same answers for a program.

Takes an HTTP request; asks ``app`` once, lays out what ``views`` says in words. Absent: rules,
computing, and state: a page is its URL and the log's position.
"""
