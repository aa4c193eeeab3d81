"""The bytes of the log: canonical JSON, payloads, leaf envelopes and the hashes over them.

Takes events. Gives bytes that are the same on every machine and in every year, and reads them
back. Absent: storage; nothing here opens a file or a database.
"""
