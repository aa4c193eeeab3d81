"""The commands, one file each, named after its verb.

Takes the words of one call; gives an answer on stdout and an exit code. Absent: rules. A command
reads its options, asks ``app`` once, and lets ``views`` word the answer.
"""
