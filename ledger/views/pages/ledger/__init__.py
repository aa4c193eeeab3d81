"""THE LEDGER ITSELF AS PAGES: its events, imports, keys, proofs, repairs and findings.

Takes what ``app.proofs``, ``checks`` and the log answer; gives pages and plain data. Absent:
partnerships.
"""
