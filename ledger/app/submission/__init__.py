"""What a ledger is told: commands become events, all of them or none.

Takes commands and a log; gives an outcome for each. Absent: reading text. What a person wrote is
understood before it comes here.
"""
