"""Sheets of a spreadsheet program become entries, and entries become a table.

Takes the bytes of a CSV, TSV or ``.xlsx`` file; gives entries whose places are cells. A header
row names the fields; what a field holds is said by ``entries.specs`` alone, as for every file.
Absent: a date more precise than its cell shows it, and a second list of fields.
"""
