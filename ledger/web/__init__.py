"""The web face: pages for a reader, the same answers for a program, and a way in for an editor.

Takes an HTTP request; asks ``app`` once, lays out what ``views`` says in words. Absent: rules,
computing, and state: a page is its URL and the log's position.
"""
