"""The command line: takes words and files, calls the application, prints. It decides nothing.

Read in this order: ``program`` (one call from start to exit code), ``verbs`` (which commands
there are), ``call`` (what a command is given), ``answer`` and ``failure`` (what is printed);
then a module for each subject.
"""
