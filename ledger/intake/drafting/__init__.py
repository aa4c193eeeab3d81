"""A document's text -> drafts: what it states, each with its words, for a person to accept.

Takes a text, its language, its day of publication and the names that a ledger has, all as values;
gives ``Draft`` and ``RefusedDraft``. Read in this order: ``draft`` (the values), ``mentions`` and
``sentences`` (what the text is made of), ``wording`` (the rules of a language, as data),
``proposer`` (text to drafts), ``proposals`` (drafts that another program proposes). Absent: a
model, a network, a clock, and a draft whose words are not in the document.
"""
