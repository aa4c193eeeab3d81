"""Lists as tables for a spreadsheet: which columns, decided once for every face.

Takes an answer that is a list; gives ``Cells``, which the command line prints with ``--csv`` and
the web as ``PATH.csv``. Absent: computing, and a column that the answer does not have.
"""
