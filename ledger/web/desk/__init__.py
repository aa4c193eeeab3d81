"""WHAT A PERSON SENDS -> WHAT IS RECORDED: forms, entries, and the answers to the inbox.

Takes what a browser or a program sent; gives a receipt, or the form again with all that is wrong.
Absent: reading; a page that only shows is in ``web.pages``.
"""
