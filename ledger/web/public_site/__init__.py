"""The public site as plain files: the web face's own pages, for any static host or a folder.

Takes a ledger and a folder; gives files of what changed since the last time, and takes away what
is gone. Absent: a page that the web does not have, an analyst's name, and anything that must be
asked.
"""
