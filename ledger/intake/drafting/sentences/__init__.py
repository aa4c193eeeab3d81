"""A text becomes sentences, and of each is told what it states: where, who, when, how certain.

Takes a text, the names in it and the wording of its language; gives places, parts and dates.
Absent: drafts. What is told of a sentence is put together by who proposes them.
"""
