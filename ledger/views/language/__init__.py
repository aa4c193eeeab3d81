"""KEYS AND VALUES -> one language: its catalogue, how it fills a sentence, how it writes dates.

Takes a key or a value; gives text in a language. Absent: which sentence an answer needs.
"""
