"""The command line: takes words and files, calls the application, prints.

Read in this order: ``program`` (one call from start to exit code), ``verbs`` (which commands
there are), ``call`` (what a command is given), ``answer`` and ``failure`` (what is printed);
then ``commands``, one file for each. Absent: rules. It decides nothing.
"""
