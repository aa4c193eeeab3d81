"""FEEDS -> ARRIVALS: what sites list as new becomes documents for the inbox.

Takes addresses of feeds, and names to watch for as values; gives arrivals and what each feed is
asked for next. Read in this order: ``feed`` (what is kept of one), ``listing`` (bytes become
entries), ``discovery``, ``opml``, ``watch`` (which entries are wanted), ``schedule`` (when it is
asked again), ``port`` with ``memory`` and ``sql``, ``poll``. Absent: a fault that stops another
feed, and an entry that is lost or comes twice.
"""
