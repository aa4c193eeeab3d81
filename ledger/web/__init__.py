"""The web face: pages for a reader, and the same answers for a program.

Takes an HTTP request; asks ``app`` once, and gives what ``views`` says in words, laid out. Absent:
rules, computing, and state: a page is its URL and the log's position.
"""
