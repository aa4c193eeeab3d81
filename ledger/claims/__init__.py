"""SOURCE -> CLAIM: what a claim is, and how it is recorded.

Takes commands and what the ledger has already; gives events, or every reason for a refusal. Read
in this order: ``vocabulary`` (the closed words), ``entities`` (parties, partnerships,
instruments), ``developments`` (what can be stated), ``entry_into_force`` (the rule of a treaty),
``claim`` (a development with its attribution), ``commands`` (what can be asked), ``decision``
(which events follow), ``events`` (what the log keeps). Absent: storage, and any judgement of who
is right.
"""
