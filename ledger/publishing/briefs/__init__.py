"""BRIEF -> a file: Markdown, HTML, PDF and DOCX, the same bytes from the same brief.

Takes a ``Brief`` of ``views``; gives bytes. Absent: composing, the clock of the machine, and
markup made of text: what a source wrote reaches each format as data.
"""
