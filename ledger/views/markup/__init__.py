"""Answers as HTML and SVG: pages, tables, drawings, each with its words next to it.

Takes answers, blocks and links; gives markup in which every text is escaped. Absent: HTTP,
scripts and style. A class says what a thing is, and nothing is said by colour alone.
"""
