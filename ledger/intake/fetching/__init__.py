"""ADDRESS -> ANSWER: the one client for all that is fetched, and for all that is sent.

Takes addresses that strangers may have chosen; gives what stands there, or a refusal in one
sentence. Read in this order: ``address_guard`` (which addresses may be met), ``limits``,
``refusals``, ``url`` (an address as text), ``resolution`` (names become addresses), ``connection``
(the checked address is the one that is met), ``content`` (bytes unpacked), ``client``.
Absent: trust in an address, in a name, in a redirect, in a length, or in the environment.
"""
