"""NEWS AS IT ARRIVES -> what waits for a person: fetched documents, the inbox, drafts of claims.

Takes addresses, files, mails and feeds, and known names as values; gives documents with what is
known of them, and drafts, for someone to accept or dismiss. Absent: a claim. Nothing in it is a
claim, nothing in it changes an answer; what is accepted is recorded by ``app``, as ever.
"""
